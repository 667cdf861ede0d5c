/// Which units are at a place now, and how many of their members do what there.
#pragma once

#include <cstdint>

#include "mechanisms/tick_context.h"

namespace upsurge {

/// True if the unit is at the location and has arrived by this tick.
inline bool is_present(const TickContext& tick, int unit, int location) {
    const State& state = tick.state;
    const auto i = static_cast<std::size_t>(unit);
    return state.column(UnitColumn::location)[i] == location &&
           state.column(UnitColumn::arrives_tick)[i] <= tick.tick;
}

/// Members in one column (loyal .. dead) over the units present at the location, now.
std::int64_t members_present(const TickContext& tick, int location, UnitColumn column);

/// True if officers are members of units: there are units and `loyalty` is on. Otherwise officers present are
/// the scheduled number, and nobody can be picked from them.
bool officers_are_members(const TickContext& tick);

/// Officers present at the location now: loyal members of units there, or the scheduled number.
double officers_now(const TickContext& tick, int location);

}  // namespace upsurge
