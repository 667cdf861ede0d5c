/// The integral of exp(log density) over a few variables, and draws from it: a lattice laid around the mode.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "numbers/philox.h"
#include "upsurge/result.h"

namespace upsurge {

using LogDensity = std::function<double(std::span<const double>)>;

struct LatticeOptions {
    double step = 1.0;         ///< between points, in standard deviations of the normal that fits the mode
    double depth = 18.0;       ///< the lattice ends where the log density is that far below the mode's
    int points_max = 100'000;  ///< more is a failure
};

/// A density of d variables on a lattice: point = mode + root^-T z, where z runs over a lattice of the given
/// step and root root^T is minus the matrix of second derivatives at the mode.
struct LatticePosterior {
    double log_integral = 0;
    std::vector<double> mode;  ///< [d]
    std::vector<double> root;  ///< [d x d] lower triangle
    double step = 1.0;
    std::vector<double> places;   ///< [points x d] z of each
    std::vector<double> weights;  ///< [points] sum to 1

    /// The point of a z.
    std::vector<double> point(std::span<const double> z) const;
    /// A lattice point by its weight, and an even shift within its cell: the variance of each variable comes
    /// out too large by step^2 / 12 of that of the normal at the mode.
    std::vector<double> sample(Draws& draws) const;
    std::vector<double> mean() const;
};

/// Sums the density over the lattice points that can be reached from the mode through points not deeper than
/// `depth`: step^d exp(log density) / det root. The trapezoidal rule, whose error falls faster than any power
/// of the step for smooth densities: at a normal with step 1 by 2 exp(-2 pi^2) = 5e-9 a variable. Follows
/// skewed and bent ridges by itself, but not to a second mode apart.
/// @param mode  where the log density is largest, as found by a search; not -infinity there
/// Fails where the curvature at `mode` is not that of a maximum, or the lattice grows beyond points_max.
Result<LatticePosterior> lattice_posterior(const LogDensity& log_density, std::span<const double> mode,
                                           const LatticeOptions& options = {});

}  // namespace upsurge
