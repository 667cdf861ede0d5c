/// The one draw scheme: every random count and value of Upsurge is drawn by these.
///
/// Each sampler is exact in law up to the 52 bits of its uniforms: it follows the stated distribution, not
/// an approximation to it, for counts up to 2^53. How many random words one draw uses depends on the
/// values drawn; each draw has its own address, so that harms nothing. Changing any number a sampler
/// gives raises draw_scheme_version (philox.h).
///
/// Parameters out of range are our error, not the user's, and stop the program (UPSURGE_CHECK).
#pragma once

#include <cstdint>
#include <span>

#include "numbers/elementary.h"
#include "numbers/philox.h"

namespace upsurge {

/// Largest count the samplers accept: whole numbers stay exact in a double up to here.
constexpr std::int64_t largest_count = std::int64_t{1} << 53;

/// Successes in n trials of probability p. Inversion when n min(p, 1 - p) < 10, else the transformed
/// rejection BTRS of Hormann (1993), doi:10.1080/00949659308811496. n = 0, p = 0 and p = 1 use no bits.
std::int64_t binomial(Draws& draws, std::int64_t n, double p);

/// How many of n leave through a cumulative hazard h >= 0: Binomial(n, 1 - exp(-h)). A hazard of exactly 0
/// uses no bits, a small n h one uniform. h may be infinite.
std::int64_t binomial_exit(Draws& draws, std::int64_t n, double cumulative_hazard);

/// Mean below which a count is drawn by inversion.
constexpr double inversion_limit = 10.0;

/// The same given that somebody leaves, for n h < inversion_limit, by inversion: `beyond` is n h less a
/// standard exponential that fell below it. `draws` is used only where the last bits are lost to rounding
/// (chance below 1e-90).
std::int64_t exits_beyond(double beyond, Draws& draws, std::int64_t n, double cumulative_hazard);

/// Competing exits: how many of n leave by each cause, given the cumulative hazard of each. The total is a
/// binomial_exit with the sum, then split by a multinomial in proportion. Returns the total.
/// @param cumulative_hazards  [causes] >= 0, finite
/// @param out                 [causes] exits by cause, overwritten
std::int64_t competing_exits(Draws& draws, std::int64_t n, std::span<const double> cumulative_hazards,
                             std::span<std::int64_t> out);

/// Poisson with the given mean (0 .. 2^50): inversion below 10, else PTRS of Hormann (1993),
/// doi:10.1016/0167-6687(93)90997-4.
std::int64_t poisson(Draws& draws, double mean);

/// Negative binomial with variance mean + mean^2 / size, as a gamma mixture of Poissons. size > 0;
/// infinite size is the Poisson distribution.
std::int64_t negative_binomial(Draws& draws, double mean, double size);

/// n items over categories with the given relative probabilities (need not sum to 1; not all 0 unless
/// n = 0). Conditional binomials in the order given.
void multinomial(Draws& draws, std::int64_t n, std::span<const double> probabilities,
                 std::span<std::int64_t> out);

/// Marked items among `taken` drawn without replacement from good + bad. Inversion when the mean is below
/// 10 (after using symmetry), else rejection from a flat top with exponential tails that touch the
/// log-concave mass from above.
std::int64_t hypergeometric(Draws& draws, std::int64_t good, std::int64_t bad, std::int64_t taken);

/// `taken` items without replacement, all alike: how many from each category. taken <= sum of counts.
void multivariate_hypergeometric(Draws& draws, std::span<const std::int64_t> counts, std::int64_t taken,
                                 std::span<std::int64_t> out);

/// `taken` items without replacement where an item of category c is picked next with chance in proportion
/// to weights[c]: Wallenius' noncentral hypergeometric distribution, exactly and in logarithmic time.
/// Items are seen as arriving after exponential waits with rate = weight; the first `taken` are picked.
/// @param counts   [categories] >= 0
/// @param weights  [categories] >= 0, finite; only their ratios matter
/// @param taken    0 .. number of items with positive weight
/// @param out      [categories] picked, overwritten; may be the same span as counts
void wallenius(Draws& draws, std::span<const std::int64_t> counts, std::span<const double> weights,
               std::int64_t taken, std::span<std::int64_t> out);

/// A whole number 0 .. n - 1, each equally likely, exactly. n >= 1.
std::uint64_t uniform_below(Draws& draws, std::uint64_t n);

/// Standard exponential.
inline double exponential(Draws& draws) {
    return -log_of(draws.uniform());
}
/// Standard normal, by inversion; never beyond 8.3.
inline double normal(Draws& draws) {
    return normal_quantile(draws.uniform());
}
/// Gamma with the given shape > 0 and scale 1 (Marsaglia and Tsang 2000, doi:10.1145/358407.358414). Shapes
/// far below 1 can underflow to 0.
double gamma(Draws& draws, double shape);
/// Beta with shapes a, b > 0.
double beta(Draws& draws, double a, double b);

}  // namespace upsurge
