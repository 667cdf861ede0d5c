/// Hardship: the trait behind grievance, cut into bins at quantiles.
#pragma once

#include <vector>

#include "society/society.h"

namespace upsurge {

/// Share of people in each hardship bin: differences of the quantile cuts.
std::vector<double> hardship_bin_shares(const Society& society);

/// Mean hardship in each bin under Beta(1, shape): for quantiles u0 < u1
///   1 - shape/(shape + 1) ((1-u0)^(1+1/shape) - (1-u1)^(1+1/shape))/(u1 - u0),
/// or the society's fixed values when it lists them. shape 1 is the uniform law.
std::vector<double> hardship_bin_values(const Society& society, double shape);

}  // namespace upsurge
