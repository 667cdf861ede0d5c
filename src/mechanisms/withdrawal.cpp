/// M2, withdrawal: people tire or take fright, stay away, and come back.
///
///   e(P -> C) = e(V -> C) = fatigue_rate + fear_rate max(y, 0),   e(C -> Q) = recovery_rate
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index { fatigue_rate, fear_rate, recovery_rate };

constexpr ParameterSpec table[] = {
    {"fatigue_rate", "1/hour", 0.012, 0, 10, "log_uniform(0.007, 0.02)", Mark::literature,
     "after Bonnasse-Gahot et al. 2018 doi:10.1038/s41598-017-18093-4: 2 to 6 days",
     "rate of tiring in the street"},
    {"fear_rate", "1/hour", 0.05, 0, 10, "log_uniform(0.005, 0.5)", Mark::assumed, "ours",
     "rate of withdrawing per unit of surprising harm"},
    {"recovery_rate", "1/hour", 0.02, 0, 10, "log_uniform(0.005, 0.05)", Mark::assumed, "ours",
     "rate at which those who withdrew are ready again"},
};

void add_fatigue(const TickContext& tick, int place, int, std::span<double> hazard) {
    const double y = tick.state.field(Field::harm_shock)[static_cast<std::size_t>(place)];
    const double rate =
        tick.value(fatigue_rate, place) * tick.derived.exit_factor[static_cast<std::size_t>(place)] +
        (y > 0 ? tick.value(fear_rate, place) * y : 0.0);
    for (double& h : hazard) {
        h += rate;
    }
}

void add_recovery(const TickContext& tick, int place, int, std::span<double> hazard) {
    for (double& h : hazard) {
        h += tick.value(recovery_rate, place);
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::peaceful, PersonState::withdrawn}, add_fatigue},
    {FlowPhase::street, {PersonState::violent, PersonState::withdrawn}, add_fatigue},
    {FlowPhase::street, {PersonState::on_strike, PersonState::withdrawn}, add_fatigue},
    {FlowPhase::street, {PersonState::armed, PersonState::withdrawn}, add_fatigue},
    {FlowPhase::street, {PersonState::withdrawn, PersonState::at_home}, add_recovery},
};

}  // namespace

extern const Mechanism withdrawal;
const Mechanism withdrawal = {
    .name = "withdrawal",
    .title = "Fatigue, fear and return",
    .group = "M2",
    .summary = "People in the street tire or take fright, stay away for days and recover.",
    .source = "Bonnasse-Gahot et al. 2018 doi:10.1038/s41598-017-18093-4; rates ours",
    .parameters = table,
    .switches = {},
    .hazards = hazards,
};

}  // namespace upsurge
