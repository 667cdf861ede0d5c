#include "numbers/nelder_mead.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace upsurge {
namespace {

// Rosenbrock's valley (1960), whose only maximum is 0 at (1, 1), from his own start.
TEST(NelderMead, FindsTheEndOfRosenbrocksValley) {
    const auto valley = [](std::span<const double> x) {
        const double bend = x[1] - x[0] * x[0];
        return -(100.0 * bend * bend + (1.0 - x[0]) * (1.0 - x[0]));
    };
    const NelderMeadResult found = maximise(valley, std::vector<double>{-1.2, 1.0});
    EXPECT_TRUE(found.converged);
    EXPECT_NEAR(found.point[0], 1.0, 1e-5);
    EXPECT_NEAR(found.point[1], 1.0, 1e-5);
    EXPECT_NEAR(found.value, 0.0, 1e-10);
}

// Three variables at unlike scales, and a region where the function refuses.
TEST(NelderMead, StaysOutOfARefusedRegion) {
    const auto refused = [](std::span<const double> x) {
        if (x[0] < 1.0) {
            return x[0] < 0.5 ? std::numeric_limits<double>::quiet_NaN() : -HUGE_VAL;
        }
        return -(x[0] + 10.0 * (x[1] - 2.0) * (x[1] - 2.0) + 0.1 * (x[2] + 3.0) * (x[2] + 3.0));
    };
    const NelderMeadResult found = maximise(refused, std::vector<double>{4.0, 0.0, 0.0});
    EXPECT_NEAR(found.point[0], 1.0, 1e-4);
    EXPECT_NEAR(found.point[1], 2.0, 1e-4);
    EXPECT_NEAR(found.point[2], -3.0, 1e-3);
}

TEST(NelderMead, SaysWhenItRanOut) {
    NelderMeadOptions options;
    options.evaluations_max = 10;
    options.restarts = 0;
    const auto hill = [](std::span<const double> x) { return -x[0] * x[0]; };
    const NelderMeadResult found = maximise(hill, std::vector<double>{100.0}, options);
    EXPECT_FALSE(found.converged);
    EXPECT_GE(found.evaluations, 10);
    EXPECT_LT(found.evaluations, 14);
}

}  // namespace
}  // namespace upsurge
