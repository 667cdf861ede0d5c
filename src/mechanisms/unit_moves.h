/// Members of a unit who change what they do, and the weapons they give up: used by every mechanism that
/// moves members, so that columns, tallies and the weapon ledger change together.
#pragma once

#include <cstdint>

#include "mechanisms/tick_context.h"

namespace upsurge {

/// Members of a unit who still carry its weapons: loyal, in reserve, standing aside, gone over.
std::int64_t members_under_arms(const State& state, int unit);

/// Moves `people` members of a unit from one column of members to another.
///
/// Counts at the unit's location (nowhere while it is in the national reserve): moves to `switched` in
/// defections_total, from `loyal` to `standing_aside` in stood_aside_total, to `dead` and `injured` in
/// security_dead_total and security_injured_total. If the movers give up their weapons, each weapon of the
/// unit comes loose there with chance people / members_under_arms (before the move), source surrender; the
/// unit must then be at a place.
/// @param from, to  columns of members (loyal .. dead), different
/// @param people    0 .. members in `from`
/// @param draws     used only if weapons are given up
void move_members(TickContext& tick, int unit, UnitColumn from, UnitColumn to, std::int64_t people,
                  bool gives_up_weapons, Draws& draws);

}  // namespace upsurge
