/// Bins of counts: where a count is not known exactly, it is followed in bins that grow with it.
#pragma once

#include <cstdint>
#include <vector>

#include "scoring/count_series.h"

namespace upsurge {

/// Counts low .. high, told apart no further.
struct CountBin {
    std::int64_t low = 0;
    std::int64_t high = 0;  ///< no_upper_bound in the last bin of a range without one
    /// The count that stands for all of them as the day before: their middle; of an open bin its lower end.
    double middle = 0;
};

/// Lower ends of bins: whole numbers as long as a bin is narrower than 2, then `per_doubling` to each
/// doubling, up to `top`, from which on nothing is told apart.
std::vector<std::int64_t> bin_ends(std::int64_t top, int per_doubling);

/// The bins of one day: those between the ends, cut at its bounds. An exact count is one bin.
std::vector<CountBin> bins_within(const CountBounds& bounds, const std::vector<std::int64_t>& ends);

}  // namespace upsurge
