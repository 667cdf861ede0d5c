/// Elementary effects on the unit cube: what one step of one factor does, from many starting points.
///
/// Morris 1991 (doi:10.1080/00401706.1991.10484804), with the mean absolute effect of Campolongo, Cariboni
/// and Saltelli 2007 (doi:10.1016/j.envsoft.2006.10.004). Four levels 0, 1/3, 2/3, 1 and steps of 2/3, so
/// that every level of a factor is as likely as the others.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiments/bootstrap.h"

namespace upsurge {

inline constexpr int morris_levels = 4;
inline constexpr double morris_step = 2.0 / 3.0;

/// A walk that moves every factor once.
struct MorrisTrajectory {
    std::vector<std::vector<double>> points;  ///< [factors + 1][factor], each in 0..1
    std::vector<int> moved;                   ///< [factors] factor moved from points[k] to points[k + 1]
    std::vector<double>
        moved_by;  ///< [factors] change of its coordinate: plus or minus the step; 1 for chance
};

/// The walk of an ordinal: starting levels, directions and the order of factors are random, from an address.
/// @param chance_factor  a factor without order, such as the one that picks a run's key: it takes two
///                       unrelated values in 0..1, and the change counts as 1. -1: there is none
MorrisTrajectory morris_trajectory(int factors, int chance_factor, std::uint64_t seed, int ordinal);

/// The elementary effect of every factor, in units of the output per unit of the cube.
/// @param outputs  [factors + 1] of the function at the walk's points
std::vector<double> elementary_effects(const MorrisTrajectory& trajectory, std::span<const double> outputs);

struct EffectSummary {
    double mu = 0;       ///< mean effect
    double mu_star = 0;  ///< mean absolute effect
    double sigma = 0;    ///< spread of the effects, with n - 1: not additive or not linear; 0 for one effect
};

/// All NaN without an effect.
EffectSummary summarise_effects(std::span<const double> effects);

struct MorrisIndices {
    std::vector<EffectSummary> factors;
    std::vector<Interval> mu_star;  ///< [factor] by resampling walks
};

/// @param effects  [walk][factor]
MorrisIndices morris_indices(int factors, const std::vector<std::vector<double>>& effects,
                             const BootstrapOptions& options);

}  // namespace upsurge
