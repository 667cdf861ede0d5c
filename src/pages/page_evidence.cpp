/// Reports, sources, schedule, parameters and mechanisms as the page's JSON.
#include <fmt/format.h>

#include <algorithm>

#include "experiments/standing.h"
#include "mechanisms/registry.h"
#include "pages/file_words.h"
#include "pages/page_json.h"
#include "scenarios/instant.h"

namespace upsurge {
namespace {

Json optional_number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// A report without a number, or with a smaller one, takes the older one back; a larger one brings it up to
/// date.
bool withdraws(const Report& newer, const Report& older) {
    if (!newer.has_number() || newer.form == ReportForm::denied) {
        return true;
    }
    const ReportedRange now = reported_range(newer);
    const ReportedRange before = reported_range(older);
    return now.high && before.low && *now.high < *before.low;
}

std::string time_of_day(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

Json schedule_value(const ScheduleEntry& entry) {
    switch (entry.kind) {
        case ScheduleKind::price:
        case ScheduleKind::shutdown:
        case ScheduleKind::police:
        case ScheduleKind::foreign_troops:
            return entry.value;
        case ScheduleKind::policing:
            return word_of(entry.policing);
        case ScheduleKind::curfew:
            return time_of_day(entry.curfew_from_minute) + " to " + time_of_day(entry.curfew_to_minute);
        case ScheduleKind::concession:
            return fmt::format("level {}, credibility {}", entry.concession.level,
                               entry.concession.credibility);
        case ScheduleKind::emergency:
        case ScheduleKind::refusal:
        case ScheduleKind::request:
        case ScheduleKind::guarantee:
        case ScheduleKind::purge:
        case ScheduleKind::dismissal:
            return nullptr;
    }
    return nullptr;
}

bool same_setting(const ParameterSetting& a, const ParameterSetting& b) {
    return a.value == b.value && a.prior == b.prior && a.source == b.source && a.mark == b.mark;
}

}  // namespace

Json reports_json(const Model& model) {
    const std::vector<int> superseded = superseded_by(model);
    Json all = Json::array();
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const Report& report = model.reports[i];
        const int offset =
            report.places.empty()
                ? model.clock.utc_offset_minutes
                : model.places[static_cast<std::size_t>(report.places.front())].utc_offset_minutes;
        const Report* newer =
            superseded[i] < 0 ? nullptr : &model.reports[static_cast<std::size_t>(superseded[i])];
        Json places = Json::array();
        for (int place : report.places) {
            places.push_back(model.places[static_cast<std::size_t>(place)].id);
        }
        Json json;
        json["id"] = report.id;
        json["event_start"] = format_instant(report.event_start, offset);
        json["event_end"] = format_instant(report.event_end, offset);
        json["published_at"] = format_instant(report.published_at, report.published_utc_offset_minutes);
        json["published_precision"] = word_of(report.published_precision);
        json["places"] = std::move(places);
        json["observable"] = report.observable ? describe(*report.observable).id : std::string_view();
        json["form"] = word_of(report.form);
        json["value"] = optional_number(report.value);
        json["low"] = optional_number(report.low);
        json["high"] = optional_number(report.high);
        json["unit"] = report.unit;
        json["source"] = report.source;
        json["claimant"] = report.claimant;
        json["side"] = report.side;
        json["grade"] = fmt::format("{}{}", report.reliability, report.credibility);
        json["origin_group"] = report.origin_group;
        json["supersedes"] = report.supersedes;
        json["superseded_by"] = newer == nullptr ? std::string() : newer->id;
        json["withdrawn"] = newer != nullptr && withdraws(*newer, report);
        json["hedge"] = report.hedge;
        json["note"] = report.note;
        json["url"] = report.url;
        all.push_back(std::move(json));
    }
    return all;
}

Json sources_json(const Model& model) {
    Json all = Json::array();
    for (const Source& source : model.sources) {
        all.push_back({{"id", source.id},
                       {"name", source.name},
                       {"type", source.type},
                       {"side", source.side},
                       {"reliability", std::string(1, source.reliability)},
                       {"argument", source.argument}});
    }
    return all;
}

Json schedule_json(const Model& model) {
    const int offset = model.clock.utc_offset_minutes;
    Json all = Json::array();
    for (const ScheduleEntry& entry : model.schedule) {
        all.push_back(
            {{"kind", word_of(entry.kind)},
             {"places", entry.place_ids},
             {"from", format_instant(entry.from, offset)},
             {"until", entry.until == 0 ? std::string() : format_instant(entry.until, offset)},
             {"value", schedule_value(entry)},
             {"known_from", entry.known_from == 0 ? std::string() : format_instant(entry.known_from, offset)},
             {"source", entry.source},
             {"mark", name_of(entry.mark)},
             {"reports", entry.reports}});
    }
    return all;
}

Json parameters_json(const Model& model) {
    Json all = Json::array();
    const std::vector<RegisteredParameter>& parameters = all_parameters();
    for (std::size_t i = 0; i < parameters.size() && i < model.parameters.global.size(); ++i) {
        const Mechanism& mechanism = *all_mechanisms()[static_cast<std::size_t>(parameters[i].mechanism)];
        if (std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism.name) ==
            model.mechanisms.end()) {
            continue;
        }
        const auto add = [&](const ParameterSetting& setting, const std::string& place) {
            all.push_back({{"name", parameters[i].id},
                           {"mechanism", mechanism.name},
                           {"unit", parameters[i].spec->unit},
                           {"value", setting.value},
                           {"prior", setting.prior},
                           {"mark", name_of(setting.mark)},
                           {"source", setting.source},
                           {"meaning", parameters[i].spec->meaning},
                           {"place", place}});
        };
        const bool by_place = i < model.parameters.place.size() && !model.parameters.place[i].empty();
        if (!by_place) {
            add(model.parameters.global[i], "");
            continue;
        }
        const std::vector<ParameterSetting>& settings = model.parameters.place[i];
        if (std::all_of(settings.begin(), settings.end(),
                        [&](const ParameterSetting& one) { return same_setting(one, settings.front()); })) {
            add(settings.front(), "");
            continue;
        }
        for (std::size_t leaf = 0; leaf < settings.size(); ++leaf) {
            add(settings[leaf], model.places[static_cast<std::size_t>(model.leaves[leaf])].id);
        }
    }
    return all;
}

Json mechanisms_json(const Model& model) {
    Json all = Json::array();
    for (const Mechanism* mechanism : all_mechanisms()) {
        if (std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism->name) !=
            model.mechanisms.end()) {
            all.push_back({{"name", mechanism->name},
                           {"title", mechanism->title},
                           {"group", mechanism->group},
                           {"summary", mechanism->summary},
                           {"source", mechanism->source}});
        }
    }
    return all;
}

}  // namespace upsurge
