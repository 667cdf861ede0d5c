/// What is known of a count from day to day (or any other equal step), and draws of its future.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numbers/count_tails.h"
#include "upsurge/result.h"

namespace upsurge {

/// One day: low <= count <= high.
struct CountBounds {
    std::int64_t low = 0;
    std::int64_t high = no_upper_bound;

    static CountBounds exactly(std::int64_t count) { return {count, count}; }
    static CountBounds at_least(std::int64_t count) { return {count, no_upper_bound}; }
    static CountBounds at_most(std::int64_t count) { return {0, count}; }
    static CountBounds missing() { return {}; }

    bool exact() const { return low == high; }
    bool says_nothing() const { return low <= 0 && high == no_upper_bound; }
};

/// One entry per day, none left out: a day without reports is CountBounds::missing().
using CountSeries = std::vector<CountBounds>;

/// The largest count that rivals hold for possible unless told otherwise, for instance people of the place.
inline constexpr std::int64_t usual_largest = 10'000'000;

/// Every day that cannot be: low > high, negative, low > largest; and a series in which fewer than `days_min`
/// days say anything.
Problems series_problems(const CountSeries& series, std::int64_t largest, int days_min);

/// log P(bounds) of the first day, of which nothing went before: log(1 + count) is spread evenly,
///   P(low <= y <= high) = log((2 + high) / (1 + low)) / log(2 + largest),
/// so that each order of magnitude is about as likely. It sums to 1 over 0 .. largest. Ours.
double first_day_log_probability(const CountBounds& bounds, std::int64_t largest);

/// Simulated futures.
struct CountDraws {
    int count = 0;
    int horizon = 0;
    std::vector<std::int64_t> values;  ///< [count x horizon]; column h is h + 1 days after the series' end

    /// One column, rising.
    std::vector<double> sorted_day(int day) const;
};

/// Quantiles of every day ahead: [horizon x levels], of type 7.
std::vector<double> predictive_quantiles(const CountDraws& draws, std::span<const double> levels);

}  // namespace upsurge
