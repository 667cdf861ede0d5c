// The mechanism alone, on one place made by hand. The common laws (people are conserved, zero rates do
// nothing, only legal moves) are tested for every mechanism in tests/laws/.
#include <gtest/gtest.h>

#include <vector>

#include "mechanisms/registry.h"

namespace upsurge {
namespace {

/// The hazard that the mechanism's first term adds to three trait bins, for one value of pull_rate.
std::vector<double> hazard_added(double pull_rate, double perceived_activity) {
    const Mechanism& mechanism = *all_mechanisms()[static_cast<std::size_t>(*find_mechanism("example"))];
    Society society;
    society.layout = {.places = 1, .strata = 1, .hardship_bins = 3};
    const Forcing forcing;
    State state(society.layout);
    state.field(Field::perceived_activity)[0] = perceived_activity;
    Derived derived;
    const std::vector<double> values = {pull_rate};
    TickContext tick{society, forcing, state, derived, array_functions(VectorPath::portable), RunKey{{1, 2}}};
    tick.values = values;
    std::vector<double> hazard = {0.5, 0.0, 1.0};
    mechanism.hazards[0].add(tick, 0, 0, hazard);
    return hazard;
}

TEST(example, adds_to_every_trait_bin) {
    EXPECT_EQ(hazard_added(2.0, 0.125), (std::vector<double>{0.75, 0.25, 1.25}));
}

TEST(example, does_nothing_at_rate_zero) {
    EXPECT_EQ(hazard_added(0.0, 0.125), (std::vector<double>{0.5, 0.0, 1.0}));
}

}  // namespace
}  // namespace upsurge
