/// The tick: one short list, run in this order, printed by `upsurge describe --tick`.
#pragma once

#include <array>
#include <string_view>

namespace upsurge {

enum class TickPhase {
    clock,
    information,
    decisions,
    loyalty,
    fields,
    workplaces,
    street,
    location,
    weapons,
    encounters,
    control,
    slow_exits,
};
inline constexpr int tick_phase_count = 12;

struct TickPhaseDescription {
    TickPhase phase;
    std::string_view name;
    std::string_view does;
};

inline constexpr std::array<TickPhaseDescription, tick_phase_count> tick_phase_descriptions = {{
    {TickPhase::clock, "clock",
     "local hour, prices and forced actions of the schedule at the start of the tick"},
    {TickPhase::information, "information",
     "reports reach those who decide; remembered activity, media, rumour noise, shutdown and committees make "
     "what each place perceives; news reaches people"},
    {TickPhase::decisions, "decisions",
     "cliques, the government and outside powers decide on what was reported to them"},
    {TickPhase::loyalty, "loyalty",
     "units are deployed, weigh the regime's strength, stand aside, go over or come back"},
    {TickPhase::fields, "fields",
     "harm shock, anger, demands, concessions, legitimacy, grievance, risk, organisation; fear and "
     "organising "
     "move traits"},
    {TickPhase::workplaces, "workplaces", "strikes begin, go on, settle, tire or are broken"},
    {TickPhase::street, "street",
     "some in, out, the rest in, one multinomial per row: leave, escalate, calm, drop "
     "weapons, withdraw, recover; join, march"},
    {TickPhase::location, "location", "the crowd of each home place is spread over locations"},
    {TickPhase::weapons, "weapons",
     "loot, own guns, distribution, inflow; people arm themselves; hidden weapons are found"},
    {TickPhase::encounters, "encounters",
     "ten-minute sub-ticks: arrests, injuries, deaths and armed clashes as quotas at each location"},
    {TickPhase::control, "control", "sites fall and are retaken; control of cities"},
    {TickPhase::slow_exits, "slow_exits", "release from detention, healing, dying of wounds"},
}};

}  // namespace upsurge
