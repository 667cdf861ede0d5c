// Laws of control: sites fall and are retaken at their hazards, what they store comes loose.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <tuple>
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

/// One site, guarded by the police; two units of police and one of the army are at its place.
HandModel guarded_site() {
    HandModel hand = town(1, 100);
    hand.mechanisms = {"loyalty", "control"};
    for (const auto& [id, service, heads] :
         {std::tuple{"first", Service::police, 120}, std::tuple{"army", Service::army, 500},
          std::tuple{"second", Service::police, 80}}) {
        Unit unit;
        unit.id = id;
        unit.service = service;
        unit.home = 0;
        unit.heads = heads;
        unit.weapons[1] = heads;
        hand.units.push_back(unit);
    }
    return hand;
}

void set_members(HandTick& hand, std::size_t unit, int loyal, int reserve, int aside, int switched) {
    hand.state.column(UnitColumn::loyal)[unit] = loyal;
    hand.state.column(UnitColumn::reserve)[unit] = reserve;
    hand.state.column(UnitColumn::standing_aside)[unit] = aside;
    hand.state.column(UnitColumn::switched)[unit] = switched;
}

/// Falls and retakes for sure whenever the odds are better than even.
Values for_sure(double capture_share) {
    Values values = plain();
    values.insert(
        values.end(),
        {{"control.fall_rate", 1e5}, {"control.contest_power", 1}, {"control.capture_share", capture_share}});
    return values;
}

TEST(Control, AnOverrunGarrisonIsCapturedWithItsWeaponsAndFreedAtTheRetaking) {
    const Model model = make_model(guarded_site());
    HandTick hand(model, make_values(model, for_sure(0.5)), make_run_key(53, Purpose::simulate, 0, 4, 0));
    set_members(hand, 0, 20, 40, 60, 0);
    set_members(hand, 1, 0, 500, 0, 0);
    set_members(hand, 2, 10, 30, 40, 0);
    // 100 of the 200 police are on duty, so half of the garrison's 100 hold; half of those are captured: the
    // 20 deployed of the first unit, then 5 of those beside them.
    hand.state.tally(Tally::crowd_armed)[0] = 1000;
    hand.call("control", &Mechanism::take_control);
    ASSERT_EQ(lost_of(hand), 1);
    EXPECT_EQ(hand.state.tally(Tally::sites_stormed_total)[0], 1);
    const auto captured = hand.state.column(UnitColumn::captured);
    EXPECT_EQ(captured[0], 25);
    EXPECT_EQ(captured[1], 0);
    EXPECT_EQ(captured[2], 0);
    EXPECT_EQ(hand.state.column(UnitColumn::loyal)[0], 0);
    EXPECT_EQ(hand.state.column(UnitColumn::standing_aside)[0], 55);
    // What they carried comes loose beside the 3 weapons of the site.
    const int given_up = hand.state.taken(WeaponType::service_rifle, WeaponSource::surrender)[0];
    EXPECT_GT(given_up, 0);
    EXPECT_EQ(hand.state.column(unit_weapons(WeaponType::service_rifle))[0], 120 - given_up);
    EXPECT_EQ(hand.state.weapons(WeaponType::service_rifle, Holding::loose)[0], given_up + 3);

    hand.state.tally(Tally::crowd_armed)[0] = 0;
    set_members(hand, 1, 500, 0, 0, 0);
    hand.call("control", &Mechanism::take_control);
    EXPECT_EQ(lost_of(hand), 0);
    EXPECT_EQ(hand.state.column(UnitColumn::captured)[0], 0);
    EXPECT_EQ(hand.state.column(UnitColumn::reserve)[0], 40 + 25);
}

TEST(Control, EachWeaponGoesWithACapturedMember) {
    HandModel town_of_one = guarded_site();
    town_of_one.units = {town_of_one.units[0]};
    town_of_one.units[0].heads = 40'000;
    town_of_one.units[0].weapons[1] = 100'000;
    town_of_one.facilities[0].garrison = 10'000;
    const Model model = make_model(town_of_one);
    HandTick hand(model, make_values(model, for_sure(1)), make_run_key(53, Purpose::simulate, 0, 5, 0));
    set_members(hand, 0, 40'000, 0, 0, 0);
    hand.state.tally(Tally::crowd_armed)[0] = 1'000'000;
    hand.call("control", &Mechanism::take_control);
    EXPECT_EQ(hand.state.column(UnitColumn::captured)[0], 10'000);
    // A quarter of the members: standard error .0014; five of them, false alarms below 1e-6.
    EXPECT_NEAR(hand.state.taken(WeaponType::service_rifle, WeaponSource::surrender)[0] / 1e5, 0.25, 0.007);
}

TEST(Control, SitesThatNobodyDefendsAreAbandoned) {
    const Model model = make_model(guarded_site());
    for (const bool told_to_stand_aside : {true, false}) {
        HandTick hand(model, make_values(model, for_sure(1)), make_run_key(53, Purpose::simulate, 0, 6, 0));
        if (told_to_stand_aside) {
            set_members(hand, 0, 120, 0, 0, 0);
            set_members(hand, 2, 80, 0, 0, 0);
            hand.state.column(FacilityColumn::aside)[0] = 1;
            hand.derived.foreign_at[0] = 10;  // who hold out, and are overrun
        } else {
            set_members(hand, 0, 0, 0, 120, 0);
            set_members(hand, 2, 0, 0, 80, 0);
        }
        hand.state.tally(Tally::crowd_peaceful)[0] = told_to_stand_aside ? 200 : 2;
        hand.call("control", &Mechanism::take_control);
        EXPECT_EQ(lost_of(hand), 1);
        EXPECT_EQ(hand.state.tally(Tally::sites_abandoned_total)[0], 1);
        EXPECT_EQ(hand.state.tally(Tally::sites_stormed_total)[0], 0);
        EXPECT_EQ(hand.state.column(UnitColumn::captured)[0] + hand.state.column(UnitColumn::captured)[2], 0);
    }
}

TEST(Control, ForeignTroopsHoldSitesInEqualPartsAndRetakeThem) {
    const Model model = make_model(town(4, 0));
    HandTick hand(model, make_values(model, for_sure(0)), make_run_key(53, Purpose::simulate, 0, 7, 0));
    hand.derived.foreign_at[0] = 400;
    const auto attack_with = [&hand](int people) {
        hand.state.tally(Tally::crowd_peaceful)[0] = people;
        hand.call("control", &Mechanism::take_control);
        return lost_of(hand);
    };
    EXPECT_EQ(attack_with(190), 0);  // half of them attack each site; 100 soldiers hold each
    EXPECT_EQ(attack_with(220), 4);
    EXPECT_EQ(hand.state.tally(Tally::sites_stormed_total)[0], 4);
    EXPECT_EQ(attack_with(850), 4);  // 425 against 400
    EXPECT_EQ(attack_with(180), 0);
}

TEST(Control, TheCityFollowsTheContestInItsStreets) {
    const Model model = make_model(town(1, 1'000'000));
    Values values = plain();
    values.insert(values.end(), {{"control.control_hours", 5}, {"control.lost_contest", 0.55}});
    HandTick hand(model, make_values(model, values), make_run_key(53, Purpose::simulate, 0, 8, 0));
    hand.state.tally(Tally::crowd_peaceful)[0] = 600;  // E 300
    hand.derived.officers_present[0] = 60;
    hand.derived.foreign_at[0] = 40;
    for (int hour = 1; hour <= 24; ++hour) {
        hand.call("control", &Mechanism::take_control);
        const double contest = 0.75 * (1 - std::exp(-hour / 5.0));
        EXPECT_NEAR(hand.state.field(Field::city_contest)[0], contest, 1e-12);
        EXPECT_EQ(hand.state.tally(Tally::city_lost)[0], contest > 0.55 ? 1 : 0) << hour;
    }
    EXPECT_EQ(lost_of(hand), 0);  // lost by its streets alone
    // Units that went over decide it whoever is in the street; without them it comes back.
    const double before = hand.state.field(Field::city_contest)[0];
    hand.state.tally(Tally::crowd_peaceful)[0] = 0;
    hand.state.tally(Tally::fallen)[0] = 1;
    hand.call("control", &Mechanism::take_control);
    EXPECT_NEAR(hand.state.field(Field::city_contest)[0], 1 + (before - 1) * std::exp(-0.2), 1e-12);
    hand.state.tally(Tally::fallen)[0] = 0;
    for (int hour = 0; hour < 5; ++hour) {
        hand.call("control", &Mechanism::take_control);
    }
    EXPECT_LT(hand.state.field(Field::city_contest)[0], 0.55);
    EXPECT_EQ(hand.state.tally(Tally::city_lost)[0], 0);
}

TEST(Control, MembersWhoWentOverAttackWithTheArmed) {
    const Model model = make_model(guarded_site());
    Values values = for_sure(0);
    values.emplace_back("control.armed_weight", 10);
    for (const int gone_over : {19, 21}) {  // .5 x 10 for each, against a garrison of 100 all on duty
        HandTick hand(model, make_values(model, values), make_run_key(53, Purpose::simulate, 0, 9, 0));
        set_members(hand, 0, 120, 0, 0, 0);
        set_members(hand, 2, 80, 0, 0, 0);
        set_members(hand, 1, 0, 0, 0, gone_over);
        hand.call("control", &Mechanism::take_control);
        EXPECT_EQ(lost_of(hand), gone_over > 20 ? 1 : 0);
    }
}

}  // namespace
}  // namespace upsurge::tests
