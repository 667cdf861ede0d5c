/// The elite's division, and what a purge does to it and to the clique that is purged (M10, M12).
#pragma once

#include "mechanisms/tick_context.h"

namespace upsurge {

/// Computes the division of the elite anew: split_size x share of cliques that are active + what purges
/// left, 0..1. Call it after either has changed.
void renew_split(TickContext& tick);

/// A facility that clique `clique` commands: one of its places, guarded by one of its services.
bool commands_facility(const Society& society, int clique, int facility);

/// Removes the head of the active clique that comes first; its orders end and the shock divides the elite.
/// Returns whether there was one. With `elites` off no clique is ever active.
bool purge_clique(TickContext& tick);

}  // namespace upsurge
