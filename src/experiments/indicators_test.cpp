#include "experiments/indicators.h"

#include <gtest/gtest.h>

#include <array>

namespace upsurge {
namespace {

TEST(InformationOfAnswer, KnowsItsLimits) {
    using Two = std::array<double, 2>;
    // An answer that says which of two holds: one bit. One that both give alike: none.
    EXPECT_NEAR(information_of_answer(Two{0.5, 0.5}, Two{1, 0}), 1.0, 1e-12);
    EXPECT_NEAR(information_of_answer(Two{0.5, 0.5}, Two{0.3, 0.3}), 0.0, 1e-12);
    // Nothing is left to learn where one is certain.
    EXPECT_NEAR(information_of_answer(Two{1, 0}, Two{1, 0}), 0.0, 1e-12);
    // 0.25 and 0.75: the entropy of the answer, 1 bit, less that of a coin of 1/4, 0.811278 bits.
    EXPECT_NEAR(information_of_answer(Two{0.5, 0.5}, Two{0.25, 0.75}), 1 - 0.8112781244591328, 1e-12);
    // Four equally likely explanations, each answer halves them: one bit.
    EXPECT_NEAR(information_of_answer(std::array{0.25, 0.25, 0.25, 0.25}, std::array{1.0, 1.0, 0.0, 0.0}),
                1.0, 1e-12);
}

}  // namespace
}  // namespace upsurge
