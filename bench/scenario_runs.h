/// How long whole runs of a scenario take on one core, at every vector path of this machine.
#pragma once

#include <string>

#include "measurement.h"

namespace upsurge::bench {

/// Runs the scenario at a resolution, at its point and over prior draws, after checking that all paths give
/// the same hashes. Prints a table. Fails (false) when the scenario cannot be read, a run breaks an
/// invariant, nobody moved or the paths disagree: then nothing here would be worth timing.
bool measure_scenario(const std::string& folder, const std::string& resolution, int runs,
                      Measurements& found);

}  // namespace upsurge::bench
