/// Counterfactuals on a shipped scenario: paired cells, the same bits for any threads, going on after a stop.
#include "experiments/counterfactuals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>

#include "experiments/counterfactual_folder.h"
#include "experiments/run_quantities.h"
#include "numbers/hash.h"
#include "scenarios/read_scenario.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

/// The tutorial, with an intervention of its own that begins with the last tick.
Model tutorial() {
    const auto read = read_scenario(fs::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town");
    EXPECT_TRUE(read);
    Model model = read->model;
    Intervention late;
    late.id = "after-all";
    late.name = "Fewer arrests when all is over";
    late.from = model.clock.end;
    for (const Intervention& one : model.interventions) {
        if (one.id == "half-the-arrests") {
            late.change = one.change;
        }
    }
    EXPECT_FALSE(late.change.settings.empty());
    model.interventions.push_back(late);
    return model;
}

CounterfactualDesign design_of(const Model& model, int runs) {
    auto design = counterfactual_design(model, {"ORGANISED"}, {"after-all", "half-the-arrests"});
    EXPECT_TRUE(design);
    design->runs = runs;
    design->seed = 4;
    return *design;
}

std::vector<CellRuns> simulate(const Model& model, const CounterfactualDesign& design, int threads) {
    std::vector<CellRuns> runs;
    EnsembleOptions options;
    options.threads = threads;
    for (const CellName& cell : design.cells()) {
        auto made = simulate_cell(*model_of(model, cell), design, {}, options, {});
        EXPECT_TRUE(made);
        EXPECT_EQ(made->broken_invariant, "");
        runs.push_back(std::move(made->runs));
    }
    return runs;
}

std::string all_text(const OutcomeTables& tables) {
    return cells_text(tables) + frequencies_text(tables) + differences_text(tables) + quantities_text(tables);
}

/// A folder that is gone when the test ends.
class Counterfactuals : public ::testing::Test {
  protected:
    void SetUp() override {
        static std::atomic<int> count{0};
        folder_ = fs::temp_directory_path() /
                  ("upsurge-counterfactuals-" + std::to_string(getpid()) + "-" + std::to_string(count++));
    }
    void TearDown() override { fs::remove_all(folder_); }

    Result<CounterfactualFolder> open(const Model& model, const CounterfactualDesign& design) const {
        Manifest manifest;
        manifest.scenario_id = model.id;
        manifest.scenario_hash = "0123456789abcdef";
        manifest.seed = design.seed;
        manifest.runs = design.runs * static_cast<int>(design.cells().size());
        manifest.resolution = "coarse";
        manifest.parameters = "point";
        return CounterfactualFolder::open(folder_, manifest, model, "", {});
    }

    fs::path folder_;
};

TEST_F(Counterfactuals, TheDesignTakesAllThatAreNotDull) {
    const Model model = tutorial();
    const auto all = counterfactual_design(model, {}, {});
    ASSERT_TRUE(all);
    EXPECT_EQ(std::count(all->hypotheses.begin(), all->hypotheses.end(), "NONE"), 0);
    EXPECT_GE(all->hypotheses.size(), 1u);
    EXPECT_EQ(all->interventions.size(), 1 + model.interventions.size());
    EXPECT_EQ(all->interventions.front(), "");
    Model plain = model;
    plain.hypotheses.clear();
    const auto own = counterfactual_design(plain, {}, {"no-dispersal", "no-dispersal"});
    ASSERT_TRUE(own);
    EXPECT_EQ(own->cells(), (std::vector<CellName>{{"", ""}, {"", "no-dispersal"}}));
}

TEST_F(Counterfactuals, EveryWrongNameIsReportedOnceWithTheNearest) {
    const auto wrong = counterfactual_design(tutorial(), {"ORGANISD", "NONE", "ORGANISED"}, {"no-dispersel"});
    ASSERT_FALSE(wrong);
    ASSERT_EQ(wrong.error().size(), 3u);
    EXPECT_NE(wrong.error()[0].hint.find("ORGANISED"), std::string::npos);
    EXPECT_NE(wrong.error()[1].hint.find("no-dispersal"), std::string::npos);
    EXPECT_NE(wrong.error()[2].what.find("simulates nothing"), std::string::npos);
}

TEST_F(Counterfactuals, ThreadsDoNotChangeABit) {
    const Model model = tutorial();
    const CounterfactualDesign design = design_of(model, 8);
    const auto alone = simulate(model, design, 1);
    const auto together = simulate(model, design, 2);
    EXPECT_EQ(alone, together);
    EXPECT_EQ(all_text(outcome_tables(model, design, alone)),
              all_text(outcome_tables(model, design, together)));
    // Chance: runs of a cell differ. Pairing: what nothing changes is the same run by run.
    EXPECT_NE(alone[0][0].hash, alone[0][1].hash);
    EXPECT_EQ(alone[0], alone[1]);
    EXPECT_NE(alone[0], alone[2]);
}

TEST_F(Counterfactuals, AnInterventionAtTheEndChangesNothingButIsNotKnownToThat) {
    const Model model = tutorial();
    const CounterfactualDesign design = design_of(model, 10);
    const OutcomeTables tables = outcome_tables(model, design, simulate(model, design, 2));
    ASSERT_EQ(tables.cells.size(), 3u);
    int seen = 0;
    for (const OutcomeDifference& row : tables.differences) {
        if (row.cell.intervention != "after-all") {
            continue;
        }
        ++seen;
        EXPECT_EQ(row.difference, 0);
        EXPECT_EQ(row.gained + row.lost, 0);
        EXPECT_LT(row.interval.low, -0.01);
        EXPECT_GT(row.interval.high, 0.01);
    }
    EXPECT_EQ(seen, 3 * outcome_count);
    int with_people = 0;
    for (const QuantityRow& row : tables.quantities) {
        if (row.cell.intervention == "after-all") {
            EXPECT_EQ(row.difference, 0) << row.quantity;
            EXPECT_EQ(row.runs_that_differ, 0);
        }
        if (row.cell.intervention.empty()) {
            EXPECT_TRUE(std::isnan(row.difference));
        }
        EXPECT_LE(row.interval.low, row.mean);
        EXPECT_GE(row.interval.high, row.mean);
        with_people += row.quantity == "peak_crowd" && row.mean > 0 ? 1 : 0;
    }
    EXPECT_EQ(with_people, 3);
}

TEST_F(Counterfactuals, GoingOnGivesWhatOneGoGives) {
    const Model model = tutorial();
    const CounterfactualDesign design = design_of(model, 6);
    const auto at_once = simulate(model, design, 2);
    {
        // A stop in the second cell after its first 4 runs.
        const auto folder = open(model, design);
        ASSERT_TRUE(folder);
        ASSERT_TRUE(folder->write_cell(design.cells()[0], at_once[0]));
        ASSERT_TRUE(
            folder->write_cell(design.cells()[1], CellRuns(at_once[1].begin(), at_once[1].begin() + 4)));
    }
    auto folder = open(model, design);
    ASSERT_TRUE(folder);
    std::vector<CellRuns> resumed;
    int simulated = 0;
    for (const CellName& cell : design.cells()) {
        auto before = folder->read_cell(cell);
        ASSERT_TRUE(before);
        simulated += design.runs - static_cast<int>(before->size());
        auto made = simulate_cell(*model_of(model, cell), design, *before, {}, {});
        ASSERT_TRUE(made);
        resumed.push_back(made->runs);
    }
    EXPECT_EQ(simulated, 2 + 6);
    EXPECT_EQ(resumed, at_once);
    const OutcomeTables tables = outcome_tables(model, design, resumed);
    ASSERT_TRUE(folder->finish(design, resumed, tables, 1.0));
    EXPECT_TRUE(folder->manifest().complete);
    // The loader reads what was written.
    const auto read = read_outcome_tables(folder_);
    ASSERT_TRUE(read) << read.error().front().what;
    EXPECT_EQ(all_text(*read), all_text(tables));
    EXPECT_EQ(read->cells, tables.cells);
}

TEST_F(Counterfactuals, ACellThatIsNotWholeIsLeftOutOfTheTables) {
    const Model model = tutorial();
    const CounterfactualDesign design = design_of(model, 4);
    auto runs = simulate(model, design, 2);
    runs[0].pop_back();
    const OutcomeTables tables = outcome_tables(model, design, runs);
    ASSERT_EQ(tables.cells.size(), 2u);
    EXPECT_TRUE(tables.differences.empty());
    EXPECT_FALSE(tables.frequencies.empty());
    for (const QuantityRow& row : tables.quantities) {
        EXPECT_TRUE(std::isnan(row.difference));
    }
    auto folder = open(model, design);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->finish(design, runs, tables, 1.0));
    EXPECT_FALSE(folder->manifest().complete);
    EXPECT_TRUE(read_outcome_tables(folder_));
}

TEST_F(Counterfactuals, OtherSeedsAndDamagedCellsAreRefused) {
    const Model model = tutorial();
    CounterfactualDesign design = design_of(model, 2);
    const auto runs = simulate(model, design, 2);
    const CellName cell = design.cells()[0];
    const auto folder = open(model, design);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->write_cell(cell, runs[0]));
    design.seed = 5;
    EXPECT_FALSE(open(model, design));
    // A copy of another cell's runs, and a run that is missing.
    const fs::path file = folder_ / "cells" / "ORGANISED+as-it-was.csv";
    const std::string text = *read_whole(file);
    ASSERT_TRUE(write_durably(folder_ / "cells" / "ORGANISED+half-the-arrests.csv", text));
    const auto other = folder->read_cell({"ORGANISED", "half-the-arrests"});
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().front().what.find("another design"), std::string::npos);
    const std::size_t second = text.find('\n') + 1;
    ASSERT_TRUE(write_durably(file, text.substr(0, second) + text.substr(text.find('\n', second) + 1)));
    EXPECT_FALSE(folder->read_cell(cell));
}

TEST_F(Counterfactuals, TablesWithOtherWordsAreRefusedWithTheirPlace) {
    const Model model = tutorial();
    const CounterfactualDesign design = design_of(model, 2);
    const auto runs = simulate(model, design, 2);
    auto folder = open(model, design);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->finish(design, runs, outcome_tables(model, design, runs), 1.0));
    const fs::path file = folder_ / "outcome_frequencies.csv";
    std::string text = *read_whole(file);
    text.replace(text.find("restoration"), 11, "restauration");
    ASSERT_TRUE(write_durably(file, text));
    const auto read = read_outcome_tables(folder_);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front().line, 2);
    EXPECT_NE(read.error().front().hint.find("restoration"), std::string::npos);
}

// Three ticks, the first of them without a lost city: crowds 5, 9, 2; 0, 1, 2 cities lost; 3 and 4 weapons
// from shops and stores.
TEST(RunQuantities, AreReadOffTheCountry) {
    Model model;
    model.clock.tick_hours = 0.5;
    History history(3, 2);
    const double crowd[] = {5, 9, 2};
    for (int tick = 0; tick < 3; ++tick) {
        history.at(tick, 0, Observable::crowd) = crowd[tick];
        history.at(tick, 1, Observable::crowd) = 100;
        history.at(tick, 0, Observable::cities_lost) = tick;
    }
    history.at(2, 0, Observable::weapons_looted) = 3;
    history.at(2, 0, Observable::weapons_stormed) = 4;
    const std::vector<double> values = run_quantities(model, history);
    const auto& about = run_quantity_descriptions();
    ASSERT_EQ(values.size(), about.size());
    for (std::size_t i = 0; i < about.size(); ++i) {
        const double expected = about[i].id == "peak_crowd"         ? 9
                                : about[i].id == "weapons_taken"    ? 7
                                : about[i].id == "peak_cities_lost" ? 2
                                : about[i].id == "hours_city_lost"  ? 1
                                                                    : 0;
        EXPECT_EQ(values[i], expected) << about[i].id;
    }
    EXPECT_EQ(run_quantities(model, History()).front(), 0);
}

}  // namespace
}  // namespace upsurge
