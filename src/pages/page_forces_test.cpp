/// Facilities and services on the page, against a few runs counted by hand.
#include "pages/page_forces.h"

#include <gtest/gtest.h>

#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

/// The tutorial with two facilities, two units and four runs.
struct Hand {
    Model model;
    RunTables tables;
};

Hand by_hand() {
    Hand hand;
    const auto read = read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town");
    EXPECT_TRUE(read);
    hand.model = read->model;
    hand.model.facilities.clear();
    hand.model.facilities.resize(2);
    hand.model.facilities[0].id = "hall";
    hand.model.facilities[0].name = "Town hall";
    hand.model.facilities[0].critical = true;
    hand.model.facilities[1].id = "depot";
    hand.model.units.clear();
    hand.model.units.resize(3);
    hand.model.units[0].heads = 100;
    hand.model.units[1].heads = 50;
    hand.model.units[2].service = Service::army;
    hand.model.units[2].heads = 800;
    hand.tables.runs = {10, 11, 12, 13};
    hand.tables.outcomes.resize(4);
    hand.tables.losses.emplace();
    hand.tables.services.emplace();
    return hand;
}

TEST(PageForces, AFacilityHasItsRunsAndItsFirstHours) {
    Hand hand = by_hand();
    hand.tables.losses = {{10, 0, 3}, {12, 0, 5}, {13, 0, 9}};
    const double hours = hand.model.clock.tick_hours;
    const Json all = facilities_json(hand.model, hand.tables);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0]["name"], "Town hall");
    EXPECT_EQ(all[0]["critical"], true);
    EXPECT_EQ(all[0]["fell"]["runs"], 3);
    EXPECT_EQ(all[0]["fell"]["share"], 0.75);
    EXPECT_EQ(all[0]["first_hours"]["q50"], 6 * hours) << "the end of the tick";
    EXPECT_EQ(all[1]["fell"]["runs"], 0);
    EXPECT_TRUE(all[1]["first_hours"].is_null());
    hand.tables.losses.reset();
    EXPECT_TRUE(facilities_json(hand.model, hand.tables).is_null())
        << "a study without the table says nothing";
}

TEST(PageForces, AServiceHasItsMembersOverTime) {
    Hand hand = by_hand();
    EXPECT_TRUE(services_json(hand.model, hand.tables).empty()) << "no run has any";
    hand.tables.services = {{10, 2, Service::police, {30, 0, 0}},
                            {10, 4, Service::police, {0, 0, 0}},
                            {13, 6, Service::police, {60, 0, 7}},
                            {13, 6, Service::guard, {5, 0, 0}}};
    const Json all = services_json(hand.model, hand.tables);
    ASSERT_EQ(all.size(), 1u) << "no unit of the guard is listed, and the army never stood aside";
    EXPECT_EQ(all[0]["service"], "police");
    EXPECT_EQ(all[0]["members"], 150);
    ASSERT_EQ(all[0]["states"].size(), 2u) << "standing aside and captured";
    const Json& aside = all[0]["states"][0];
    EXPECT_EQ(aside["state"], "standing_aside");
    EXPECT_EQ(aside["any"]["runs"], 2);
    EXPECT_EQ(aside["most"]["q50"], 45) << "between 30 and 60";
    EXPECT_EQ(aside["first_hours"]["q50"], 5 * hand.model.clock.tick_hours) << "between 3 and 7 ticks";
    EXPECT_EQ(aside["series"]["mean"][1], 0);
    EXPECT_EQ(aside["series"]["mean"][2], 7.5);
    EXPECT_EQ(aside["series"]["mean"][4], 0);
    EXPECT_EQ(aside["series"]["mean"].back(), 15) << "it lasts until the next row";
    EXPECT_EQ(aside["series"]["mean"].size(), static_cast<std::size_t>(hand.model.clock.ticks()));
    EXPECT_EQ(all[0]["states"][1]["state"], "captured");
    hand.tables.services.reset();
    EXPECT_TRUE(services_json(hand.model, hand.tables).is_null());
}

TEST(PageForces, ActorsHaveTheScenariosNames) {
    Hand hand = by_hand();
    Clique clique;
    clique.id = "south";
    clique.name = "A clique in the south";
    hand.model.cliques = {clique};
    Power power;
    power.id = "neighbour";
    power.name = "The neighbour";
    hand.model.powers = {power};
    const Json names = actors_json(hand.model);
    EXPECT_EQ(names["south"], "A clique in the south");
    EXPECT_EQ(names["neighbour"], "The neighbour");
    EXPECT_EQ(names.size(), 2u);
}

}  // namespace
}  // namespace upsurge
