/// Cost against population: the same rows with 1 to 1,000 million people in them.
#pragma once

#include "measurement.h"

namespace upsurge::bench {

/// Times two societies at their point with all people scaled to 1, 10, 100 and 1,000 million, in turn so that
/// other work on the machine strikes all sizes alike, and prints the slowest over the fastest: the small
/// country of bench/rivals, whose rows are never empty, and the flagship, many of whose rows hold nobody
/// while the country is small. Fails (false) when a run breaks an invariant or nobody moves.
bool measure_population(bool quick, Measurements& found);

}  // namespace upsurge::bench
