/// The closing lines of a run: what a newcomer should know about what just happened.
#pragma once

#include <string>
#include <vector>

#include "experiments/comparison.h"
#include "scenarios/read_scenario.h"
#include "studies/manifest.h"
#include "studies/run_values.h"

namespace upsurge::cli {

/// What was used, where reports disagree with each other and with the runs, what the model misses.
std::string closing_text(const ReadScenario& scenario, const Manifest& manifest, const RunValues& runs,
                         const std::vector<Comparison>& comparisons);

}  // namespace upsurge::cli
