/// An ensemble gives the same runs whatever the threads and shards, and stops between runs.
#include "ensembles/ensemble.h"

#include <gtest/gtest.h>

#include <map>

#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

Model tutorial_model() {
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town");
    EXPECT_TRUE(read);
    return read->model;
}

std::map<int, std::uint64_t> hashes_of(const Model& model, const EnsembleOptions& options,
                                       EnsembleOutcome* outcome) {
    std::map<int, std::uint64_t> hashes;
    EnsembleObserver observer;
    observer.take_run = [&](FinishedRun run) -> Result<void> {
        hashes[run.run] = run.result.hash;
        return {};
    };
    const auto result = run_ensemble(model, options, observer);
    EXPECT_TRUE(result);
    if (outcome != nullptr) {
        *outcome = *result;
    }
    return hashes;
}

TEST(Ensemble, ThreadsAndShardsDoNotChangeARun) {
    const Model model = tutorial_model();
    EnsembleOptions options;
    options.runs = 12;
    options.seed = 5;
    options.threads = 1;
    options.parameters = ParameterChoice::prior;
    EnsembleOutcome alone;
    const auto expected = hashes_of(model, options, &alone);
    ASSERT_EQ(expected.size(), 12u);
    EXPECT_GT(alone.counters.people_moved, 0);
    options.threads = 3;
    EnsembleOutcome together;
    EXPECT_EQ(hashes_of(model, options, &together), expected);
    EXPECT_EQ(together.state_hash, alone.state_hash);
    std::map<int, std::uint64_t> merged;
    options.shards = 5;
    for (options.shard = 0; options.shard < 5; ++options.shard) {
        merged.merge(hashes_of(model, options, nullptr));
    }
    EXPECT_EQ(merged, expected);
}

TEST(Ensemble, SeedsDrawsAndRunsDiffer) {
    const Model model = tutorial_model();
    EnsembleOptions options;
    options.runs = 4;
    const auto point = hashes_of(model, options, nullptr);
    options.seed = 2;
    const auto other_seed = hashes_of(model, options, nullptr);
    options.seed = 1;
    options.parameters = ParameterChoice::prior;
    const auto prior = hashes_of(model, options, nullptr);
    for (int run = 0; run < 4; ++run) {
        EXPECT_NE(point.at(run), other_seed.at(run));
        EXPECT_NE(point.at(run), prior.at(run));
        EXPECT_NE(point.at(run), point.at((run + 1) % 4));
    }
}

TEST(Ensemble, StopKeepsFinishedRunsAndSaysSo) {
    const Model model = tutorial_model();
    EnsembleOptions options;
    options.runs = 50;
    options.threads = 1;
    int done = 0;
    EnsembleObserver observer;
    observer.take_run = [&](FinishedRun run) -> Result<void> {
        EXPECT_EQ(run.run, done++);
        return {};
    };
    observer.stop = [&] { return done >= 3; };
    const auto outcome = run_ensemble(model, options, observer);
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->stopped);
    EXPECT_EQ(outcome->runs_done, 3);
}

TEST(Ensemble, AFullDiskEndsItWithTheProblem) {
    const Model model = tutorial_model();
    EnsembleOptions options;
    options.runs = 50;
    EnsembleObserver observer;
    int taken = 0;
    observer.take_run = [&](FinishedRun) -> Result<void> {
        ++taken;
        return failure("no space");
    };
    const auto outcome = run_ensemble(model, options, observer);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().front().what, "no space");
    EXPECT_LT(taken, 50);
}

}  // namespace
}  // namespace upsurge
