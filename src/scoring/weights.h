/// Weights of draws, made to sum to 1.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "upsurge/result.h"

namespace upsurge {

/// @param weights  [count] >= 0, finite, with a positive finite sum; or empty for equal ones
inline std::vector<double> normalised_weights(std::span<const double> weights, std::size_t count) {
    UPSURGE_CHECK(count > 0, "scores: an ensemble without draws");
    UPSURGE_CHECK(weights.empty() || weights.size() == count, "scores: not one weight for each draw");
    if (weights.empty()) {
        return std::vector<double>(count, 1.0 / static_cast<double>(count));
    }
    double sum = 0.0;
    for (double weight : weights) {
        UPSURGE_CHECK(weight >= 0.0, "scores: a weight that is negative or no number");
        sum += weight;
    }
    UPSURGE_CHECK(sum > 0.0 && sum <= 1e300, "scores: weights without a positive finite sum");
    std::vector<double> shares(weights.begin(), weights.end());
    for (double& share : shares) {
        share /= sum;
    }
    return shares;
}

/// Sum of squares: 1 over the effective number of draws.
inline double sum_of_squares(std::span<const double> shares) {
    double sum = 0.0;
    for (double share : shares) {
        sum += share * share;
    }
    return sum;
}

}  // namespace upsurge
