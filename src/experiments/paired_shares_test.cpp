/// Intervals of paired differences against published ones.
#include "experiments/paired_shares.h"

#include <gtest/gtest.h>

#include "numbers/philox.h"

namespace upsurge {
namespace {

// The two worked examples of Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables
// (2017), chapter 8: airway hyper-responsiveness before and after a transplantation (Bentur et al. 2009),
// complete response before and after a therapy (Cavo et al. 2012). There the difference is the first less the
// second.
TEST(PairedShares, PublishedIntervals) {
    const ShareInterval airway = paired_share_interval({1, 7, 1, 12});
    EXPECT_NEAR(airway.low, -0.507, 5e-4);
    EXPECT_NEAR(airway.high, -0.026, 5e-4);
    const ShareInterval response = paired_share_interval({59, 16, 6, 80});
    EXPECT_NEAR(response.low, -0.1186, 5e-5);
    EXPECT_NEAR(response.high, -0.0046, 5e-5);
}

// Without any pair that differs. All absent: no correlation can be formed, and the ends are Wilson's upper
// end, z^2 / (n + z^2) with z^2 = 3.8415.
TEST(PairedShares, NoPairThatDiffersStillHasAWidth) {
    const ShareInterval absent = paired_share_interval({0, 0, 0, 100});
    EXPECT_NEAR(absent.high, 3.841459 / 103.841459, 1e-7);
    EXPECT_DOUBLE_EQ(absent.low, -absent.high);
    const ShareInterval mixed = paired_share_interval({30, 0, 0, 70});
    EXPECT_LT(mixed.low, -0.01);
    EXPECT_NEAR(mixed.low, -mixed.high, 1e-15);
    const ShareInterval none = paired_share_interval({});
    EXPECT_EQ(none.low, -1);
    EXPECT_EQ(none.high, 1);
}

TEST(PairedShares, ExchangingTheSharesTurnsTheSign) {
    const ShareInterval one = paired_share_interval({10, 15, 5, 20});
    const ShareInterval other = paired_share_interval({10, 5, 15, 20});
    EXPECT_DOUBLE_EQ(one.low, -other.high);
    EXPECT_DOUBLE_EQ(one.high, -other.low);
    EXPECT_LT(one.high, 0.0);
}

// 2,000 samples of 100 pairs with shares .3 and .4 of which .2 come together (true difference .1). Were the
// coverage .95, its standard error would be sqrt(.95 x .05 / 2,000) = .0049; Newcombe's method is known to be
// within about .01 of it, so .925 to .975 is at least 3 standard errors further: a false alarm in about 1 of
// 700 seeds at the edge of that range, far less within.
TEST(PairedShares, CoverTheTruth) {
    int covered = 0;
    for (std::uint32_t sample = 0; sample < 2000; ++sample) {
        Address address;
        address.row = sample;
        Draws draws(make_run_key(3, Purpose::bootstrap, 7, 0, 0), address);
        PairedCounts counts;
        for (int pair = 0; pair < 100; ++pair) {
            const std::uint64_t tenth = (std::uint64_t{draws.bits32()} * 10) >> 32;
            (tenth < 2   ? counts.both
             : tenth < 3 ? counts.only_first
             : tenth < 5 ? counts.only_second
                         : counts.neither) += 1;
        }
        const ShareInterval interval = paired_share_interval(counts);
        covered += interval.low <= 0.1 && 0.1 <= interval.high ? 1 : 0;
    }
    EXPECT_GT(covered, 1850);
    EXPECT_LT(covered, 1950);
}

}  // namespace
}  // namespace upsurge
