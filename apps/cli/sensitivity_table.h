/// The indices of one outcome as a table for people.
#pragma once

#include <string>
#include <vector>

#include "experiments/sensitivity.h"

namespace upsurge::cli {

/// The most important factors first, with chance always among the rows; what is left out is counted.
std::string sensitivity_table(const SensitivityDesign& design, const Measure& outcome,
                              const std::vector<SensitivityIndex>& indices);

}  // namespace upsurge::cli
