/// Notes what an actor decided, with what it knew then.
#pragma once

#include <string_view>

#include "mechanisms/tick_context.h"

namespace upsurge {

/// Adds a decision to the run's log; does nothing where nobody keeps one.
///
/// @param actor   "government", or the id of a clique or power
/// @param action  one word of docs/model.md
/// @param leaf    where; -1: the whole country
/// @param whom    id of the clique or facility it is about, or empty
void note_decision(TickContext& tick, std::string_view actor, std::string_view action, int leaf = -1,
                   std::string_view whom = {});

}  // namespace upsurge
