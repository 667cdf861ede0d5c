#include <limits>

#include "scenarios/change_reader.h"
#include "scenarios/schedule_entry_reader.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr double shift_hours_max = 24 * 366;

/// The keys that pick entries. Where one of them is wrong the match has no kind to be tried with.
std::optional<ScheduleMatch> read_match(TomlReader& reader, const std::string& file, ScenarioDraft& draft) {
    const std::size_t problems_before = draft.problems.size();
    ScheduleMatch match;
    match.at = {file, reader.at().line, reader.at().column};
    const auto kind = read_schedule_kind(reader, file, draft.problems);
    if (const auto places = reader.texts("places")) {
        if (places->empty()) {
            draft.problems.add(file, reader.at("places"), "'places' is empty",
                               "at least one place, or no 'places' for all of them");
        }
        std::set<int> leaves;
        for (int place : draft.find_places(*places, file, ResolutionLevel::coarse)) {
            const auto& under = draft.leaves_under[static_cast<std::size_t>(place)];
            leaves.insert(under.begin(), under.end());
        }
        match.leaves.assign(leaves.begin(), leaves.end());
    }
    if (const auto from = reader.instant("from")) {
        match.from = from->value.instant;
    }
    if (const auto until = reader.instant("until")) {
        match.until = until->value.instant;
        if (match.from && *match.until <= *match.from) {
            draft.problems.add(
                file, until->at, "'until' is not after 'from'",
                "a time after " + format_instant(*match.from, until->value.utc_offset_minutes));
        }
    }
    if (!kind) {
        reader.find("value");
    } else if (*kind == ScheduleKind::policing) {
        match.policing = read_policing(reader, Need::optional, file, draft.problems);
    } else {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        if (const auto value = reader.number("value", -infinity, infinity)) {
            match.value = value->value;
        }
    }
    match.kind = kind.value_or(ScheduleKind::price);
    return draft.problems.size() == problems_before && kind ? std::optional(match) : std::nullopt;
}

void read_remove(const TomlNode& node, const std::string& what, ChangeOf of, const std::string& file,
                 ScenarioDraft& draft, ModelChange& change) {
    TomlReader reader(node, "a remove entry of " + what, file, draft.problems);
    auto match = read_match(reader, file, draft);
    if (of == ChangeOf::hypothesis) {
        reader.forbid("cut", "nothing: a hypothesis holds from the start");
    } else if (const auto cut = reader.boolean("cut")) {
        if (match && cut->value && acts_once(match->kind)) {
            draft.problems.add(
                file, cut->at,
                "an entry of kind " + std::string(name_of(match->kind)) + " acts once and is never in force",
                "cut with a kind that is in force for a while");
            match.reset();
        } else if (match) {
            match->cut = cut->value;
        }
    }
    reader.finish();
    if (match) {
        change.remove.push_back(std::move(*match));
    }
}

void read_shift(const TomlNode& node, const std::string& what, const std::string& file, ScenarioDraft& draft,
                ModelChange& change) {
    TomlReader reader(node, "a shift entry of " + what, file, draft.problems);
    auto match = read_match(reader, file, draft);
    const auto hours = reader.number("hours", -shift_hours_max, shift_hours_max, Need::required);
    reader.finish();
    if (!match || !hours) {
        return;
    }
    const double seconds = hours->value * 3600.0;
    const auto whole = static_cast<std::int64_t>(seconds);
    if (static_cast<double>(whole) != seconds || whole == 0) {
        draft.problems.add(file, hours->at, "'hours' is " + number_text(hours->value),
                           "a whole number of seconds, not 0: later is positive, earlier negative");
        return;
    }
    change.shift.push_back({std::move(*match), whole});
}

}  // namespace

void read_schedule_changes(TomlReader& reader, const std::string& what, ChangeOf of, const std::string& file,
                           ScenarioDraft& draft, ModelChange& change) {
    for (const TomlNode* node : reader.tables("remove")) {
        read_remove(*node, what, of, file, draft, change);
    }
    for (const TomlNode* node : reader.tables("shift")) {
        read_shift(*node, what, file, draft, change);
    }
    for (const TomlNode* node : reader.tables("schedule")) {
        WrittenEntry entry = read_schedule_entry(*node, file, draft);
        if (entry.good) {
            change.add.push_back(std::move(entry.entry));
            change.added_at.push_back({file, entry.from_at.line, entry.from_at.column});
        }
    }
}

}  // namespace upsurge
