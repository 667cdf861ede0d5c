// Laws of control: sites fall and are retaken at their hazards, what they store comes loose.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engines/founding.h"
#include "hand_model.h"
#include "hand_tick.h"

namespace upsurge::tests {
namespace {

using Values = std::vector<std::pair<std::string, double>>;

/// Sites of one place, all alike; every one is its own trial.
HandModel town(int sites, int garrison) {
    HandModel hand;
    hand.mechanisms = {"control"};
    for (int i = 0; i < sites; ++i) {
        Facility facility;
        facility.id = "site" + std::to_string(i);
        facility.leaf = 0;
        facility.garrison = garrison;
        facility.critical = i < 2;
        facility.weapons[1] = 3;
        hand.facilities.push_back(facility);
    }
    return hand;
}

Values plain() {
    return {{"control.attack_share", 0.5},
            {"control.contest_power", 2},
            {"control.fall_rate", 1},
            {"control.retake_share", 0.5},
            {"control.violent_weight", 2}};
}

int lost_of(HandTick& hand) {
    int lost = 0;
    for (const auto one : hand.state.column(FacilityColumn::lost)) {
        lost += one != 0 ? 1 : 0;
    }
    return lost;
}

constexpr int sites = 4000;

// Shares of 4000 sites have a standard error of at most .0079: five of them, false alarms below 1e-6.
TEST(Control, SitesFallAtTheirHazardAndGiveUpTheirWeapons) {
    const Model model = make_model(town(sites, 100));
    HandTick hand(model, make_values(model, plain()), make_run_key(53, Purpose::simulate, 0, 0, 0));
    // E = .5 (200 + 2 x 100) = 200 against S = 100: r = .8, hazard .3.
    hand.state.tally(Tally::crowd_peaceful)[0] = 200;
    hand.state.tally(Tally::crowd_violent)[0] = 100;
    hand.call("control", &Mechanism::take_control);
    const int lost = lost_of(hand);
    EXPECT_NEAR(lost / static_cast<double>(sites), 1 - std::exp(-0.3), 0.035);
    EXPECT_EQ(hand.state.tally(Tally::sites_stormed_total)[0], lost);
    EXPECT_EQ(hand.state.tally(Tally::sites_abandoned_total)[0], 0);
    EXPECT_EQ(hand.state.weapons(WeaponType::service_rifle, Holding::loose)[0], 3 * lost);
    EXPECT_EQ(hand.state.taken(WeaponType::service_rifle, WeaponSource::storm)[0], 3 * lost);
}

TEST(Control, NoSiteFallsToAnAttackNoStrongerThanItsGarrison) {
    const Model model = make_model(town(sites, 100));
    HandTick hand(model, make_values(model, plain()), make_run_key(53, Purpose::simulate, 0, 1, 0));
    hand.state.tally(Tally::crowd_peaceful)[0] = 200;  // E = S
    hand.call("control", &Mechanism::take_control);
    EXPECT_EQ(lost_of(hand), 0);
}

TEST(Control, LostSitesAreRetakenAtTheirHazard) {
    const Model model = make_model(town(sites, 100));
    HandTick hand(model, make_values(model, plain()), make_run_key(53, Purpose::simulate, 0, 2, 0));
    for (auto& lost : hand.state.column(FacilityColumn::lost)) {
        lost = 1;
    }
    // S' = .5 x 400 = 200 against E = 100: r = .8, hazard .3.
    hand.derived.officers_present[0] = 400;
    hand.state.tally(Tally::crowd_peaceful)[0] = 200;
    hand.call("control", &Mechanism::take_control);
    EXPECT_NEAR(lost_of(hand) / static_cast<double>(sites), std::exp(-0.3), 0.035);
}

TEST(Control, CriticalSitesDecideWhoseTheCityIs) {
    const Model model = make_model(town(6, 100));
    Values values = plain();
    values.insert(values.end(), {{"control.lost_after_hours", 3}, {"control.lost_contest", 1}});
    for (const bool critical : {true, false}) {
        HandTick hand(model, make_values(model, values), make_run_key(53, Purpose::simulate, 0, 3, 0));
        // One of two critical sites, or all others.
        for (std::size_t site = 0; site < 6; ++site) {
            hand.state.column(FacilityColumn::lost)[site] = (critical ? site == 0 : site >= 2) ? 1 : 0;
        }
        for (int hour = 1; hour <= 5; ++hour) {
            hand.call("control", &Mechanism::take_control);
            EXPECT_EQ(hand.state.tally(Tally::city_lost)[0], critical && hour >= 3 ? 1 : 0) << hour;
        }
    }
}

}  // namespace
}  // namespace upsurge::tests
