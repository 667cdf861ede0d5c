/// M5, detention and wounds: release, radicalised or cowed; healing and dying of wounds.
///
///   e(D -> Q) = 1/detention_hours, of which radicalised_share with h -> h + 1 and cowed_share with r -> r +
///   1 e(I -> Q) = heal_rate,  e(I -> X) = wound_death_rate
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index { detention_hours, radicalised_share, cowed_share, heal_rate, wound_death_rate };

constexpr ParameterSpec table[] = {
    {"detention_hours", "hour", 96, 0.1, 1e5, "log_uniform(24, 360)", Mark::assumed, "ours",
     "mean length of detention"},
    {"radicalised_share", "share", 0.1, 0, 0.5, "beta(2, 8)", Mark::assumed, "ours",
     "share of those released whose hardship trait rises"},
    {"cowed_share", "share", 0.2, 0, 0.5, "beta(2, 8)", Mark::assumed, "ours",
     "share of those released who become more risk-averse"},
    {"heal_rate", "1/hour", 0.01, 0, 10, "log_uniform(0.004, 0.02)", Mark::assumed, "ours",
     "rate of recovery from wounds"},
    {"wound_death_rate", "1/hour", 2e-4, 0, 1, "log_uniform(1e-4, 1e-3)", Mark::assumed, "ours",
     "rate of dying of wounds"},
};

void add_constant(std::span<double> hazard, double rate) {
    for (double& h : hazard) {
        h += rate;
    }
}
void add_release(const TickContext& tick, int place, int, std::span<double> hazard) {
    const double kept = 1.0 - tick.value(radicalised_share, place) - tick.value(cowed_share, place);
    add_constant(hazard, kept / tick.value(detention_hours, place));
}
void add_radicalised(const TickContext& tick, int place, int, std::span<double> hazard) {
    add_constant(hazard, tick.value(radicalised_share, place) / tick.value(detention_hours, place));
}
void add_cowed(const TickContext& tick, int place, int, std::span<double> hazard) {
    add_constant(hazard, tick.value(cowed_share, place) / tick.value(detention_hours, place));
}
void add_heal(const TickContext& tick, int place, int, std::span<double> hazard) {
    add_constant(hazard, tick.value(heal_rate, place));
}
void add_wound_death(const TickContext& tick, int place, int, std::span<double> hazard) {
    add_constant(hazard, tick.value(wound_death_rate, place));
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::slow_exits, {PersonState::detained, PersonState::at_home}, add_release},
    {FlowPhase::slow_exits,
     {PersonState::detained, PersonState::at_home, TraitMove::hardship_up},
     add_radicalised},
    {FlowPhase::slow_exits,
     {PersonState::detained, PersonState::at_home, TraitMove::risk_aversion_up},
     add_cowed},
    {FlowPhase::slow_exits, {PersonState::injured, PersonState::at_home}, add_heal},
    {FlowPhase::slow_exits, {PersonState::injured, PersonState::dead}, add_wound_death},
};

}  // namespace

extern const Mechanism detention;
const Mechanism detention = {
    .name = "detention",
    .title = "Detention, release and wounds",
    .group = "M5",
    .summary = "Detained people come out radicalised, cowed or unchanged; the injured heal or die.",
    .source = "the equations are ours",
    .parameters = table,
    .switches = {},
    .hazards = hazards,
};

}  // namespace upsurge
