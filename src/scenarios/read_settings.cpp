#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr double tick_hours_min = 1.0 / 60;
constexpr double tick_hours_max = 24;
constexpr double long_clock_days = 60;  ///< a longer clock has long ticks
constexpr double long_tick_hours = 6;   ///< of which a quiet one is passed at once

std::string toml_file(const ScenarioDraft& draft) {
    return draft.shown("scenario.toml");
}

std::optional<WrittenInstant> overridden_instant(std::string_view key, std::optional<WrittenInstant> written,
                                                 ScenarioDraft& draft) {
    const std::optional<std::string> text = draft.overrides.take(key);
    if (!text) {
        return written;
    }
    Result<WrittenInstant> parsed = parse_instant(*text);
    if (parsed) {
        return *parsed;
    }
    draft.problems.add(override_place, {}, parsed.error().front());
    return std::nullopt;
}

/// Cuts the ticks of `clock` into steps of `step_hours`. A long clock without steps of its own gets long
/// ticks whose steps are as long as its ticks were. False if the steps do not fill a tick.
bool cut_into_steps(std::optional<double> step_hours, Clock& clock, ScenarioDraft& draft) {
    const double days = static_cast<double>(clock.end - clock.start) / 86400.0;
    const bool fits = std::fmod(24.0 * days, long_tick_hours) == 0;
    if (!step_hours && days > long_clock_days && clock.tick_hours < long_tick_hours && fits) {
        step_hours = clock.tick_hours;
        clock.tick_hours = long_tick_hours;
        draft.defaults_used.push_back("The clock runs for " + number_text(days) + " days, so a tick is " +
                                      number_text(long_tick_hours) +
                                      " hours, passed at once while every place is quiet and in steps of " +
                                      number_text(*step_hours) +
                                      " hours otherwise (clock.step_hours is not given).");
    }
    if (!step_hours) {
        return true;
    }
    const double steps = clock.tick_hours / *step_hours;
    clock.steps_per_tick = static_cast<int>(steps + 0.5);
    return std::fabs(steps - clock.steps_per_tick) < 1e-9 && clock.steps_per_tick >= 1;
}

void read_clock(const TomlNode* node, std::optional<Instant> until, ScenarioDraft& draft) {
    if (node == nullptr) {
        return;
    }
    const std::string file = toml_file(draft);
    TomlReader reader(*node, "[clock]", file, draft.problems);
    Clock& clock = draft.model.clock;
    const auto written_start = reader.instant("start", Need::required);
    const auto written_end = reader.instant("end", Need::required);
    const auto tick = reader.number("tick_hours", tick_hours_min, tick_hours_max);
    if (!reader.has("tick_hours")) {
        draft.defaults_used.push_back("A tick is 1 hour (clock.tick_hours is not given).");
    }
    const auto written_step = reader.number("step_hours", tick_hours_min, tick_hours_max);
    std::optional<double> step_hours = written_step ? std::optional(written_step->value) : std::nullopt;
    bool good = tick.has_value() || !reader.has("tick_hours");
    clock.tick_hours = tick ? tick->value : 1.0;
    if (const auto hindsight = reader.instant("hindsight_until")) {
        clock.hindsight_until = hindsight->value.instant;
    }
    reader.finish();

    const auto value_of = [](const auto& placed) {
        return placed ? std::optional<WrittenInstant>(placed->value) : std::nullopt;
    };
    const auto start = overridden_instant("clock.start", value_of(written_start), draft);
    auto end = overridden_instant("clock.end", value_of(written_end), draft);
    const std::size_t problems_before = draft.problems.size();
    if (auto hours =
            draft.overrides.take_number("clock.tick_hours", tick_hours_min, tick_hours_max, draft.problems)) {
        clock.tick_hours = *hours;
    }
    if (auto hours =
            draft.overrides.take_number("clock.step_hours", tick_hours_min, tick_hours_max, draft.problems)) {
        step_hours = *hours;
    }
    good = good && draft.problems.size() == problems_before;
    if (!start || !end) {
        return;
    }
    if (until) {
        end->instant = *until;
    }
    clock.start = start->instant;
    clock.end = end->instant;
    clock.utc_offset_minutes = start->utc_offset_minutes;
    const std::string end_file = until ? "--until" : file;
    const TextPosition end_at = until ? TextPosition{} : reader.at("end");
    const TextPosition value_at = until || !written_end ? end_at : written_end->at;
    if (clock.end <= clock.start) {
        draft.problems.add(end_file, value_at, "the clock ends at or before its start",
                           "a time after " + format_instant(clock.start, clock.utc_offset_minutes));
        return;
    }
    if (good && !cut_into_steps(step_hours, clock, draft)) {
        draft.problems.add(file, written_step ? written_step->at : node->at,
                           "a tick of " + number_text(clock.tick_hours) +
                               " hours is no whole number of steps of " + number_text(*step_hours) + " hours",
                           "steps that fill a tick");
        return;
    }
    const double tick_seconds = clock.tick_hours * 3600.0;
    const double step_seconds = tick_seconds / clock.steps_per_tick;
    if (good && step_seconds != std::floor(step_seconds)) {
        draft.problems.add(file, tick ? tick->at : node->at,
                           (clock.steps_per_tick == 1 ? "a tick is " : "a step is ") +
                               number_text(step_seconds) + " seconds",
                           "a whole number of seconds");
        return;
    }
    if (!good) {
        return;
    }
    const double ticks = static_cast<double>(clock.end - clock.start) / tick_seconds;
    if (ticks != std::floor(ticks)) {
        draft.problems.add(end_file, value_at, "the clock does not end at the end of a tick",
                           "a whole number of ticks of " + number_text(clock.tick_hours) + " hours after " +
                               format_instant(clock.start, clock.utc_offset_minutes));
        return;
    }
    if (ticks > limits::ticks_max) {
        draft.problems.add(end_file, value_at,
                           "the clock has more than " + std::to_string(limits::ticks_max) + " ticks",
                           "fewer ticks: a longer tick or an earlier end");
        return;
    }
    draft.clock_trusted = true;
}

/// One [resolution.NAME]; true if nothing is wrong.
bool read_one_resolution(const TomlNode& node, const std::string& name, ScenarioDraft& draft,
                         std::vector<double>& cuts, int& risk_aversion_bins, const TomlNode*& parameters) {
    const std::string file = toml_file(draft);
    const std::size_t problems_before = draft.problems.size();
    TomlReader reader(node, "[resolution." + name + "]", file, draft.problems);
    const Need need = name == "coarse" ? Need::optional : Need::required;
    if (const auto numbers = reader.numbers("hardship_cuts", need)) {
        cuts.clear();
        if (numbers->size() >= limits::hardship_bins_max) {
            draft.problems.add(file, reader.at("hardship_cuts"),
                               "hardship_cuts has " + std::to_string(numbers->size()) + " cuts",
                               "at most " + std::to_string(limits::hardship_bins_max - 1));
        }
        double above = 0;
        for (const auto& cut : *numbers) {
            if (cut.value <= above || cut.value >= 1) {
                draft.problems.add(
                    file, cut.at,
                    "the cut " + number_text(cut.value) + " is not between " + number_text(above) + " and 1",
                    "rising shares of people between 0 and 1");
            }
            above = std::max(above, cut.value);
            cuts.push_back(cut.value);
        }
    }
    if (const auto bins = reader.integer("risk_aversion_bins", 1, limits::risk_aversion_bins_max, need)) {
        risk_aversion_bins = static_cast<int>(bins->value);
    }
    parameters = reader.table("parameters");
    reader.finish();
    return draft.problems.size() == problems_before;
}

void read_resolution(const TomlNode* node, const std::string& wanted, ScenarioDraft& draft,
                     DeferredSections& sections) {
    const std::vector<std::string>& names = resolution_names();
    if (std::find(names.begin(), names.end(), wanted) == names.end()) {
        draft.problems.add("--resolution", {}, in_quotes(wanted) + " is no resolution", joined(names, "or"),
                           nearest_name_hint(wanted, names));
        return;
    }
    draft.model.resolution = wanted;
    draft.level = static_cast<ResolutionLevel>(std::find(names.begin(), names.end(), wanted) - names.begin());
    std::vector<double> cuts = {0.95, 0.998};
    int risk_aversion_bins = 2;
    bool found = false;
    bool good = true;
    std::vector<std::string> given;
    if (node != nullptr) {
        TomlReader reader(*node, "[resolution]", toml_file(draft), draft.problems);
        for (const std::string& name : names) {
            std::vector<double> these_cuts = {0.95, 0.998};
            int these_bins = 2;
            const TomlNode* table = reader.table(name);
            if (table == nullptr) {
                continue;
            }
            given.push_back(name);
            const auto level =
                static_cast<ResolutionLevel>(std::find(names.begin(), names.end(), name) - names.begin());
            draft.levels_given.insert(level);
            const TomlNode* parameters = nullptr;
            const bool fine = read_one_resolution(*table, name, draft, these_cuts, these_bins, parameters);
            if (parameters != nullptr) {
                sections.resolution_parameters[level] = parameters;
            }
            if (name == wanted) {
                found = true;
                good = fine;
                cuts = these_cuts;
                risk_aversion_bins = these_bins;
            }
        }
        reader.finish();
    }
    if (!found && wanted != "coarse") {
        draft.problems.add(toml_file(draft), node != nullptr ? node->at : TextPosition{},
                           "there is no [resolution." + wanted + "]",
                           "a table with hardship_cuts and risk_aversion_bins",
                           given.empty() ? "" : "this scenario has " + joined(given));
        return;
    }
    if (!found) {
        draft.defaults_used.push_back(
            "Resolution coarse: hardship cut at 0.95 and 0.998, 2 risk aversion bins ([resolution.coarse] is "
            "not given).");
    }
    if (good) {
        draft.model.hardship_cuts = cuts;
        draft.model.layout.hardship_bins = static_cast<int>(cuts.size()) + 1;
        draft.model.layout.risk_aversion_bins = risk_aversion_bins;
        draft.model.layout.organised_bins = 2;
    }
}

}  // namespace

DeferredSections read_settings(const TomlNode& root, std::optional<Instant> until, ScenarioDraft& draft) {
    const std::string file = toml_file(draft);
    Model& model = draft.model;
    TomlReader reader(root, "scenario.toml", file, draft.problems);
    const auto format = reader.integer("format", 0, std::numeric_limits<int>::max(), Need::required);
    if (format && format->value != 1) {
        draft.problems.add(file, format->at, "this is format " + std::to_string(format->value),
                           "format 1, the one this version reads");
    }
    if (const auto name = reader.text("name", Need::required)) {
        model.name = name->value;
    }
    if (const auto summary = reader.text("summary")) {
        model.summary = summary->value;
    }
    const bool has_event_size = reader.has("event_size");
    if (const auto size = reader.number("event_size", 1, 1e9)) {
        model.event_size = size->value;
    }
    if (const auto size = draft.overrides.take_number("event_size", 1, 1e9, draft.problems)) {
        model.event_size = *size;
    } else if (!has_event_size) {
        draft.defaults_used.push_back("A region counts as active from a crowd of " +
                                      number_text(model.event_size) + " (event_size is not given).");
    }
    read_clock(reader.table("clock", Need::required), until, draft);
    DeferredSections sections;
    read_resolution(reader.table("resolution"), draft.resolution, draft, sections);
    read_strata(reader.tables("strata"), reader.at("strata"), draft);
    read_mechanisms(reader.table("mechanisms"), draft);
    read_switches(reader.table("switches"), draft);
    sections.parameters = reader.table("parameters");
    sections.place_parameters = reader.tables("place_parameters");
    sections.fit = reader.table("fit");
    sections.groups = reader.tables("groups");
    sections.cliques = reader.tables("cliques");
    sections.powers = reader.tables("powers");
    sections.schedule = reader.tables("schedule");
    reader.finish();
    return sections;
}

}  // namespace upsurge
