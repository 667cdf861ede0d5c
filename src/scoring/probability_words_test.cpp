#include "scoring/probability_words.h"

#include <gtest/gtest.h>

#include <cmath>

namespace upsurge {
namespace {

TEST(ProbabilityWords, AtEachEdge) {
    const struct {
        double edge;
        const char* below;
        const char* from;
    } edges[] = {{.01, "outside the ICD-203 scale", "almost no chance"},
                 {.05, "almost no chance", "very unlikely"},
                 {.20, "very unlikely", "unlikely"},
                 {.45, "unlikely", "roughly even chance"},
                 {.55, "roughly even chance", "likely"},
                 {.80, "likely", "very likely"},
                 {.95, "very likely", "almost certain"}};
    for (const auto& [edge, below, from] : edges) {
        EXPECT_EQ(probability_word(edge), from);
        EXPECT_EQ(probability_word(edge + 1e-9), from);
        EXPECT_EQ(probability_word(edge - 1e-9), below);
        // Reached by counting down from 1, the edge is missed by a rounding.
        EXPECT_EQ(probability_word(1 - (1 - edge)), from);
    }
    EXPECT_EQ(probability_word(.99), "almost certain");
    EXPECT_EQ(probability_word(1 - .01), "almost certain");
    EXPECT_EQ(probability_word(.99 + 1e-9), "outside the ICD-203 scale");
    EXPECT_EQ(probability_word(0), "outside the ICD-203 scale");
    EXPECT_EQ(probability_word(1), "outside the ICD-203 scale");
}

TEST(ProbabilityWords, BesideTheNumber) {
    EXPECT_EQ(probability_text(.87), "very likely (87%)");
    EXPECT_EQ(probability_text(.5), "roughly even chance (50%)");
    EXPECT_EQ(probability_text(.004), "outside the ICD-203 scale (0.4%)");
    EXPECT_EQ(probability_text(.87, ProbabilityBounds{.801, .919}), "very likely (87%, 80 to 92%)");
    EXPECT_EQ(probability_text(.87, ProbabilityBounds{.8, .92}), "very likely (87%, 80 to 92%)");
    EXPECT_EQ(probability_text(.002, ProbabilityBounds{0, .011}),
              "outside the ICD-203 scale (0.2%, 0.0 to 1.1%)");
}

TEST(ProbabilityWords, TheWrittenNumberHasTheSameWord) {
    EXPECT_EQ(probability_text(.7996), "likely (79.96%)");
    EXPECT_EQ(probability_text(.796), "likely (79.6%)");
    EXPECT_EQ(probability_text(.794), "likely (79%)");
    EXPECT_EQ(probability_text(.0096), "outside the ICD-203 scale (0.96%)");
    EXPECT_EQ(probability_text(.9903), "outside the ICD-203 scale (99.03%)");
    EXPECT_EQ(probability_text(.4499999), "unlikely (44.99999%)");
}

TEST(ProbabilityWords, NeverZeroOrAllForWhatIsNeither) {
    EXPECT_EQ(percent_text(0), "0%");
    EXPECT_EQ(percent_text(1), "100%");
    EXPECT_EQ(percent_text(.0004), "0.04%");
    EXPECT_EQ(percent_text(.99996), "99.996%");
    EXPECT_EQ(percent_text(1e-12), "below 0.000001%");
    EXPECT_EQ(percent_text(1 - 1e-12), "above 99.999999%");
    // Every number from a grid and its text have one word.
    for (int i = 0; i <= 100000; ++i) {
        const double p = i / 100000.0;
        const double written = std::stod(percent_text(p)) / 100;
        ASSERT_EQ(probability_word(written), probability_word(p)) << p;
        ASSERT_NEAR(written, p, .0051);
    }
}

}  // namespace
}  // namespace upsurge
