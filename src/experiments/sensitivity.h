/// Sensitivity of outcomes to parameters and to chance: which points to run, and what they say together.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ensembles/ensemble.h"
#include "experiments/bootstrap.h"
#include "experiments/factors.h"
#include "experiments/measure.h"

namespace upsurge {

enum class SensitivityMethod { morris, sobol };
std::string_view name_of(SensitivityMethod method);

/// Morris steps between the 5% and 95% quantiles of the priors: the ends of many priors are infinite.
inline constexpr double morris_share_low = 0.05;
inline constexpr double morris_share_high = 0.95;

/// Points come in rows: a walk of Morris, or a row of Saltelli's design. Row r does not depend on how many
/// rows there are, so rows can be added later.
struct SensitivityDesign {
    SensitivityMethod method = SensitivityMethod::morris;
    std::vector<Factor> factors;  ///< chance last
    std::uint64_t seed = 1;

    int points_per_row() const;
    /// Coordinates [factor] of a point, as values_at takes them.
    std::vector<double> coordinates(int point) const;
    /// Values and key of the run at a point.
    PlannedRun run_at(const Model& model, int point) const;
};

/// One index of one factor, or of the outcome itself.
struct SensitivityIndex {
    int factor = -1;         ///< -1: of the outcome
    std::string_view index;  ///< first_order, total; mu, mu_star, sigma; of the outcome mean, sd
    double value = 0;        ///< NaN: the outcome never varies, or no row is whole
    Interval interval;       ///< 90%, by resampling rows; NaN where none is given
};

/// Indices of one outcome from the rows that are whole.
/// @param outputs  [point] of whole rows in order; NaN marks a point that was not run
std::vector<SensitivityIndex> sensitivity_indices(const SensitivityDesign& design,
                                                  const std::vector<double>& outputs);

/// The index that ranks factors: total or mu_star.
std::string_view ranking_index(SensitivityMethod method);

/// Rows without a missing point.
int whole_rows(const SensitivityDesign& design, const std::vector<double>& outputs);

}  // namespace upsurge
