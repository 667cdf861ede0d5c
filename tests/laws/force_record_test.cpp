// What a run keeps of each service and of single facilities says the same as its observables, which count
// both by place in code of their own.
#include <gtest/gtest.h>

#include <algorithm>

#include "busy_country.h"
#include "engines/row_engine.h"

namespace upsurge::tests {
namespace {

TEST(ForceRecord, AgreesWithTheObservablesOfTheSameRun) {
    const Model model = busy_country();
    constexpr std::array<Observable, followed_unit_state_count> observables = {
        Observable::units_standing_aside, Observable::units_switched, Observable::units_captured};
    bool any_member = false;
    bool any_facility = false;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        const RunResult run =
            run_rows(model, point_values(model), make_run_key(seed, Purpose::simulate, 0, seed, 0),
                     VectorPath::portable);
        const ForceRecord& forces = run.forces;
        ASSERT_EQ(forces.ticks(), run.history.ticks());
        ASSERT_EQ(forces.first_lost.size(), model.facilities.size());
        for (int tick = 0; tick < forces.ticks(); ++tick) {
            for (std::size_t state = 0; state < observables.size(); ++state) {
                std::int64_t sum = 0;
                for (int service = 0; service < service_count; ++service) {
                    sum += forces.at(tick, static_cast<Service>(service))[state];
                }
                EXPECT_EQ(static_cast<double>(sum), run.history.at(tick, 0, observables[state]));
                any_member = any_member || sum > 0;
            }
        }
        for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
            int first_kept = -1;
            for (std::size_t f = 0; f < model.facilities.size(); ++f) {
                const int first = forces.first_lost[f];
                if (model.facilities[f].leaf == static_cast<int>(leaf) && first >= 0 &&
                    (first_kept < 0 || first < first_kept)) {
                    first_kept = first;
                }
            }
            int first_seen = -1;
            for (int tick = 0; tick < forces.ticks() && first_seen < 0; ++tick) {
                if (run.history.at(tick, model.leaves[leaf], Observable::sites_lost) > 0) {
                    first_seen = tick;
                }
            }
            EXPECT_EQ(first_kept, first_seen);
            any_facility = any_facility || first_seen >= 0;
        }
    }
    EXPECT_TRUE(any_member) << "the test has nothing to compare";
    EXPECT_TRUE(any_facility) << "the test has nothing to compare";
}

}  // namespace
}  // namespace upsurge::tests
