/// What a sample of runs says about one number: mean, spread and quantiles.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "numbers/quantiles.h"

namespace upsurge {

struct SampleSummary {
    double mean = 0;
    double sd = 0;  ///< with n - 1; 0 for a single run
    double q05 = 0;
    double q25 = 0;
    double q50 = 0;
    double q75 = 0;
    double q95 = 0;
};

/// Sorts `sample` and summarises it. All NaN for an empty sample.
SampleSummary summarise(std::span<double> sample);

/// One summary per tick of values [run x tick].
std::vector<SampleSummary> summarise_ticks(std::span<const double> values, int runs, int ticks);

struct ShareInterval {
    double low = 0;
    double high = 0;
};

/// Wilson's 95% score interval of a share seen as `count` of `total` (Wilson 1927,
/// doi:10.1080/01621459.1927.10502953). 0 to 1 when `total` is 0.
ShareInterval wilson_interval(std::size_t count, std::size_t total);

}  // namespace upsurge
