#include "experiments/two_list_estimate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "numbers/philox.h"

namespace upsurge {
namespace {

TEST(TwoLists, GiveTheKnownAnswers) {  // V18
    const TwoListEstimate estimate = estimate_from_two_lists(80, 60, 40);
    EXPECT_DOUBLE_EQ(estimate.lincoln_petersen, 120);
    EXPECT_NEAR(estimate.chapman, 119.512195, 1e-6);  // 81 x 61/41 - 1
    EXPECT_NEAR(estimate.standard_error, 7.482452, 1e-6);
    EXPECT_TRUE(std::isnan(estimate_from_two_lists(8, 6, 0).lincoln_petersen));
    EXPECT_DOUBLE_EQ(estimate_from_two_lists(8, 6, 0).chapman, 62);
    EXPECT_DOUBLE_EQ(estimate_from_two_lists(7, 7, 7).standard_error, 0);
}

/// Mean of Chapman's estimate of 200 people, each on the first list with chance .5; the second list names
/// those on the first with the one chance, the others with the other.
double mean_estimate(double chance_if_named, double chance_if_not, std::uint32_t what) {
    constexpr int samples = 2000;
    double sum = 0;
    for (int sample = 0; sample < samples; ++sample) {
        Draws draws(make_run_key(61, Purpose::simulate, 0, sample, static_cast<int>(what)), Address{});
        int first = 0;
        int second = 0;
        int both = 0;
        for (int person = 0; person < 200; ++person) {
            const bool on_first = draws.uniform() < 0.5;
            const bool on_second = draws.uniform() < (on_first ? chance_if_named : chance_if_not);
            first += on_first ? 1 : 0;
            second += on_second ? 1 : 0;
            both += on_first && on_second ? 1 : 0;
        }
        sum += estimate_from_two_lists(first, second, both).chapman / samples;
    }
    return sum;
}

TEST(TwoLists, AreBiasedDownWhereTheyAgreeAndUpWhereTheyAvoidEachOther) {
    // Both lists name half. One estimate of independent lists varies by about sqrt(200) = 14: standard error
    // of the mean .32; five of them, false alarms below 1e-6. Dependent lists: 200 x .5/.7 and 200 x .5/.3.
    EXPECT_NEAR(mean_estimate(0.5, 0.5, 0), 200, 1.6);
    EXPECT_NEAR(mean_estimate(0.7, 0.3, 1), 142.9, 3);
    EXPECT_NEAR(mean_estimate(0.3, 0.7, 2), 333.3, 10);
}

}  // namespace
}  // namespace upsurge
