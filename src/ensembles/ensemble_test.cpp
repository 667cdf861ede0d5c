/// An ensemble gives the same runs whatever the threads and shards, and stops between runs.
#include "ensembles/ensemble.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <numeric>

#include "ensembles/do_work.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

Model tutorial_model() {
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town");
    EXPECT_TRUE(read);
    return read->model;
}

std::vector<int> numbers_of(const Shard& shard, int runs) {
    std::vector<int> numbers;
    for (int run = 0; run < runs; ++run) {
        if (shard.holds(run)) {
            numbers.push_back(run);
        }
    }
    EXPECT_EQ(static_cast<int>(numbers.size()), items_of(shard, runs));
    return numbers;
}

std::map<int, std::uint64_t> hashes_of(const Model& model, const EnsembleOptions& options, int threads,
                                       const Shard& shard = {}) {
    std::map<int, std::uint64_t> hashes;
    std::mutex mutex;
    std::int64_t moved = 0;
    const auto done =
        do_work(Ensemble(model, options), numbers_of(shard, options.runs), threads, VectorPath::portable,
                [&](WorkItem item) -> Result<void> {
                    const std::lock_guard lock(mutex);
                    hashes[item.number] = item.hashes.at(0);
                    moved += item.people_moved;
                    return {};
                },
                {});
    EXPECT_TRUE(done);
    EXPECT_FALSE(done->outcome.stopped);
    EXPECT_GT(moved, 0);
    return hashes;
}

TEST(Ensemble, ThreadsAndShardsDoNotChangeARun) {
    const Model model = tutorial_model();
    EnsembleOptions options;
    options.runs = 12;
    options.seed = 5;
    options.parameters = ParameterChoice::prior;
    const auto expected = hashes_of(model, options, 1);
    ASSERT_EQ(expected.size(), 12u);
    EXPECT_EQ(hashes_of(model, options, 3), expected);
    std::map<int, std::uint64_t> merged;
    for (int part = 1; part <= 5; ++part) {
        merged.merge(hashes_of(model, options, 2, {part, 5}));
    }
    EXPECT_EQ(merged, expected);
}

TEST(Ensemble, SeedsDrawsAndRunsDiffer) {
    const Model model = tutorial_model();
    EnsembleOptions options;
    options.runs = 4;
    const auto point = hashes_of(model, options, 1);
    options.seed = 2;
    const auto other_seed = hashes_of(model, options, 1);
    options.seed = 1;
    options.parameters = ParameterChoice::prior;
    const auto prior = hashes_of(model, options, 1);
    for (int run = 0; run < 4; ++run) {
        EXPECT_NE(point.at(run), other_seed.at(run));
        EXPECT_NE(point.at(run), prior.at(run));
        EXPECT_NE(point.at(run), point.at((run + 1) % 4));
    }
}

std::vector<int> fifty() {
    std::vector<int> numbers(50);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

TEST(Ensemble, StopKeepsFinishedRunsAndSaysSo) {
    const Model model = tutorial_model();
    int done = 0;
    WorkObserver observer;
    observer.stop = [&] { return done >= 3; };
    const auto made = do_work(
        Ensemble(model, {50}), fifty(), 1, VectorPath::portable,
        [&](WorkItem item) -> Result<void> {
            EXPECT_EQ(item.number, done++);
            return {};
        },
        observer);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->outcome.stopped);
    EXPECT_EQ(made->outcome.done, 3);
}

TEST(Ensemble, AFullDiskEndsItWithTheProblem) {
    const Model model = tutorial_model();
    std::atomic<int> taken{0};
    const auto made = do_work(Ensemble(model, {50}), fifty(), 2, VectorPath::portable,
                              [&](WorkItem) -> Result<void> {
                                  ++taken;
                                  return failure("no space");
                              },
                              {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().front().what, "no space");
    EXPECT_LT(taken, 50);
}

/// Breaks an invariant in its fourth item.
class BrokenList final : public WorkList {
  public:
    int items() const override { return 50; }
    MadeItem make(int number, VectorPath) const override {
        return {{number, {}, 0, 0, {}}, number == 3 ? "a person too many" : ""};
    }
    Result<void> write_tables(const std::filesystem::path&, const WorkFolder&, const Manifest&) override {
        return {};
    }
};

TEST(Ensemble, ABrokenInvariantEndsItAndIsNotKept) {
    std::vector<int> taken;
    const auto made = do_work(BrokenList(), fifty(), 1, VectorPath::portable,
                              [&](WorkItem item) -> Result<void> {
                                  taken.push_back(item.number);
                                  return {};
                              },
                              {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->broken_invariant, "item 3: a person too many");
    EXPECT_EQ(taken, (std::vector<int>{0, 1, 2}));
}

TEST(Shard, IsReadAndWritten) {
    EXPECT_EQ(*parse_shard("2/3"), (Shard{2, 3}));
    EXPECT_EQ(to_string(Shard{2, 3}), "2/3");
    for (const char* wrong : {"", "2", "0/3", "4/3", "1/0", "-1/3", "1/3x", "a/b", "1//3", "1/9999999999"}) {
        EXPECT_FALSE(parse_shard(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace upsurge
