#include <algorithm>
#include <limits>
#include <tuple>

#include "scenarios/nearest_name.h"
#include "scenarios/schedule_entry_reader.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

/// Kinds of the country as a whole: their place is the country.
bool is_national(ScheduleKind kind) {
    return kind >= ScheduleKind::request;
}
const std::vector<std::string> policing_names = {"tolerate", "contain", "disperse", "fire"};

void read_curfew_hours(TomlReader& reader, const std::string& file, ProblemList& problems,
                       ScheduleEntry& entry) {
    const auto hours = reader.texts("hours", Need::required);
    if (!hours) {
        return;
    }
    if (hours->size() != 2) {
        problems.add(file, reader.at("hours"), "'hours' has " + std::to_string(hours->size()) + " entries",
                     "two local times, from and to, such as [\"23:00\", \"07:00\"]");
        return;
    }
    int minutes[2] = {0, 0};
    for (std::size_t i = 0; i < 2; ++i) {
        Result<int> parsed = parse_time_of_day((*hours)[i].value);
        if (parsed) {
            minutes[i] = *parsed;
        } else {
            problems.add(file, (*hours)[i].at, parsed.error().front());
        }
    }
    entry.curfew_from_minute = minutes[0];
    entry.curfew_to_minute = minutes[1];
}

/// The keys that depend on the kind: each is required, allowed or means nothing.
void read_by_kind(TomlReader& reader, const std::string& file, ProblemList& problems, ScheduleEntry& entry) {
    const std::string why =
        "nothing: an entry of kind " + std::string(name_of(entry.kind)) + " does not use it";
    auto value = [&](double lowest, double highest) {
        if (const auto number = reader.number("value", lowest, highest, Need::required)) {
            entry.value = number->value;
        }
    };
    switch (entry.kind) {
        case ScheduleKind::price:
            value(0.001, 1e9);
            break;
        case ScheduleKind::shutdown:
            value(0, 1);
            break;
        case ScheduleKind::police:
            value(0, 1e8);
            break;
        case ScheduleKind::policing:
            if (const auto order = read_policing(reader, Need::required, file, problems)) {
                entry.policing = *order;
            }
            break;
        case ScheduleKind::curfew:
            read_curfew_hours(reader, file, problems, entry);
            break;
        case ScheduleKind::concession:
            if (const auto level = reader.number("level", 1, 3, Need::required)) {
                entry.concession.level = level->value;
            }
            if (const auto credibility = reader.number("credibility", 0, 1, Need::required)) {
                entry.concession.credibility = credibility->value;
            }
            break;
        case ScheduleKind::foreign_troops:
            value(0, 1e7);
            break;
        case ScheduleKind::emergency:
        case ScheduleKind::refusal:
        case ScheduleKind::request:
        case ScheduleKind::guarantee:
        case ScheduleKind::purge:
        case ScheduleKind::dismissal:
            break;
    }
    const bool has_value = entry.kind == ScheduleKind::price || entry.kind == ScheduleKind::shutdown ||
                           entry.kind == ScheduleKind::police || entry.kind == ScheduleKind::policing ||
                           entry.kind == ScheduleKind::foreign_troops;
    if (!has_value) {
        reader.forbid("value", why);
    }
    if (entry.kind != ScheduleKind::curfew) {
        reader.forbid("hours", why);
    }
    if (entry.kind != ScheduleKind::concession) {
        reader.forbid("level", why);
        reader.forbid("credibility", why);
    }
    if (entry.kind == ScheduleKind::price || acts_once(entry.kind)) {
        reader.forbid("until", why);
    }
}

void read_times(TomlReader& reader, const std::string& file, ScenarioDraft& draft, ScheduleEntry& entry) {
    const auto from = reader.instant("from", Need::required);
    if (from) {
        entry.from = from->value.instant;
    }
    if (const auto until = reader.instant("until")) {
        entry.until = until->value.instant;
        if (from && entry.until <= entry.from) {
            draft.problems.add(file, until->at, "'until' is not after 'from'",
                               "a time after " + format_instant(entry.from, from->value.utc_offset_minutes));
        }
    }
    if (const auto known = reader.instant("known_from")) {
        entry.known_from = known->value.instant;
    }
}

/// Officers present at a place that has places within it are present there in proportion to the people. Of
/// two named places one of which holds the other, the smaller one says who is there.
void share_out_officers(std::vector<int> named, const ScenarioDraft& draft, ScheduleEntry& entry) {
    std::stable_sort(named.begin(), named.end(),
                     [&](int a, int b) { return draft.depth(a) < draft.depth(b); });
    std::map<int, double> officers;  // by leaf
    for (const int place : named) {
        const auto here = static_cast<double>(draft.model.places[static_cast<std::size_t>(place)].population);
        for (const int leaf : draft.leaves_under[static_cast<std::size_t>(place)]) {
            const int leaf_place = draft.model.leaves[static_cast<std::size_t>(leaf)];
            const auto people =
                static_cast<double>(draft.model.places[static_cast<std::size_t>(leaf_place)].population);
            officers[leaf] = leaf_place == place ? entry.value : entry.value * people / here;
        }
    }
    entry.officers.clear();
    for (const int leaf : entry.leaves) {
        entry.officers.push_back(officers[leaf]);
    }
}

}  // namespace

std::optional<ScheduleKind> read_schedule_kind(TomlReader& reader, const std::string& file,
                                               ProblemList& problems) {
    const auto text = reader.text("kind", Need::required);
    if (!text) {
        return std::nullopt;
    }
    const auto kind = parse_schedule_kind(text->value);
    if (!kind) {
        const std::vector<std::string> kinds(schedule_kind_names.begin(), schedule_kind_names.end());
        problems.add(file, text->at, "unknown kind " + in_quotes(text->value), joined(kinds, "or"),
                     nearest_name(text->value, kinds).empty() ? "" : nearest_name_hint(text->value, kinds));
    }
    return kind;
}

std::optional<Policing> read_policing(TomlReader& reader, Need need, const std::string& file,
                                      ProblemList& problems) {
    const auto text = reader.text("value", need);
    if (!text) {
        return std::nullopt;
    }
    const auto found = std::find(policing_names.begin(), policing_names.end(), text->value);
    if (found == policing_names.end()) {
        problems.add(file, text->at, "'value' is " + in_quotes(text->value), joined(policing_names, "or"),
                     nearest_name(text->value, policing_names).empty()
                         ? ""
                         : nearest_name_hint(text->value, policing_names));
        return std::nullopt;
    }
    return static_cast<Policing>(found - policing_names.begin());
}

WrittenEntry read_schedule_entry(const TomlNode& node, const std::string& file, ScenarioDraft& draft) {
    const std::size_t problems_before = draft.problems.size();
    TomlReader reader(node, "a [[schedule]] entry", file, draft.problems);
    WrittenEntry result;
    ScheduleEntry& entry = result.entry;
    const auto kind = read_schedule_kind(reader, file, draft.problems);
    if (kind) {
        entry.kind = *kind;
    }
    const ResolutionLevel level = draft.read_level(reader, file);
    result.used = draft.used(level);
    std::vector<int> named;
    if (const auto places = reader.texts("places", Need::required)) {
        std::set<int> leaves;
        entry.depth = std::numeric_limits<int>::max();
        named = draft.find_places(*places, file, level);
        for (int place : named) {
            const auto& under = draft.leaves_under[static_cast<std::size_t>(place)];
            leaves.insert(under.begin(), under.end());
            entry.depth = std::min(entry.depth, draft.depth(place));
        }
        entry.leaves.assign(leaves.begin(), leaves.end());
        for (const auto& place : *places) {
            entry.place_ids.push_back(place.value);
        }
        if (places->empty()) {
            draft.problems.add(file, reader.at("places"), "'places' is empty", "at least one place");
        }
    }
    read_times(reader, file, draft, entry);
    if (kind && is_national(entry.kind) && entry.depth > 0 && !entry.place_ids.empty()) {
        draft.problems.add(
            file, reader.at("places"),
            "an entry of kind " + std::string(name_of(entry.kind)) + " is for the whole country",
            "the country's own id in 'places'");
    }
    if (kind) {
        read_by_kind(reader, file, draft.problems, entry);
    } else {
        for (const char* key : {"value", "hours", "level", "credibility"}) {
            reader.find(key);
        }
    }
    if (const auto reports = reader.texts("reports")) {
        for (const auto& report : *reports) {
            if (draft.report_ids_known && !draft.report_ids.contains(report.value)) {
                draft.problems.add(
                    file, report.at, "unknown report " + in_quotes(report.value), "an id of reports.csv",
                    draft.problems.full() ? ""
                                          : nearest_name_hint(report.value, {draft.report_ids.begin(),
                                                                             draft.report_ids.end()}));
            }
            entry.reports.push_back(report.value);
        }
    }
    read_evidence(reader, file, draft.problems, entry.source, entry.mark);
    result.from_at = reader.at("from");
    reader.finish();
    if (entry.kind == ScheduleKind::police && draft.places_trusted) {
        share_out_officers(named, draft, entry);
    }
    result.good = draft.problems.size() == problems_before && kind.has_value();
    return result;
}

namespace {

/// Two entries of one kind that start at the same time at the same place and name it at the same level
/// contradict each other. Concessions and refusals add up instead.
void check_ties(const std::vector<WrittenEntry>& drafts, const std::string& file, ScenarioDraft& draft) {
    std::map<std::tuple<ScheduleKind, int, Instant, int>, const WrittenEntry*> seen;
    for (const WrittenEntry& one : drafts) {
        const ScheduleEntry& entry = one.entry;
        if (!one.good || acts_once(entry.kind)) {
            continue;
        }
        for (int leaf : entry.leaves) {
            if (!seen.emplace(std::tuple(entry.kind, leaf, entry.from, entry.depth), &one).second) {
                const Place& place =
                    draft.model
                        .places[static_cast<std::size_t>(draft.model.leaves[static_cast<std::size_t>(leaf)])];
                draft.problems.add(file, one.from_at,
                                   "another entry of kind " + std::string(name_of(entry.kind)) +
                                       " starts at the same time in " + in_quotes(place.id),
                                   "one entry for each kind, place and time");
                break;
            }
        }
    }
}

/// The first price of a place must hold at the start, or a later entry would reach back.
void check_prices(const std::vector<WrittenEntry>& drafts, const std::string& file, ScenarioDraft& draft) {
    std::map<int, const WrittenEntry*> first;
    for (const WrittenEntry& one : drafts) {
        if (one.entry.kind != ScheduleKind::price || !one.good) {
            continue;
        }
        for (int leaf : one.entry.leaves) {
            const WrittenEntry*& known = first[leaf];
            if (known == nullptr || one.entry.from < known->entry.from) {
                known = &one;
            }
        }
    }
    std::set<const WrittenEntry*> reported;
    for (const auto& [leaf, one] : first) {
        if (draft.clock_trusted && one->entry.from > draft.model.clock.start && reported.insert(one).second) {
            const Place& place =
                draft.model
                    .places[static_cast<std::size_t>(draft.model.leaves[static_cast<std::size_t>(leaf)])];
            draft.problems.add(
                file, one->from_at,
                "the first price of " + in_quotes(place.id) + " begins after the clock's start",
                "an earlier price too, from the start (" +
                    format_instant(draft.model.clock.start, draft.model.clock.utc_offset_minutes) +
                    ") or before");
        }
    }
}

void note_defaults(ScenarioDraft& draft) {
    auto without = [&](ScheduleKind kind) {
        std::vector<bool> has(draft.model.leaves.size(), false);
        for (const ScheduleEntry& entry : draft.model.schedule) {
            if (entry.kind == kind) {
                for (int leaf : entry.leaves) {
                    has[static_cast<std::size_t>(leaf)] = true;
                }
            }
        }
        std::vector<std::string> ids;
        for (std::size_t leaf = 0; leaf < has.size(); ++leaf) {
            if (!has[leaf]) {
                ids.push_back(draft.model.places[static_cast<std::size_t>(draft.model.leaves[leaf])].id);
            }
        }
        return ids;
    };
    if (const auto ids = without(ScheduleKind::price); !ids.empty()) {
        draft.defaults_used.push_back("The price never changes in " + joined(ids) +
                                      " (no entry of kind price).");
    }
    if (const auto ids = without(ScheduleKind::police); !ids.empty()) {
        draft.defaults_used.push_back("No officers are present in " + joined(ids) +
                                      " (no entry of kind police).");
    }
}

}  // namespace

void read_schedule(const DeferredSections& sections, ScenarioDraft& draft) {
    const std::string file = draft.shown("scenario.toml");
    const std::size_t problems_before = draft.problems.size();
    std::vector<WrittenEntry> drafts;
    for (const TomlNode* node : sections.schedule) {
        WrittenEntry one = read_schedule_entry(*node, file, draft);
        if (one.used) {
            drafts.push_back(std::move(one));
        }
    }
    check_ties(drafts, file, draft);
    if (draft.problems.size() == problems_before) {
        check_prices(drafts, file, draft);
    }
    // By time; at the same time the entry for the smaller place comes later, and the last one wins.
    std::stable_sort(drafts.begin(), drafts.end(), [](const WrittenEntry& a, const WrittenEntry& b) {
        return std::tie(a.entry.from, a.entry.depth) < std::tie(b.entry.from, b.entry.depth);
    });
    for (WrittenEntry& one : drafts) {
        draft.model.schedule.push_back(std::move(one.entry));
    }
    if (draft.places_trusted) {
        note_defaults(draft);
    }
}

}  // namespace upsurge
