/// Sharing the past changes no bit of any branch, and saves the ticks it is said to save.
#include "engines/branches.h"

#include <gtest/gtest.h>

#include "scenarios/apply_rival.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

/// Every intervention of a scenario as a branch; one again that shares nothing; one that never begins.
void expect_as_from_the_start(const char* id, const std::vector<std::string>& set, int runs) {
    ScenarioOptions options;
    options.set = set;
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios" / id, options);
    ASSERT_TRUE(read);
    const Model& trunk = read->model;
    std::vector<Model> models;
    for (const Intervention& one : trunk.interventions) {
        models.push_back(*apply_intervention(trunk, one.id));
    }
    ASSERT_GT(models.size(), 1u);
    std::vector<Branch> branches;
    for (std::size_t i = 0; i < models.size(); ++i) {
        branches.push_back({&models[i], trunk.interventions[i].from});
    }
    branches.push_back({&models.back(), trunk.clock.start});
    branches.push_back({&trunk, trunk.clock.end});
    for (int run = 0; run < runs; ++run) {
        const RunKey key = make_run_key(3, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0);
        const BranchedRun shared = run_branches(trunk, branches, key, best_vector_path());
        ASSERT_EQ(shared.results.size(), branches.size() + 1);
        int changed = 0;
        for (std::size_t i = 0; i <= branches.size(); ++i) {
            const Model& model = i == 0 ? trunk : *branches[i - 1].model;
            const RunResult alone = run_rows(model, point_values(model), key, best_vector_path());
            const RunResult& result = shared.results[i];
            const std::string& name = model.intervention;
            EXPECT_EQ(result.hash, alone.hash) << name;
            EXPECT_EQ(result.history.values(), alone.history.values()) << name;
            EXPECT_EQ(result.outcomes, alone.outcomes) << name;
            EXPECT_EQ(result.forces, alone.forces) << name;
            EXPECT_EQ(result.counters.people_moved, alone.counters.people_moved) << name;
            EXPECT_EQ(result.counters.active_blocks, alone.counters.active_blocks) << name;
            EXPECT_EQ(result.counters.rows_drawn, alone.counters.rows_drawn) << name;
            EXPECT_EQ(result.decisions.size(), alone.decisions.size()) << name;
            EXPECT_EQ(result.broken_invariant, "") << name;
            changed += result.hash != shared.results[0].hash ? 1 : 0;
        }
        EXPECT_GT(changed, 0) << "interventions that change nothing prove nothing";
        EXPECT_EQ(shared.results.back().hash, shared.results[0].hash);
        const int ticks = trunk.clock.ticks();
        EXPECT_LT(shared.ticks_simulated, ticks * static_cast<int>(branches.size() + 1) - ticks);
    }
}

TEST(Branches, AreAsFromTheStart) {
    expect_as_from_the_start("tutorial-town", {}, 3);
}

TEST(Branches, AreAsFromTheStartInLongTicks) {
    expect_as_from_the_start("tutorial-town", {"clock.tick_hours=4"}, 2);
}

TEST(Branches, OfTheFlagshipAreAsFromTheStart) {
    expect_as_from_the_start("kazakhstan-2022", {}, 1);
}

TEST(Branches, OfAGovernmentThatDecidesAreAsFromTheStart) {
    expect_as_from_the_start("kazakhstan-2022", {"state_policy.policy=endogenous"}, 1);
}

}  // namespace
}  // namespace upsurge
