/// Shares of a variance: how much of an output's spread each factor makes, alone and with the others.
///
/// First-order indices by the estimator of Saltelli et al. 2010 (doi:10.1016/j.cpc.2009.09.018, table 2 b),
/// with the mean taken off the outputs; total indices by Jansen's (1999, doi:10.1016/S0010-4655(98)00154-4).
/// Points are independent and addressed, so more rows can be added later and rows can be resampled.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiments/bootstrap.h"

namespace upsurge {

/// Points of a row: A, B, and for each factor A with that factor's coordinate from B.
constexpr int sobol_points_per_row(int factors) {
    return factors + 2;
}

/// Coordinates [factor], each in the open interval (0, 1), of a point of a row.
/// @param which  0: A, 1: B, 2 + i: A with coordinate i from B
std::vector<double> sobol_point(int factors, std::uint64_t seed, int row, int which);

struct SobolIndices {
    double mean = 0;
    double variance = 0;                          ///< over the points A and B
    std::vector<double> first_order;              ///< [factor]; NaN when the output never varies
    std::vector<double> total;                    ///< [factor]
    std::vector<Interval> first_order_intervals;  ///< by resampling rows
    std::vector<Interval> total_intervals;
};

/// @param outputs  [row x sobol_points_per_row(factors)]
SobolIndices sobol_indices(int factors, std::span<const double> outputs, const BootstrapOptions& options);

}  // namespace upsurge
