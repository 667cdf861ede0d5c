#include "scoring/coverage.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "numbers/count_tails.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

TEST(Coverage, ClopperAndPearsonsEnds) {
    // Without a hit the upper end is 1 - (1/40)^(1/n); with all, its mirror.
    const Coverage none = coverage(0, 10, .9);
    EXPECT_EQ(none.share_low, 0);
    EXPECT_NEAR(none.share_high, 1 - std::pow(.025, .1), 1e-12);
    const Coverage all = coverage(10, 10, .9);
    EXPECT_NEAR(all.share_low, std::pow(.025, .1), 1e-12);
    EXPECT_EQ(all.share_high, 1);
    // Any other end makes its tail a fortieth: 7 of 10.
    const Coverage seven = coverage(7, 10, .9);
    const auto tail = [](double p, int from, int to) {
        double sum = 0;
        for (int k = from; k <= to; ++k) {
            sum += std::exp(std::lgamma(11) - std::lgamma(k + 1) - std::lgamma(11 - k)) * std::pow(p, k) *
                   std::pow(1 - p, 10 - k);
        }
        return sum;
    };
    EXPECT_NEAR(tail(seven.share_low, 7, 10), .025, 1e-12);
    EXPECT_NEAR(tail(seven.share_high, 0, 7), .025, 1e-12);
    EXPECT_NEAR(seven.share, .7, 1e-15);
}

TEST(Coverage, BandAroundThePromise) {
    // Binomial(10, 1/2): P(<= 1) = 11/1024 = .0107, P(<= 2) = 56/1024 = .0547. At 95%, 2 to 8.
    const Coverage half = coverage(1, 10, .5);
    EXPECT_EQ(half.expected_low, 2);
    EXPECT_EQ(half.expected_high, 8);
    EXPECT_FALSE(half.as_promised);
    EXPECT_TRUE(coverage(2, 10, .5).as_promised);
    EXPECT_FALSE(coverage(9, 10, .5).as_promised);
    // At 89% .0547 <= .055 is allowed beyond, so 3 to 7; at 89.1%, 2 to 8.
    EXPECT_EQ(coverage(5, 10, .5, .89).expected_low, 3);
    EXPECT_EQ(coverage(5, 10, .5, .89).expected_high, 7);
    EXPECT_EQ(coverage(5, 10, .5, .891).expected_low, 2);
    // A promise of all allows none outside.
    EXPECT_EQ(coverage(9, 10, 1).expected_low, 10);
    EXPECT_FALSE(coverage(9, 10, 1).as_promised);
    EXPECT_TRUE(std::isnan(coverage(0, 0, .9).share));
    EXPECT_TRUE(coverage(0, 0, .9).as_promised);
}

TEST(Coverage, LargeNumbersFollowTheNormalBand) {
    const Coverage many = coverage(900000, 1000000, .9);
    EXPECT_NEAR(static_cast<double>(many.expected_low), 900000 - 1.959964 * 300, 2);
    EXPECT_NEAR(static_cast<double>(many.expected_high), 900000 + 1.959964 * 300, 2);
    EXPECT_NEAR(many.share_low, .9 - 1.959964 * .0003, 2e-6);
}

/// Chi-square of the PITs over 20 equal cells.
double chi_square(const std::vector<double>& pits) {
    std::array<int, 20> cells{};
    for (const double pit : pits) {
        cells[static_cast<std::size_t>(pit * 20)] += 1;
    }
    const double expected = static_cast<double>(pits.size()) / 20;
    double sum = 0;
    for (const int cell : cells) {
        sum += (cell - expected) * (cell - expected) / expected;
    }
    return sum;
}

// 20,000 counts with mean 2 (fewer than ten of them make up the distribution) from their own forecast, and
// 20,000 from an ensemble of 7: 19 degrees of freedom, beyond 50 in 1 of 7,500 keys each. A forecast with
// mean 2.2 must be seen: it gives more than 100.
TEST(Pit, IsUniformForCountsThatFollowTheForecast) {
    const RunKey key = make_run_key(5, Purpose::scoring, 0, 0, 0);
    const RunKey simulate = make_run_key(5, Purpose::simulate, 0, 0, 0);
    std::vector<double> right;
    std::vector<double> wrong;
    std::vector<double> ranks;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        Draws draws(simulate, {.row = i});
        const std::int64_t y = negative_binomial(draws, 2, 3);
        const auto pit = [&](double mean) {
            return randomised_pit(std::exp(negative_binomial_log_at_most(y - 1, mean, 3)),
                                  std::exp(negative_binomial_log_at_most(y, mean, 3)), key, i);
        };
        right.push_back(pit(2));
        wrong.push_back(pit(2.2));
        std::vector<double> ensemble(7);
        for (double& draw : ensemble) {
            draw = static_cast<double>(negative_binomial(draws, 2, 3));
        }
        ranks.push_back(ensemble_pit(ensemble, static_cast<double>(y), key, i));
    }
    EXPECT_LT(chi_square(right), 50);
    EXPECT_LT(chi_square(ranks), 50);
    EXPECT_GT(chi_square(wrong), 100);
}

TEST(Pit, HasAnAddress) {
    const RunKey key = make_run_key(5, Purpose::scoring, 0, 0, 0);
    EXPECT_EQ(randomised_pit(.2, .4, key, 3), randomised_pit(.2, .4, key, 3));
    EXPECT_NE(randomised_pit(.2, .4, key, 3), randomised_pit(.2, .4, key, 4));
    EXPECT_GT(randomised_pit(.2, .4, key, 3), .2);
    EXPECT_LT(randomised_pit(.2, .4, key, 3), .4);
    EXPECT_EQ(randomised_pit(.3, .3, key, 3), .3);
}

}  // namespace
}  // namespace upsurge
