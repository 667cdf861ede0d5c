/// Cost against population: the same rows with 1 to 1,000 million people in them.
#pragma once

#include <string>

#include "measurement.h"

namespace upsurge::bench {

/// Times the scenario at its point with all people scaled to 1, 10, 100 and 1,000 million, `runs` runs each,
/// in turn so that other work on the machine strikes all alike. Prints a table and the slowest over the
/// fastest. Fails (false) when a run breaks an invariant or nobody moves.
bool measure_population(const std::string& folder, int runs, Measurements& found);

}  // namespace upsurge::bench
