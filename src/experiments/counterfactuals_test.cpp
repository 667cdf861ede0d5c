/// Counterfactuals on a shipped scenario: paired cells, the same bits for any threads, going on after a stop.
#include "experiments/counterfactuals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>

#include "engines/row_engine.h"
#include "ensembles/do_work.h"
#include "experiments/counterfactual_list.h"
#include "experiments/run_quantities.h"
#include "scenarios/read_scenario.h"
#include "studies/durable_file.h"
#include "studies/work_folder.h"

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

/// Does the items that are missing, up to `most`, and gives the runs of each cell.
std::vector<CellRuns> simulate(const CounterfactualList& list, WorkFolder& work, int threads,
                               std::size_t most = 1000) {
    std::vector<int> missing = work.missing({});
    missing.resize(std::min(missing.size(), most));
    const auto done = do_work(list, missing, threads, VectorPath::portable,
                              [&](WorkItem item) { return work.add(std::move(item)); }, {});
    EXPECT_TRUE(done);
    EXPECT_EQ(done->broken_invariant, "");
    EXPECT_TRUE(work.flush());
    return *list.cell_runs(work);
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

    WorkFolder open(const CounterfactualList& list, const std::string& name) const {
        fs::create_directories(folder_ / name);
        return *WorkFolder::open(folder_ / name, 1, list.items());
    }
    /// The runs of each cell, made in one go.
    std::vector<CellRuns> simulate_all(const Model& model, const CounterfactualDesign& design,
                                       int threads) const {
        const CounterfactualList list(model, design);
        WorkFolder work = open(list, "all-" + std::to_string(threads));
        return simulate(list, work, threads);
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
    const auto alone = simulate_all(model, design, 1);
    const auto together = simulate_all(model, design, 2);
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
    const OutcomeTables tables = outcome_tables(model, design, simulate_all(model, design, 2));
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
    const auto at_once = simulate_all(model, design, 2);
    CounterfactualList list(model, design);
    {
        WorkFolder work = open(list, "study");
        const auto stopped = simulate(list, work, 1, 4);
        ASSERT_TRUE(list.write_tables(folder_, work, {}));
        // What is finished is in every cell, so the tables of a study that was stopped are paired too.
        EXPECT_EQ(stopped[0].size(), 4u);
        EXPECT_EQ(stopped[2].size(), 4u);
        const auto read = read_outcome_tables(folder_);
        ASSERT_TRUE(read) << read.error().front().what;
        ASSERT_EQ(read->cells.size(), 3u);
        EXPECT_EQ(read->cells[2].runs, 4);
        EXPECT_FALSE(read->differences.empty());
    }
    WorkFolder work = open(list, "study");
    EXPECT_EQ(work.missing({}).size(), 2u);
    const auto resumed = simulate(list, work, 2);
    EXPECT_EQ(resumed, at_once);
    ASSERT_TRUE(list.write_tables(folder_, work, {}));
    // The loader reads what was written.
    const auto read = read_outcome_tables(folder_);
    ASSERT_TRUE(read) << read.error().front().what;
    const OutcomeTables tables = outcome_tables(model, design, resumed);
    EXPECT_EQ(all_text(*read), all_text(tables));
    EXPECT_EQ(read->cells, tables.cells);
    const std::string runs = *read_whole(folder_ / "runs.csv");
    EXPECT_EQ(std::count(runs.begin(), runs.end(), '\n'), 1 + 3 * 6);
}

TEST_F(Counterfactuals, AGapEndsTheRunsThatAreUsed) {
    const Model model = tutorial();
    const CounterfactualDesign design = design_of(model, 4);
    const CounterfactualList list(model, design);
    WorkFolder work = open(list, "study");
    for (int number : {0, 2, 3}) {
        ASSERT_TRUE(work.add(list.make(number, VectorPath::portable).item));
    }
    ASSERT_TRUE(work.flush());
    const auto runs = *list.cell_runs(work);
    EXPECT_EQ(runs[0].size(), 1u);
    EXPECT_EQ(runs[1].size(), 1u);
}

TEST_F(Counterfactuals, AnItemIsTheRunsOfItsCells) {
    const Model model = tutorial();
    CounterfactualDesign design = design_of(model, 5);
    design.hypotheses = {"ORGANISED", "PRICE"};
    const CounterfactualList list(model, design);
    EXPECT_EQ(list.items(), 10);
    EXPECT_EQ(list.runs_per_item(), 3);
    const WorkItem item = list.make(7, VectorPath::portable).item;  // run 3 under the second hypothesis
    const std::vector<CellName> cells = design.cells();
    for (int i = 0; i < 3; ++i) {
        const std::size_t cell = 3 + static_cast<std::size_t>(i);
        EXPECT_EQ(list.run_ordinal(7, i), static_cast<int>(cell) * 5 + 3);
        const Model of_cell = *model_of(model, cells[cell]);
        const RunResult run = run_rows(of_cell, point_values(of_cell),
                                       make_run_key(4, Purpose::simulate, 0, 3, 0), VectorPath::portable);
        EXPECT_EQ(item.hashes[static_cast<std::size_t>(i)], run.hash) << cells[cell].intervention;
    }
}

TEST_F(Counterfactuals, TablesWithOtherWordsAreRefusedWithTheirPlace) {
    const Model model = tutorial();
    CounterfactualList list(model, design_of(model, 2));
    WorkFolder work = open(list, "study");
    simulate(list, work, 2);
    ASSERT_TRUE(list.write_tables(folder_, work, {}));
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
