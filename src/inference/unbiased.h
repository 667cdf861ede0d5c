/// Whether likelihood estimates are unbiased; used by tests only.
#pragma once

#include <cmath>
#include <vector>

#include "inference/weights.h"
#include "numbers/elementary.h"

namespace upsurge {

/// Mean of exp(estimate - exact), which is 1 in expectation, and its standard error.
struct MeanRatio {
    double mean;
    double standard_error;
};
inline MeanRatio mean_ratio(const std::vector<double>& estimates, double exact) {
    std::vector<double> ratios;
    for (const double estimate : estimates) {
        ratios.push_back(exp_of(estimate - exact));
    }
    const double count = static_cast<double>(ratios.size());
    const double mean = ordered_sum(ratios) / count;
    double squares = 0.0;
    for (const double ratio : ratios) {
        squares += (ratio - mean) * (ratio - mean);
    }
    return {mean, std::sqrt(squares / (count - 1.0) / count)};
}

}  // namespace upsurge
