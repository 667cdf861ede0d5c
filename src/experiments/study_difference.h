/// How far apart two samples of one outcome are, such as the largest crowd of every run of two studies.
#pragma once

#include <span>

#include "experiments/bootstrap.h"
#include "studies/statistics.h"

namespace upsurge {

struct StudyDifference {
    SampleSummary a;
    SampleSummary b;
    /// Mean of b minus mean of a; over the pairs where runs are paired.
    double mean = 0;
    /// 90% percentile bootstrap interval of `mean` (2,000 resamples, of pairs or of each sample by itself).
    /// It says how well the mean is known, not how much single histories differ. Too narrow below about 20
    /// runs.
    Interval interval;
    int pairs = 0;  ///< 0: not paired
    /// Of b - a in each pair; all NaN when not paired.
    SampleSummary pair_differences;
    int pairs_higher = 0;  ///< pairs in which b is higher
    int pairs_lower = 0;

    /// Whether the interval has zero outside; an interval that ends at zero cannot tell.
    bool direction_known() const { return interval.low > 0 || interval.high < 0; }
};

/// Of runs that share their chance events pair by pair: a[i] belongs to b[i].
/// @param a, b  of the same size
StudyDifference paired_difference(std::span<const double> a, std::span<const double> b);

/// Of runs that are independent between the samples.
StudyDifference unpaired_difference(std::span<const double> a, std::span<const double> b);

/// "higher", "lower", "no difference in any pair", or "cannot tell the direction".
const char* direction_words(const StudyDifference& difference);

}  // namespace upsurge
