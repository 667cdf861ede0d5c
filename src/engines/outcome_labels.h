/// What a finished run is called: M14 of docs/model.md, read off its observables.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "engines/history.h"
#include "models/model.h"
#include "models/parameter_values.h"

namespace upsurge {

enum class Outcome {
    restoration,
    concession_kept,
    purge,
    removal,
    civil_war,
    armed_conflict,
    fall,
    settlement,
    coalition_change,
    stalemate,
};
inline constexpr int outcome_count = 10;

struct OutcomeDescription {
    std::string_view id;
    std::string_view code;  ///< as in docs/model.md
    std::string_view name;
};
inline constexpr std::array<OutcomeDescription, outcome_count> outcome_descriptions = {{
    {"restoration", "R", "control restored, incumbent in office"},
    {"concession_kept", "K", "a concession beyond the price kept"},
    {"purge", "P+", "the incumbent purges a rival"},
    {"removal", "P-", "insiders remove the incumbent"},
    {"civil_war", "CW", "civil war"},
    {"armed_conflict", "AC", "armed conflict (lower tier)"},
    {"fall", "F", "irregular fall by mass action"},
    {"settlement", "SE", "negotiated settlement kept"},
    {"coalition_change", "RC", "the ruling coalition changes"},
    {"stalemate", "S", "none of these by the end"},
}};

/// How surely a run has a label.
enum class Held {
    no,
    provisional,  ///< it holds at the end, for less than the label's window
    yes,
};

/// One entry per Outcome. All `no` when the mechanism `outcomes` is off or the run has no tick.
using OutcomeLabels = std::array<Held, outcome_count>;

/// @param values  the run's draw: the cuts are parameters of `outcomes`
OutcomeLabels label_outcomes(const Model& model, const ParameterValues& values, const History& history);

}  // namespace upsurge
