/// The tick: one short list, run in this order, printed by `upsurge describe --tick`.
#pragma once

#include <array>
#include <string_view>

namespace upsurge {

enum class TickPhase { clock, information, fields, street, location, encounters, slow_exits };

inline constexpr std::array<TickPhase, 7> tick_phases = {
    TickPhase::clock,    TickPhase::information, TickPhase::fields,    TickPhase::street,
    TickPhase::location, TickPhase::encounters,  TickPhase::slow_exits};

struct TickPhaseDescription {
    TickPhase phase;
    std::string_view name;
    std::string_view does;
};

inline constexpr std::array<TickPhaseDescription, 7> tick_phase_descriptions = {{
    {TickPhase::clock, "clock",
     "local hour, prices and forced actions of the schedule at the start of the tick"},
    {TickPhase::information, "information",
     "remembered activity, media, rumour noise and shutdown make what each place perceives; news reaches "
     "people"},
    {TickPhase::fields, "fields",
     "harm shock, anger, demands, concessions, legitimacy, grievance, risk; fear moves traits"},
    {TickPhase::street, "street",
     "half a tick out, a tick in, half a tick out, one multinomial per row: leave, escalate, calm, withdraw, "
     "recover; join"},
    {TickPhase::location, "location", "the crowd of each home place is spread over locations"},
    {TickPhase::encounters, "encounters",
     "ten-minute sub-ticks: arrests, injuries and deaths as quotas at each location"},
    {TickPhase::slow_exits, "slow_exits", "release from detention, healing, dying of wounds"},
}};

}  // namespace upsurge
