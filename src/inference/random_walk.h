/// Proposals of a random walk shaped like a weighted sample: normal with the sample's covariance, scaled.
#pragma once

#include <span>
#include <vector>

#include "numbers/philox.h"

namespace upsurge {

/// Covariance of weighted vectors, row by row.
/// @param vectors  [n] of equal length d
/// @param weights  [n] >= 0, not all 0
/// @return [d * d]
std::vector<double> weighted_covariance(std::span<const std::vector<double>> vectors,
                                        std::span<const double> weights);

/// Lower triangle L with L L' = the matrix, by Cholesky's scheme in a fixed order. Directions in which the
/// matrix is not positive, as when all vectors are one, get `floor` as their variance.
/// @param matrix  [d * d] symmetric, row by row
/// @return [d * d], zeros above the diagonal
std::vector<double> lower_triangle(std::span<const double> matrix, int dimension, double floor);

class RandomWalk {
  public:
    /// Steps of 2.38^2 / d times the covariance, best for normal targets (Roberts, Gelman and Gilks 1997,
    /// doi:10.1214/aoap/1034625254).
    RandomWalk(std::span<const double> covariance, int dimension);

    /// from + scale * step.
    std::vector<double> propose(std::span<const double> from, double scale, Draws& draws) const;

  private:
    int dimension_;
    std::vector<double> lower_;
};

}  // namespace upsurge
