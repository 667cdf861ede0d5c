#include "scoring/thousand_draws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "numbers/samplers.h"

namespace upsurge {
namespace {

using Values = std::vector<double>;

TEST(ThousandDraws, EqualWeights) {
    std::vector<std::uint32_t> all(1000);
    std::iota(all.begin(), all.end(), 0u);
    EXPECT_EQ(*thousand_draws(Values(1000, .3)), all);
    const std::vector<std::uint32_t> tenfold = *thousand_draws(Values(100, 1));
    for (std::uint32_t i = 0; i < 1000; ++i) {
        EXPECT_EQ(tenfold[i], i / 10);
    }
    // Of 4,000 every fourth: pointers at 4 i + 2.
    const std::vector<std::uint32_t> fourth = *thousand_draws(Values(4000, 1));
    for (std::uint32_t i = 0; i < 1000; ++i) {
        EXPECT_EQ(fourth[i], 4 * i + 2);
    }
}

TEST(ThousandDraws, EachWithinOneOfItsShare) {
    for (const int count : {1, 2, 37, 999, 5000}) {
        Draws draws(make_run_key(3, Purpose::scoring, 0, 0, 0), {.row = static_cast<std::uint32_t>(count)});
        Values weights(count);
        for (double& weight : weights) {
            weight = draws.uniform() < .3 ? 0.0 : std::exp(3 * normal(draws));
        }
        weights[0] = 1.0;
        const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
        const std::vector<std::uint32_t> taken = *thousand_draws(weights);
        ASSERT_EQ(taken.size(), 1000u);
        EXPECT_TRUE(std::is_sorted(taken.begin(), taken.end()));
        for (int i = 0; i < count; ++i) {
            const auto times = std::count(taken.begin(), taken.end(), static_cast<std::uint32_t>(i));
            EXPECT_LT(std::fabs(static_cast<double>(times) - 1000 * weights[i] / total), 1.0 + 1e-9);
            EXPECT_TRUE(weights[i] > 0 || times == 0);
        }
    }
    EXPECT_EQ((*thousand_draws(Values{0, 1, 0})), std::vector<std::uint32_t>(1000, 1));
}

TEST(ThousandDraws, SaysWhatIsWrong) {
    EXPECT_EQ(thousand_draws(Values{}).error()[0].what, "no draws to take a thousand from");
    EXPECT_EQ(thousand_draws(Values{0, 0}).error()[0].what, "the weights of 2 draws sum to 0");
    const auto both = thousand_draws(Values{1, -1, std::numeric_limits<double>::quiet_NaN()});
    ASSERT_EQ(both.error().size(), 2u);
    EXPECT_EQ(both.error()[0].what, "the weight of draw 1 is -1");
}

}  // namespace
}  // namespace upsurge
