/// M2, example: say in one or two sentences why people would do this.
///
///   e(Q -> P) += pull_rate x A
///
/// with A the share of people whom the place believes to be in the street. The hazard is per person and
/// hour; the engine turns all hazards of a row into flows, so nothing is drawn here.
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index { pull_rate };

// Help, checks, priors, the page's methods and docs/mechanisms.md all read this table.
constexpr ParameterSpec table[] = {
    {"pull_rate", "1/hour", 0.0, 0, 10, "", Mark::assumed, "ours",
     "rate of going out when everybody is believed to be in the street; 0 changes nothing"},
};

/// Adds to the hazard of every trait bin of one place and stratum.
void add_pull(const TickContext& tick, int place, int, std::span<double> hazard) {
    const double activity = tick.state.field(Field::perceived_activity)[static_cast<std::size_t>(place)];
    const double rate = tick.value(pull_rate, place) * activity;
    for (double& h : hazard) {
        h += rate;
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::at_home, PersonState::peaceful}, add_pull},
};

}  // namespace

extern const Mechanism example;
const Mechanism example = {
    .name = "example",
    .title = "Example",
    .group = "M2",
    .summary = "Who does what, and why, in one sentence.",
    .source = "ours",
    .parameters = table,
    .switches = {},
    .hazards = hazards,
};

}  // namespace upsurge
