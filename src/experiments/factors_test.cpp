/// Factors of a model, outcomes of runs, and the folder that keeps the points of a design.
#include "experiments/factors.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engines/row_engine.h"
#include "experiments/measure.h"
#include "experiments/sensitivity.h"
#include "experiments/sensitivity_list.h"
#include "mechanisms/registry.h"
#include "scenarios/read_scenario.h"
#include "studies/durable_file.h"
#include "studies/item_file.h"
#include "studies/work_folder.h"

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

/// A folder that is gone after the test, for points with made-up outcomes that depend on the ordinal only.
class SensitivityListTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "upsurge-points-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        scenario_ = shipped("tutorial-town");
        design_.factors = *factors_of(scenario_.model, {"withdrawal"});
        design_.seed = 5;
        outcomes_ = headline_measures(scenario_.model);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    SensitivityList list(int rows) const { return {scenario_.model, design_, outcomes_, rows}; }
    WorkFolder open(int rows) const { return *WorkFolder::open(folder_, 1, list(rows).items()); }
    void fill(WorkFolder& work, int count) const {
        for (int point : work.missing({})) {
            if (count-- == 0) {
                break;
            }
            const double value = std::fmod(point * 0.37, 1.0);
            EXPECT_TRUE(work.add({point,
                                  {static_cast<std::uint64_t>(point) * 7919U},
                                  1,
                                  2,
                                  SensitivityList::result_of({value, 1, 2, 3})}));
        }
        EXPECT_TRUE(work.flush());
    }
    std::string tables(int rows, const WorkFolder& work) const {
        SensitivityList of_all = list(rows);
        EXPECT_TRUE(of_all.write_tables(folder_, work, {}));
        EXPECT_EQ(of_all.whole_rows(), static_cast<int>(work.finished().size()) / design_.points_per_row());
        return *read_whole(folder_ / "sensitivity.csv") + *read_whole(folder_ / "points.csv");
    }

    std::filesystem::path folder_;
    ReadScenario scenario_;
    SensitivityDesign design_;
    std::vector<Measure> outcomes_;
};

TEST_F(SensitivityListTest, GoesOnWhereItStoppedAndEndsTheSame) {
    const int points = list(4).items();
    WorkFolder first = open(4);
    fill(first, 9);
    tables(4, first);
    WorkFolder second = open(4);
    EXPECT_EQ(static_cast<int>(second.missing({}).size()), points - 9);
    fill(second, 1000);
    const std::string gone_on = tables(4, second);
    // More rows keep the first ones.
    EXPECT_EQ(static_cast<int>(open(6).missing({}).size()), 2 * design_.points_per_row());
    for (const auto& file : item_files(folder_)) {
        std::filesystem::remove(file);
    }
    WorkFolder at_once = open(4);
    fill(at_once, 1000);
    EXPECT_EQ(tables(4, at_once), gone_on);
}

TEST_F(SensitivityListTest, APointIsItsRun) {
    const SensitivityList points = list(2);
    const MadeItem made = points.make(7, VectorPath::portable);
    EXPECT_EQ(made.broken_invariant, "");
    const PlannedRun planned = design_.run_at(scenario_.model, 7);
    const RunResult run = run_rows(scenario_.model, planned.values, planned.key, VectorPath::portable);
    EXPECT_EQ(made.item.number, 7);
    EXPECT_EQ(made.item.hashes, std::vector<std::uint64_t>{run.hash});
    EXPECT_EQ(made.item.people_moved, run.counters.people_moved);
    const HistoryValues values({run.history});
    std::vector<double> outcomes;
    for (const Measure& outcome : outcomes_) {
        outcomes.push_back(measure_values(scenario_.model, values, outcome).front());
    }
    EXPECT_EQ(made.item.result, SensitivityList::result_of(outcomes));
}

}  // namespace
}  // namespace upsurge
