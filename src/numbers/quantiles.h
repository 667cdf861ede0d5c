/// Quantiles of samples.
#pragma once

#include <span>
#include <utility>
#include <vector>

namespace upsurge {

/// Quantile of a sorted sample: linear between order statistics, the definition that R calls type 7
/// (Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566). NaN for an empty sample.
double quantile_of_sorted(std::span<const double> sorted, double probability);

/// The value at which the weight of the smaller ones reaches a share p of all. NaN without values.
/// @param values_and_weights  in any order; weights >= 0
double weighted_quantile(std::vector<std::pair<double, double>> values_and_weights, double p);

}  // namespace upsurge
