/// Quantiles of samples.
#pragma once

#include <span>

namespace upsurge {

/// Quantile of a sorted sample: linear between order statistics, the definition that R calls type 7
/// (Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566). NaN for an empty sample.
double quantile_of_sorted(std::span<const double> sorted, double probability);

}  // namespace upsurge
