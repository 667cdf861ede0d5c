/// A dated forced action, and the names of its kinds.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "numbers/parameter.h"
#include "reports/report.h"
#include "society/forcing.h"

namespace upsurge {

enum class ScheduleKind {
    price,
    shutdown,
    emergency,
    curfew,
    police,
    policing,
    concession,
    refusal,
    request,         ///< the government asks its allies for help
    guarantee,       ///< allies guarantee the incumbent
    foreign_troops,  ///< head count in the country
    purge,           ///< the government removes the head of an active clique
    dismissal,       ///< the government dismisses the cabinet
};

/// As files write them, in the order of ScheduleKind. Readers, matching and pages all use this list.
inline constexpr std::array<std::string_view, 13> schedule_kind_names = {
    "price",   "shutdown", "emergency", "curfew",         "police", "policing", "concession",
    "refusal", "request",  "guarantee", "foreign_troops", "purge",  "dismissal"};

inline std::string_view name_of(ScheduleKind kind) {
    return schedule_kind_names[static_cast<std::size_t>(kind)];
}
inline std::optional<ScheduleKind> parse_schedule_kind(std::string_view text) {
    const auto found = std::find(schedule_kind_names.begin(), schedule_kind_names.end(), text);
    return found == schedule_kind_names.end()
               ? std::nullopt
               : std::optional(static_cast<ScheduleKind>(found - schedule_kind_names.begin()));
}

/// Announced at its time and then over, so that several add up; the other kinds are in force for a while.
constexpr bool acts_once(ScheduleKind kind) {
    return kind == ScheduleKind::concession || kind == ScheduleKind::refusal ||
           kind == ScheduleKind::request || kind == ScheduleKind::purge || kind == ScheduleKind::dismissal;
}

/// `leaves` are leaf ordinals.
struct ScheduleEntry {
    ScheduleKind kind = ScheduleKind::price;
    std::vector<int> leaves;
    std::vector<std::string> place_ids;  ///< as written
    int depth = 0;  ///< in the tree of places, of the largest place named; the deeper holds at equal times
    Instant from = 0;
    Instant until = 0;             ///< 0: no end
    double value = 0;              ///< price, depth, officers, troops
    std::vector<double> officers;  ///< [leaves] of kind police: at each leaf; empty: value at every one
    Policing policing = Policing::contain;
    Concession concession;
    int curfew_from_minute = 0;  ///< local minutes after midnight
    int curfew_to_minute = 0;
    Instant known_from = 0;  ///< 0: known from the start
    std::vector<std::string> reports;
    std::string source;
    Mark mark = Mark::assumed;
    /// Added by an intervention, or announced: acts even where the government decides by itself.
    bool forced = false;
};

}  // namespace upsurge
