#include "numbers/count_tails.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "numbers/densities.h"

namespace upsurge {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

/// P(low <= Y <= high) by adding masses in long double.
long double added(std::int64_t low, std::int64_t high, double mean, double size) {
    long double sum = 0;
    for (std::int64_t k = low; k <= high; ++k) {
        sum += std::exp(static_cast<long double>(negative_binomial_log_mass(k, mean, size)));
    }
    return sum;
}

TEST(CountTails, AgreeWithAddedMasses) {
    for (const double size : {0.05, 0.7, 1.0, 6.0, 300.0, 1e6, inf}) {
        for (const double mean : {0.01, 0.8, 5.0, 60.0, 700.0}) {
            for (const std::int64_t k : {1, 2, 7, 55, 60, 66, 900}) {
                const long double below = added(0, k - 1, mean, size);
                const double at_most = negative_binomial_log_at_most(k - 1, mean, size);
                EXPECT_NEAR(std::exp(at_most) / static_cast<double>(below), 1.0, 2e-12)
                    << size << " " << mean << " " << k;
                const double at_least = negative_binomial_log_at_least(k, mean, size);
                EXPECT_NEAR(std::exp(at_least) + std::exp(at_most), 1.0, 1e-13);
                const long double between = added(k, k + 100, mean, size);
                if (between > 1e-290L) {
                    EXPECT_NEAR(
                        static_cast<double>(std::exp(static_cast<long double>(
                                                negative_binomial_log_between(k, k + 100, mean, size))) /
                                            between),
                        1.0, 1e-11)
                        << size << " " << mean << " " << k;
                }
            }
        }
    }
}

// With size 1 the count is geometric: P(Y >= k) = q^k, however far out.
TEST(CountTails, FarTailsDoNotUnderflow) {
    const double mean = 3.0;
    EXPECT_NEAR(negative_binomial_log_at_least(100000, mean, 1.0), 100000 * std::log(0.75), 1e-7);
    EXPECT_NEAR(negative_binomial_log_between(100000, 100500, mean, 1.0),
                100000 * std::log(0.75) + std::log1p(-std::pow(0.75, 501)), 1e-7);
    // A Poisson with mean 1,000 has no more than 10: the sum is the mass at 10 times 1 + 10/1000 + 90/10^6 +
    // ...
    long double factor = 1;
    long double term = 1;
    for (int k = 10; k > 0; --k) {
        term *= k / 1000.0L;
        factor += term;
    }
    EXPECT_NEAR(negative_binomial_log_at_most(10, 1000.0, inf),
                poisson_log_mass(10, 1000.0) + static_cast<double>(std::log(factor)), 1e-11);
}

TEST(CountTails, EndsAndNonsense) {
    EXPECT_EQ(negative_binomial_log_at_least(0, 2.0, 1.0), 0.0);
    EXPECT_EQ(negative_binomial_log_at_most(-1, 2.0, 1.0), -inf);
    EXPECT_EQ(negative_binomial_log_at_most(no_upper_bound, 2.0, 1.0), 0.0);
    EXPECT_EQ(negative_binomial_log_between(5, 4, 2.0, 1.0), -inf);
    EXPECT_EQ(negative_binomial_log_between(0, no_upper_bound, 2.0, 1.0), 0.0);
    EXPECT_EQ(negative_binomial_log_between(3, 3, 2.0, 1.0), negative_binomial_log_mass(3, 2.0, 1.0));
    EXPECT_EQ(negative_binomial_log_at_least(1, 0.0, 1.0), -inf);
    EXPECT_EQ(negative_binomial_log_between(0, 3, 0.0, 1.0), 0.0);
}

}  // namespace
}  // namespace upsurge
