/// Factors of a model, outcomes of runs, and the folder that keeps the points of a design.
#include "experiments/factors.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "experiments/measure.h"
#include "experiments/sensitivity.h"
#include "experiments/sensitivity_folder.h"
#include "mechanisms/registry.h"
#include "numbers/hash.h"
#include "scenarios/read_scenario.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

ReadScenario shipped(const char* id, const std::vector<std::string>& set = {}) {
    ScenarioOptions options;
    options.set = set;
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios" / id, options);
    EXPECT_TRUE(read);
    return *read;
}

const Factor* find_factor(const std::vector<Factor>& factors, const std::string& name) {
    const auto found = std::find_if(factors.begin(), factors.end(),
                                    [&](const Factor& factor) { return factor.name == name; });
    return found == factors.end() ? nullptr : &*found;
}

TEST(Factors, AreThePriorsOfWhatIsOnAndChance) {
    const Model model = shipped("tutorial-town").model;
    const auto factors = factors_of(model);
    ASSERT_TRUE(factors);
    EXPECT_TRUE(factors->back().is_chance());
    EXPECT_EQ(factors->back().name, "seed");
    for (std::size_t i = 0; i + 1 < factors->size(); ++i) {
        EXPECT_FALSE((*factors)[i].is_chance());
    }
    ASSERT_NE(find_factor(*factors, "participation.join_rate"), nullptr);
    // What the command line fixes is no factor, and neither is a mechanism that is off.
    const Model fixed = shipped("tutorial-town", {"participation.join_rate=0.1", "withdrawal=off"}).model;
    const auto fewer = factors_of(fixed);
    EXPECT_EQ(find_factor(*fewer, "participation.join_rate"), nullptr);
    EXPECT_EQ(find_factor(*fewer, "withdrawal.fatigue_rate"), nullptr);
    EXPECT_LT(fewer->size(), factors->size());
    const auto chosen = factors_of(model, {"participation.join_rate"});
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->size(), 2u);
    const auto wrong = factors_of(model, {"participation.join_rat", "nothing"});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().size(), 2u);
    EXPECT_NE(wrong.error()[0].hint.find("participation.join_rate"), std::string::npos);
}

// One factor per entry for named places, and it moves these places only.
TEST(Factors, EntriesForPlacesAreFactorsOfTheirOwn) {
    const Model model = shipped("kazakhstan-2022").model;
    const auto factors = factors_of(model);
    ASSERT_TRUE(factors);
    const auto by_place = std::find_if(factors->begin(), factors->end(),
                                       [](const Factor& factor) { return factor.origin > 0; });
    ASSERT_NE(by_place, factors->end());
    EXPECT_NE(by_place->name.find('@'), std::string::npos);
    std::vector<double> point(factors->size(), 0.5);
    const ParameterValues middle = values_at(model, *factors, point);
    point[static_cast<std::size_t>(by_place - factors->begin())] = 0.9;
    const ParameterValues moved = values_at(model, *factors, point);
    const auto& settings = model.parameters.place[static_cast<std::size_t>(by_place->parameter)];
    for (std::size_t parameter = 0; parameter < all_parameters().size(); ++parameter) {
        for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
            const bool meant = static_cast<int>(parameter) == by_place->parameter &&
                               settings[leaf].origin == by_place->origin;
            EXPECT_EQ(middle.at(static_cast<int>(parameter), static_cast<int>(leaf)) !=
                          moved.at(static_cast<int>(parameter), static_cast<int>(leaf)),
                      meant);
        }
    }
}

// Coordinates drawn uniformly give the law of a draw from the prior: 4,000 of each, two-sample Kolmogorov
// distance below 1.95 sqrt(2/4000) = .0436, a false alarm in 1 of 1,000 seeds for each of the factors looked
// at.
TEST(Factors, QuantilesOfUniformCoordinatesFollowThePriors) {
    const Model model = shipped("tutorial-town").model;
    const auto factors = factors_of(model, {"participation"});
    ASSERT_TRUE(factors);
    ASSERT_GT(factors->size(), 4u);
    for (const Factor& factor : *factors) {
        if (factor.is_chance() || factor.origin != 0) {
            continue;
        }
        const auto& by_leaf = model.parameters.place[static_cast<std::size_t>(factor.parameter)];
        std::size_t leaf = 0;
        while (!by_leaf.empty() && by_leaf[leaf].origin != 0) {
            ++leaf;
        }
        std::vector<double> mapped;
        std::vector<double> drawn;
        for (std::uint64_t i = 0; i < 4000; ++i) {
            Draws draws(make_run_key(8, Purpose::sensitivity, 9, i, 0), {});
            mapped.push_back(factor_value(factor, draws.uniform()));
            drawn.push_back(prior_values(model, make_run_key(8, Purpose::prior, 0, i, 0))
                                .at(factor.parameter, static_cast<int>(leaf)));
        }
        std::sort(mapped.begin(), mapped.end());
        std::sort(drawn.begin(), drawn.end());
        double distance = 0;
        for (double value : mapped) {
            const auto share = [&](const std::vector<double>& sample) {
                return static_cast<double>(std::upper_bound(sample.begin(), sample.end(), value) -
                                           sample.begin()) /
                       4000.0;
            };
            distance = std::max(distance, std::fabs(share(mapped) - share(drawn)));
        }
        EXPECT_LT(distance, 0.0436) << factor.name;
    }
}

TEST(Factors, ChanceSharesKeysByItsCoordinate) {
    const auto same = [](RunKey a, RunKey b) { return a.word[0] == b.word[0] && a.word[1] == b.word[1]; };
    EXPECT_TRUE(same(key_at(1, 0.25), key_at(1, 0.25)));
    EXPECT_FALSE(same(key_at(1, 0.25), key_at(1, 0.2500001)));
    EXPECT_FALSE(same(key_at(1, 0.25), key_at(2, 0.25)));
}

TEST(Measure, ReadsNamesPlacesAndStatistics) {
    const Model model = shipped("tutorial-town").model;
    const std::string country = model.places.front().id;
    EXPECT_EQ(measure_id(*parse_measure(model, "crowd")), "crowd@" + country + ":peak");
    EXPECT_EQ(measure_id(*parse_measure(model, "dead_total")), "dead_total@" + country + ":end");
    EXPECT_EQ(measure_id(*parse_measure(model, "legitimacy:end")), "legitimacy@" + country + ":end");
    EXPECT_EQ(measure_id(*parse_measure(model, "crowd@town:mean")), "crowd@town:mean");
    const auto wrong = parse_measure(model, "crwd@twon:pek");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().size(), 3u);
}

TEST(Measure, TakesPeakEndAndMeanOfEachRun) {
    const Model model = shipped("tutorial-town").model;
    std::vector<History> histories;
    for (double scale : {1.0, 2.0}) {
        History history(model.clock.ticks(), static_cast<int>(model.places.size()));
        for (int tick = 0; tick < 4; ++tick) {
            history.at(tick, 0, Observable::crowd) = scale * (tick == 2 ? 40 : 10);
        }
        history.at(model.clock.ticks() - 1, 0, Observable::crowd) = scale * 3;
        histories.push_back(history);
    }
    const HistoryValues runs(histories);
    Measure outcome = *parse_measure(model, "crowd");
    EXPECT_EQ(measure_values(model, runs, outcome), (std::vector<double>{40, 80}));
    outcome.statistic = MeasureStatistic::end;
    EXPECT_EQ(measure_values(model, runs, outcome), (std::vector<double>{3, 6}));
    outcome.statistic = MeasureStatistic::mean;
    const double sum = 10 + 10 + 40 + 10 + 3;
    EXPECT_NEAR(measure_values(model, runs, outcome)[1], 2 * sum / model.clock.ticks(), 1e-12);
}

SensitivityDesign small_design(const Model& model, SensitivityMethod method) {
    SensitivityDesign design;
    design.method = method;
    design.factors = *factors_of(model, {"participation.join_rate", "participation.leave_rate"});
    design.seed = 5;
    return design;
}

TEST(Sensitivity, MorrisStaysInsideTheCentralNineTenths) {
    const Model model = shipped("tutorial-town").model;
    const SensitivityDesign design = small_design(model, SensitivityMethod::morris);
    EXPECT_EQ(design.points_per_row(), 4);
    for (int point = 0; point < 40; ++point) {
        const std::vector<double> at = design.coordinates(point);
        for (std::size_t i = 0; i + 1 < at.size(); ++i) {
            EXPECT_GE(at[i], morris_share_low);
            EXPECT_LE(at[i], morris_share_high);
        }
    }
}

// Rows with a missing point are left out, and the rest gives what it gives alone.
TEST(Sensitivity, UsesWholeRowsOnly) {
    const Model model = shipped("tutorial-town").model;
    for (SensitivityMethod method : {SensitivityMethod::morris, SensitivityMethod::sobol}) {
        const SensitivityDesign design = small_design(model, method);
        const int per_row = design.points_per_row();
        std::vector<double> outputs;
        for (int point = 0; point < 6 * per_row; ++point) {
            const std::vector<double> at = design.coordinates(point);
            outputs.push_back(at[0] + 3 * at[1] * at[2]);
        }
        std::vector<double> longer = outputs;
        longer.push_back(1);
        longer.resize(7 * static_cast<std::size_t>(per_row), std::nan(""));
        EXPECT_EQ(whole_rows(design, longer), 6);
        const auto short_indices = sensitivity_indices(design, outputs);
        const auto long_indices = sensitivity_indices(design, longer);
        ASSERT_EQ(short_indices.size(), long_indices.size());
        for (std::size_t i = 0; i < short_indices.size(); ++i) {
            if (!std::isnan(short_indices[i].value)) {
                EXPECT_EQ(short_indices[i].value, long_indices[i].value) << short_indices[i].index;
            }
        }
    }
}

class SensitivityFolderTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("upsurge-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) +
                   std::to_string(static_cast<long long>(::getpid())));
        std::filesystem::remove_all(folder_);
        scenario_ = shipped("tutorial-town");
        design_ = small_design(scenario_.model, SensitivityMethod::sobol);
        outcomes_ = headline_measures(scenario_.model);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Result<SensitivityFolder> open(int rows) const {
        Manifest manifest;
        manifest.scenario_id = scenario_.model.id;
        manifest.scenario_hash = hex(scenario_.hash);
        manifest.runs = rows * design_.points_per_row();
        return SensitivityFolder::open(folder_, design_, outcomes_, manifest, scenario_.model, "", {});
    }
    /// Adds points with made-up outcomes that depend on the ordinal only.
    static void fill(SensitivityFolder& folder, int count) {
        for (int point : folder.missing()) {
            if (count-- == 0) {
                break;
            }
            const double value = std::fmod(point * 0.37, 1.0);
            EXPECT_TRUE(
                folder.add({point, static_cast<std::uint64_t>(point) * 7919U, 1, 2, {value, 1, 2, 3}}));
        }
    }
    static void finish(SensitivityFolder& folder, const SensitivityDesign& design) {
        std::vector<std::vector<SensitivityIndex>> indices;
        for (const auto& outputs : folder.outputs()) {
            indices.push_back(sensitivity_indices(design, outputs));
        }
        EXPECT_TRUE(folder.finish(indices, 1.5));
    }

    std::filesystem::path folder_;
    ReadScenario scenario_;
    SensitivityDesign design_;
    std::vector<Measure> outcomes_;
};

TEST_F(SensitivityFolderTest, GoesOnWhereItStoppedAndEndsTheSame) {
    auto first = open(4);
    ASSERT_TRUE(first) << first.error()[0].what;
    EXPECT_EQ(first->missing().size(), 20u);
    fill(*first, 9);
    finish(*first, design_);
    EXPECT_FALSE(first->manifest().complete);
    EXPECT_EQ(first->manifest().runs_done, 9);
    auto second = open(4);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->missing().size(), 11u);
    fill(*second, 100);
    finish(*second, design_);
    EXPECT_TRUE(second->manifest().complete);
    EXPECT_EQ(second->manifest().seconds, 3.0);
    const std::string gone_on = *read_whole(folder_ / "sensitivity.csv");
    const std::string points = *read_whole(folder_ / "points.csv");
    const std::string hash = second->manifest().state_hash;
    // More rows keep the first ones.
    auto longer = open(6);
    ASSERT_TRUE(longer);
    EXPECT_EQ(longer->missing().size(), 10u);
    std::filesystem::remove_all(folder_);
    auto at_once = open(4);
    ASSERT_TRUE(at_once);
    fill(*at_once, 100);
    finish(*at_once, design_);
    EXPECT_EQ(*read_whole(folder_ / "sensitivity.csv"), gone_on);
    EXPECT_EQ(*read_whole(folder_ / "points.csv"), points);
    EXPECT_EQ(at_once->manifest().state_hash, hash);
}

TEST_F(SensitivityFolderTest, RefusesAnotherDesignAndDamagedPoints) {
    auto first = open(4);
    ASSERT_TRUE(first);
    fill(*first, 9);
    finish(*first, design_);
    design_.seed = 6;
    const auto other = open(4);
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().front().what.find("another design"), std::string::npos);
    design_.seed = 5;
    const auto files = points_files(folder_ / "chunks");
    ASSERT_EQ(files.size(), 1u);
    std::string bytes = *read_whole(files[0]);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    ASSERT_TRUE(write_durably(files[0], bytes));
    const auto damaged = open(4);
    ASSERT_FALSE(damaged);
    EXPECT_NE(damaged.error().front().what.find("checksum"), std::string::npos);
    bytes.resize(bytes.size() / 2);
    ASSERT_TRUE(write_durably(files[0], bytes));
    EXPECT_FALSE(open(4));
}

}  // namespace
}  // namespace upsurge
