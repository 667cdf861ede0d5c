/// Is the small country busy enough for agreement to mean something? What never happens in it cannot differ.
///
/// Seeds are fixed; every minimum is far below what is usual, so that only a change of rules or values that
/// silences something fails here.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engines/reference_engine.h"
#include "engines/row_engine.h"
#include "mechanisms/registry.h"
#include "samples.h"
#include "small_country.h"

namespace upsurge {
namespace {

constexpr int runs = 300;

const std::vector<std::string> rules = {"scheduled", "thresholds", "softmax"};

RunKey key_of(int run) {
    return make_run_key(71, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0);
}

TEST(SmallCountry, HasEveryMechanismAndTable) {
    const Model model = small_country();
    EXPECT_EQ(model.mechanisms.size(), all_mechanisms().size());
    EXPECT_EQ(model.layout.organised_bins, 2);
    EXPECT_FALSE(model.workplaces.empty());
    EXPECT_FALSE(model.facilities.empty());
    EXPECT_FALSE(model.gun_shops.empty());
    EXPECT_EQ(model.cliques.size(), 2U);
    EXPECT_TRUE(std::ranges::any_of(model.units, [](const Unit& unit) { return unit.home < 0; }));
    for (const PowerSide side : {PowerSide::ally, PowerSide::rival}) {
        EXPECT_TRUE(
            std::ranges::any_of(model.powers, [&](const Power& power) { return power.side == side; }));
    }
    EXPECT_EQ(model.places.back().kind, PlaceKind::abroad);
}

TEST(SmallCountry, EveryArrowIsTaken) {
    const Model model = small_country();
    ReferenceCensus census;
    for (int run = 0; run < runs; ++run) {
        run_reference(model, point_values(model), key_of(run), {}, &census);
    }
    for (std::size_t i = 0; i < legal_arrows.size(); ++i) {
        EXPECT_GE(census.moves[i], runs / 6)
            << person_state_names[static_cast<std::size_t>(legal_arrows[i].from)] << " to "
            << person_state_names[static_cast<std::size_t>(legal_arrows[i].to)];
    }
}

/// In some place and tick an observable differs between runs, in one of ten at least.
TEST(SmallCountry, EveryObservableDiffersBetweenRuns) {
    std::set<std::string> constant;
    for (int o = 0; o < observable_count; ++o) {
        constant.insert(std::string(describe(static_cast<Observable>(o)).id));
    }
    for (const std::string& rule : rules) {
        const Samples samples = sample_rows(small_country_under(rule), runs, 72);
        for (std::size_t at = 0; at < samples.points.size(); ++at) {
            const std::vector<double>& values = samples.points[at];
            std::map<double, int> counts;
            int commonest = 0;
            for (const double value : values) {
                commonest = std::max(commonest, ++counts[value]);
            }
            if (commonest <= runs * 9 / 10) {
                constant.erase(std::string(observable_descriptions[at % observable_count].id));
            }
        }
    }
    EXPECT_EQ(constant, std::set<std::string>{});
}

/// Each actor takes each of its decisions in many runs, under one government or another.
TEST(SmallCountry, EveryDecisionIsTaken) {
    std::map<std::string, int> taken;
    for (const std::string& rule : rules) {
        const Model model = small_country_under(rule);
        for (int run = 0; run < runs; ++run) {
            std::set<std::string> of_run;
            for (const Decision& decision :
                 run_rows(model, point_values(model), key_of(run), VectorPath::portable).decisions) {
                of_run.insert(decision.actor + " " + decision.action);
            }
            for (const std::string& decision : of_run) {
                ++taken[decision];
            }
        }
    }
    for (const char* decision : {"government refusal",
                                 "government price",
                                 "government dismissal",
                                 "government negotiation",
                                 "government settlement",
                                 "government shutdown",
                                 "government end_shutdown",
                                 "government request",
                                 "government purge",
                                 "government resignation",
                                 "government contain",
                                 "government disperse",
                                 "government fire",
                                 "government hold_fire",
                                 "government stop_dispersing",
                                 "government tolerate",
                                 "government emergency",
                                 "government end_emergency",
                                 "court activation",
                                 "court stand_aside",
                                 "west-office activation",
                                 "west-office stand_aside",
                                 "first-ally assent",
                                 "first-ally refusal",
                                 "second-ally assent",
                                 "second-ally refusal",
                                 "council guarantee",
                                 "council refusal",
                                 "council withdrawal",
                                 "rival nothing",
                                 "rival arms",
                                 "rival long_war",
                                 "rival deal"}) {
        EXPECT_GE(taken[decision], runs / 15) << decision;
    }
}

}  // namespace
}  // namespace upsurge
