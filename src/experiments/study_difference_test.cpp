/// Differences of two samples where the right answer is known, and which studies go together.
#include "experiments/study_difference.h"

#include <gtest/gtest.h>

#include <cmath>

#include "experiments/comparable_studies.h"
#include "numbers/samplers.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

std::vector<double> normals(std::uint64_t seed, int count, double mean) {
    std::vector<double> sample;
    for (int i = 0; i < count; ++i) {
        Address address;
        address.row = static_cast<std::uint32_t>(i);
        Draws draws(make_run_key(seed, Purpose::bootstrap, 77, 0, 0), address);
        sample.push_back(mean + normal_quantile(draws.uniform()));
    }
    return sample;
}

TEST(StudyDifference, AConstantShiftOfPairsIsKnownExactly) {
    const std::vector<double> a = normals(1, 30, 0);
    std::vector<double> b = a;
    for (double& value : b) {
        value += 0.5;
    }
    const StudyDifference paired = paired_difference(a, b);
    EXPECT_NEAR(paired.mean, 0.5, 1e-12);
    EXPECT_NEAR(paired.interval.low, 0.5, 1e-12);
    EXPECT_NEAR(paired.interval.high, 0.5, 1e-12);
    EXPECT_EQ(paired.pairs, 30);
    EXPECT_EQ(paired.pairs_higher, 30);
    EXPECT_EQ(paired.pairs_lower, 0);
    EXPECT_STREQ(direction_words(paired), "higher");
    EXPECT_STREQ(direction_words(paired_difference(b, a)), "lower");
    // The same numbers without their pairing: spread 1 in both, so the shift drowns.
    const StudyDifference unpaired = unpaired_difference(a, b);
    EXPECT_NEAR(unpaired.mean, 0.5, 1e-12);
    EXPECT_GT(unpaired.interval.high - unpaired.interval.low, 0.5);
    EXPECT_EQ(unpaired.pairs, 0);
}

TEST(StudyDifference, TheSameRunsDoNotDiffer) {
    const std::vector<double> a = normals(2, 20, 5);
    const StudyDifference same = paired_difference(a, a);
    EXPECT_EQ(same.mean, 0);
    EXPECT_FALSE(same.direction_known());
    EXPECT_STREQ(direction_words(same), "no difference in any pair");
}

TEST(StudyDifference, OneRunTellsNoDirection) {
    const double a[] = {1};
    const double b[] = {2};
    EXPECT_STREQ(direction_words(paired_difference(a, b)), "cannot tell the direction");
    EXPECT_STREQ(direction_words(unpaired_difference(a, b)), "cannot tell the direction");
}

TEST(StudyDifference, AnIntervalThatSpansZeroTellsNoDirection) {
    const double a[] = {0, 10, 0, 10};
    const double b[] = {10, 0, 0, 11};
    EXPECT_STREQ(direction_words(paired_difference(a, b)), "cannot tell the direction");
}

// 400 pairs of samples of 40 with a true difference of .3. A share .9 has a standard error of .015;
// percentile intervals of 40 cover about .89. 4.5 standard errors below and above: a false alarm in 1 of
// 100,000 seeds.
TEST(StudyDifference, IntervalsCoverTheTrueDifference) {
    int paired = 0;
    int unpaired = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const std::vector<double> a = normals(2 * seed + 10, 40, 0);
        const std::vector<double> b = normals(2 * seed + 11, 40, 0.3);
        const Interval one = paired_difference(a, b).interval;
        const Interval two = unpaired_difference(a, b).interval;
        paired += one.low <= 0.3 && 0.3 <= one.high;
        unpaired += two.low <= 0.3 && 0.3 <= two.high;
    }
    for (int covered : {paired, unpaired}) {
        EXPECT_NEAR(covered / 400.0, 0.89, 4.5 * 0.0155);
    }
}

Manifest manifest_of(std::uint64_t seed) {
    Manifest manifest;
    manifest.scenario_id = "land";
    manifest.seed = seed;
    manifest.resolution = "coarse";
    return manifest;
}

TEST(ComparableStudies, PairsRunsOfOneScenarioAndSeed) {
    const RunPairing pairing = pair_runs(manifest_of(1), {0, 1, 2, 5}, manifest_of(1), {1, 2, 3, 5});
    ASSERT_TRUE(pairing.paired());
    const std::vector<std::pair<int, int>> expected = {{1, 0}, {2, 1}, {3, 3}};
    EXPECT_EQ(pairing.pairs, expected);
    EXPECT_FALSE(pair_runs(manifest_of(1), {0}, manifest_of(2), {0}).paired());
    EXPECT_FALSE(pair_runs(manifest_of(1), {0}, manifest_of(1), {1}).paired());
    Manifest other = manifest_of(1);
    other.scenario_id = "sea";
    EXPECT_FALSE(pair_runs(manifest_of(1), {0}, other, {0}).paired());
    Manifest by_another_command = manifest_of(1);
    by_another_command.command = "fit";
    EXPECT_FALSE(pair_runs(manifest_of(1), {0}, by_another_command, {0}).paired());
    EXPECT_NE(pair_runs(manifest_of(1), {0}, other, {0}).why.find("scenario"), std::string::npos);
}

Model tutorial_town(const std::vector<std::string>& set = {}) {
    ScenarioOptions options;
    options.set = set;
    const auto read =
        read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town", options);
    EXPECT_TRUE(read);
    return read->model;
}

TEST(ComparableStudies, OtherPlacesOrTimesAreRefused) {
    const Model model = tutorial_town();
    EXPECT_TRUE(check_comparable(model, model));
    Model other = model;
    other.places.back().id = "elsewhere";
    other.clock.end += 3600;
    const auto refused = check_comparable(model, other);
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().size(), 2u);
    EXPECT_NE(refused.error()[0].what.find("elsewhere"), std::string::npos);
    EXPECT_NE(refused.error()[1].what.find("time"), std::string::npos);
}

TEST(ComparableStudies, SaysWhatWasSetDifferently) {
    const Model a = tutorial_town();
    Model b = tutorial_town({"participation.join_rate=0.125", "rumour=off"});
    EXPECT_TRUE(setting_differences(manifest_of(1), a, manifest_of(1), a).empty());
    b.schedule.pop_back();
    const auto found = setting_differences(manifest_of(1), a, manifest_of(4), b);
    const auto has = [&](const std::string& what, const std::string& in_b) {
        for (const SettingDifference& one : found) {
            if (one.what == what && one.b.find(in_b) != std::string::npos) {
                return true;
            }
        }
        return false;
    };
    EXPECT_TRUE(has("participation.join_rate", "0.125"));
    EXPECT_TRUE(has("seed", "4"));
    EXPECT_TRUE(has("schedule", "0 of"));
    EXPECT_EQ(has("rumour", "off"),
              std::find(a.mechanisms.begin(), a.mechanisms.end(), "rumour") != a.mechanisms.end());
}

}  // namespace
}  // namespace upsurge
