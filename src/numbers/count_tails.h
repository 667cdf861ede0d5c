/// Probabilities of ranges of counts, as natural logarithms: what a bound or an interval says about a count.
///
/// Negative binomial with variance mean + mean^2 / size; size = infinity is the Poisson distribution. Each
/// tail is the mass at its end times a series or a continued fraction (the regularised incomplete beta and
/// gamma functions, DLMF 8.17.22, 8.9.2 and 8.11.4), so it keeps about 13 digits and does not underflow.
#pragma once

#include <cstdint>
#include <limits>

namespace upsurge {

/// The upper end of a range that has none.
inline constexpr std::int64_t no_upper_bound = std::numeric_limits<std::int64_t>::max();

/// log P(Y >= count). 0 for count <= 0.
double negative_binomial_log_at_least(std::int64_t count, double mean, double size);
/// log P(Y <= count). -infinity for count < 0, 0 for no_upper_bound.
double negative_binomial_log_at_most(std::int64_t count, double mean, double size);
/// log P(low <= Y <= high), -infinity where low > high. Up to 32 counts are summed; a wider range is a
/// difference of tails, which loses digits as the range's share of its tail falls: a thousandth costs three.
double negative_binomial_log_between(std::int64_t low, std::int64_t high, double mean, double size);

/// Both sides of a count.
struct LogTails {
    double below;     ///< log P(Y < count)
    double at_least;  ///< log P(Y >= count)
};
LogTails negative_binomial_log_tails(std::int64_t count, double mean, double size);
/// log P(low <= Y < end), from the tails at both.
double log_between_tails(const LogTails& low, const LogTails& end);

/// log(1 - exp(x)) for x <= 0.
double log_one_minus_exp(double x);
/// log(exp(x) + exp(y)).
double log_sum_of_two(double x, double y);

}  // namespace upsurge
