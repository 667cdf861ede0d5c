/// What follows from which cliques are active, and the purge that ends one (M10, M12).
#pragma once

#include "mechanisms/tick_context.h"

namespace upsurge {

/// Computes anew what follows from the active cliques: the division of the elite, the weapons they hand out
/// and the places where they are. Call it whenever a clique starts or ends, or the shock of purges changes.
void renew_elite(TickContext& tick);

/// Whether clique `clique` commands a facility: at one of its places, guarded by one of its services.
bool commands_facility(const Society& society, int clique, int facility);

/// Removes the head of the active clique that comes first: its orders end at once, and the shock divides the
/// elite. Returns whether there was one. With `elites` off no clique is ever active.
bool purge_clique(TickContext& tick);

}  // namespace upsurge
