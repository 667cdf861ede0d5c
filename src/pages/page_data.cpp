#include "pages/page_data.h"

#include <fmt/format.h>

#include <cmath>

#include "numbers/philox.h"
#include "pages/file_words.h"
#include "pages/page_counterfactuals.h"
#include "pages/page_fit.h"
#include "pages/page_forces.h"
#include "pages/page_json.h"
#include "pages/page_sentences.h"
#include "pages/page_series.h"
#include "pages/page_society.h"
#include "scenarios/instant.h"

namespace upsurge {
namespace {

constexpr int page_format = 1;
constexpr std::size_t series_bytes_max = std::size_t{4'500'000};

/// Three figures: chance alone moves the rest.
double rounded(double value) {
    if (!std::isfinite(value) || value == 0) {
        return 0;
    }
    return std::stod(fmt::format("{:.3g}", value));
}

Json scenario_json(const PageInput& input) {
    const Model& model = *input.model;
    const int offset = model.clock.utc_offset_minutes;
    return {{"id", model.id},
            {"name", model.name},
            {"summary", model.summary},
            {"start", format_instant(model.clock.start, offset)},
            {"end", format_instant(model.clock.end, offset)},
            {"tick_hours", model.clock.tick_hours},
            {"time_zone", format_utc_offset(offset)},
            {"readme_misses", readme_misses(input.readme)}};
}

Json study_json(const Manifest& manifest) {
    // Browsers hold whole numbers up to 2^53; a larger seed goes as text.
    const bool large = manifest.seed > (std::uint64_t{1} << 53);
    return {{"command", manifest.command_line},
            {"seed", large ? Json(std::to_string(manifest.seed)) : Json(manifest.seed)},
            {"runs", manifest.runs_done},
            {"state_hash", manifest.state_hash},
            {"created", format_instant(manifest.created, 0)},
            {"resolution", manifest.resolution},
            {"parameters", manifest.parameters},
            {"people", manifest.people},
            {"seconds", rounded(manifest.seconds)},
            {"threads", manifest.threads}};
}

Json places_json(const Model& model) {
    Json all = Json::array();
    for (const Place& place : model.places) {
        all.push_back({{"id", place.id},
                       {"name", place.name},
                       {"kind", word_of(place.kind)},
                       {"parent", place.parent < 0 ? std::string()
                                                   : model.places[static_cast<std::size_t>(place.parent)].id},
                       {"latitude", place.latitude},
                       {"longitude", place.longitude},
                       {"population", place.population},
                       {"shape", place.map_shape},
                       {"utc_offset_minutes", place.utc_offset_minutes}});
    }
    return all;
}

Json groups_json(const Model& model) {
    Json all = Json::array();
    for (const PlaceGroup& group : model.groups) {
        Json places = Json::array();
        for (int place : group.places) {
            places.push_back(model.places[static_cast<std::size_t>(place)].id);
        }
        all.push_back({{"id", group.id}, {"name", group.name}, {"places", std::move(places)}});
    }
    return all;
}

/// Every observable: reports speak of some that have no series.
Json observables_json() {
    Json all = Json::array();
    for (const ObservableDescription& about : observable_descriptions) {
        all.push_back(
            {{"id", about.id}, {"name", about.name}, {"unit", about.unit}, {"kind", word_of(about.kind)}});
    }
    return all;
}

Json times_json(const Clock& clock) {
    Json all = Json::array();
    for (int tick = 0; tick < clock.ticks(); ++tick) {
        all.push_back(format_instant(clock.at(tick + 1), clock.utc_offset_minutes));
    }
    return all;
}

/// Text for inside an HTML script element: "<" can begin a closing tag only there, and JSON strings allow
/// it written as an escape.
std::string without_angle_brackets(const std::string& json) {
    std::string safe;
    safe.reserve(json.size() + 64);
    for (char c : json) {
        if (c == '<') {
            safe += "\\u003c";
        } else {
            safe += c;
        }
    }
    return safe;
}

}  // namespace

Json comparisons_json(const Model& model, const std::vector<Comparison>& comparisons) {
    Json all = Json::array();
    for (const Comparison& one : comparisons) {
        const auto number = [](const std::optional<double>& value) {
            return value ? Json(*value) : Json(nullptr);
        };
        all.push_back({{"report", model.reports[static_cast<std::size_t>(one.report)].id},
                       {"simulated",
                        {{"q05", rounded(one.simulated.q05)},
                         {"q50", rounded(one.simulated.q50)},
                         {"q95", rounded(one.simulated.q95)}}},
                       {"reported_low", number(one.reported_low)},
                       {"reported_high", number(one.reported_high)},
                       {"ratio", one.ratio ? Json(rounded(*one.ratio)) : Json(nullptr)},
                       {"inside", one.inside}});
    }
    return all;
}

Json gaps_json(const std::vector<Gap>& gaps) {
    Json all = Json::array();
    for (const Gap& gap : gaps) {
        all.push_back({{"what", gap.what},
                       {"where", gap.where},
                       {"reported", gap.reported},
                       {"simulated", gap.simulated},
                       {"off", gap.off},
                       {"reports", gap.reports}});
    }
    return all;
}

std::string page_data_text(const PageInput& input) {
    const Model& model = *input.model;
    const bool with_runs = input.has_runs();
    std::vector<Comparison> comparisons;
    std::vector<Gap> gaps;
    PageSeries series;
    series.json = "{}";
    if (with_runs) {
        comparisons = compare_reports(model, *input.runs);
        gaps = tabulate_gaps(model, *input.runs);
        series = page_series(model, *input.runs, series_bytes_max);
    }
    const Manifest* manifest = with_runs ? input.manifest : nullptr;
    const FittedStudy* study = with_runs ? input.fitted : nullptr;
    const std::optional<FittedTo> fitted =
        study != nullptr ? std::optional<FittedTo>(study->fitted_to(*manifest)) : std::nullopt;
    const FittedTo* to = fitted ? &*fitted : nullptr;
    Json json;
    json["format"] = page_format;
    json["upsurge"] = {{"version", upsurge_version}, {"draw_scheme", draw_scheme_version}};
    json["scenario"] = scenario_json(input);
    json["study"] = manifest == nullptr ? Json(nullptr) : study_json(*manifest);
    json["places"] = places_json(model);
    json["groups"] = groups_json(model);
    json["map"] =
        input.map_topology.empty() ? Json(nullptr) : Json::parse(input.map_topology, nullptr, false);
    if (json["map"].is_discarded()) {
        json["map"] = nullptr;
    }
    json["map_notice"] = input.map_notice;
    json["times"] = times_json(model.clock);
    json["observables"] = observables_json();
    json["reports"] = reports_json(model);
    json["sources"] = sources_json(model);
    json["schedule"] = schedule_json(model);
    json["parameters"] = parameters_json(model);
    json["comparisons"] = comparisons_json(model, comparisons);
    json["gaps"] = gaps_json(gaps);
    if (with_runs) {
        json["control"] = control_json(model, *input.runs);
        json["weapon_sources"] = weapon_sources_json(*input.runs);
        json["counterfactuals"] = counterfactuals_json(model, input.counterfactuals);
        if (input.tables != nullptr) {
            json["outcomes"] = outcomes_json(model, *input.tables);
            json["decisions"] = decisions_json(model, *input.runs, *input.tables);
            json["facilities"] = facilities_json(model, *input.tables);
            json["services"] = services_json(model, *input.tables);
            json["actors"] = actors_json(model);
        }
    }
    if (with_runs) {
        json["outlooks"] = outlooks_json(input.outlooks);
        json["scores"] = plain_table_json(input.scores);
    }
    if (study != nullptr) {
        json["why"] = why_json(*study, *input.runs);
        json["indicators"] = indicators_json(*study);
        json["recovery"] = recovery_json(*study);
        json["claims"] = claims_json(model, *study);
    }
    json["brief"] = brief_sentences(model, with_runs ? input.runs : nullptr, comparisons, to);
    json["limits"] = limit_sentences(model, manifest, to);
    json["mechanisms"] = mechanisms_json(model);
    json["reproduce"] = manifest == nullptr ? "upsurge page " + model.id : manifest->command_line;
    json["banner"] = banner_text(manifest, to);
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    // The series are too many numbers for a tree of JSON values: they are written by hand at the end.
    text.pop_back();
    text += ",\"series\":" + series.json + "}";
    return without_angle_brackets(text);
}

}  // namespace upsurge
