/// Intervals of statistics by resampling what was sampled (Efron 1979, doi:10.1214/aos/1176344552).
#pragma once

#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "numbers/philox.h"

namespace upsurge {

/// Both ends NaN where there is none.
struct Interval {
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
};

/// Share of a sampling distribution that every interval of an experiment covers, unless it says otherwise.
inline constexpr double interval_level = 0.9;

struct BootstrapOptions {
    RunKey key{};  ///< equal keys give equal intervals
    int resamples = 1000;
    double level = interval_level;
};

/// Writes the statistics of one resample.
/// @param picks   one span per group: as many ordinals of the group as it has items, with replacement
/// @param values  written; NaN where a resample has no such value
using ResampledStatistics =
    std::function<void(const std::vector<std::span<const int>>& picks, std::span<double> values)>;

/// Percentile intervals of `count` statistics of groups of exchangeable items, each group resampled by
/// itself. NaN values of a statistic are left out; a group with fewer than two items gives no interval.
/// Percentile intervals are too narrow by about a share 1/(2n) with n items.
/// @param group_sizes  items in each group
std::vector<Interval> bootstrap_intervals(std::span<const int> group_sizes, int count,
                                          const BootstrapOptions& options,
                                          const ResampledStatistics& statistics);

}  // namespace upsurge
