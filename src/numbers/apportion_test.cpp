#include "numbers/apportion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "numbers/samplers.h"

namespace upsurge {
namespace {

using Parts = std::vector<std::int64_t>;

TEST(Apportion, splits_by_largest_remainder) {
    // Quotas 4.7, 3.4, 1.9: the remainders .9 and .7 win.
    EXPECT_EQ(apportion(10, std::vector<double>{0.47, 0.34, 0.19}), (Parts{5, 3, 2}));
    EXPECT_EQ(apportion(19503159, std::vector<double>{1.0}), (Parts{19503159}));
    EXPECT_EQ(apportion(0, std::vector<double>{0.0, 0.0}), (Parts{0, 0}));
    EXPECT_EQ(apportion(3, std::vector<double>{0.0, 2.0, 0.0, 1.0}), (Parts{0, 2, 0, 1}));
}

TEST(Apportion, gives_ties_to_the_lower_index) {
    EXPECT_EQ(apportion(2, std::vector<double>{1, 1, 1, 1}), (Parts{1, 1, 0, 0}));
    EXPECT_EQ(apportion(1, std::vector<double>{0, 1, 1}), (Parts{0, 1, 0}));
}

TEST(Apportion, sums_exactly_and_stays_within_one_of_each_quota) {
    Draws draws(RunKey{{5, 6}}, {});
    for (int round = 0; round < 2000; ++round) {
        const std::size_t size = 1 + uniform_below(draws, 200);
        const std::int64_t total = static_cast<std::int64_t>(uniform_below(draws, 1000000000));
        std::vector<double> shares(size);
        for (double& share : shares) {
            share = draws.uniform() < 0.2 ? 0.0 : exponential(draws);
        }
        shares[0] = 0.5;
        const Parts parts = apportion(total, shares);
        const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
        EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
        for (std::size_t i = 0; i < size; ++i) {
            ASSERT_LT(std::fabs(static_cast<double>(parts[i]) - static_cast<double>(total) * shares[i] / sum),
                      1.0 + 1e-6);
        }
    }
}

TEST(Apportion, sums_exactly_where_quotas_are_rounded) {
    const std::vector<double> thirds(7, 1.0 / 3.0);
    const std::int64_t total = (std::int64_t{1} << 53) - 1;
    const Parts parts = apportion(total, thirds);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
}

}  // namespace
}  // namespace upsurge
