// Laws of cliques: gate h (cliques that never act are no cliques), when they act, what they do, the purge.
#include <gtest/gtest.h>

#include <cmath>

#include "engines/row_engine.h"
#include "hand_tick.h"
#include "mechanisms/purge.h"
#include "mechanisms/registry.h"

namespace upsurge::tests {
namespace {

using Values = std::vector<std::pair<std::string, double>>;

/// Two towns of clandestine networks; a clique at the first that commands its police.
HandModel two_towns() {
    HandModel hand;
    hand.people = {1'000'000, 1'000'000};
    hand.clandestine = true;
    hand.mechanisms = {"forced_actions", "elites"};
    hand.switches = {{"elites.activation", "at_hour"}};
    Clique clique;
    clique.id = "clique";
    clique.leaves = {0};
    clique.services = {Service::police};
    hand.cliques = {clique};
    return hand;
}

Facility facility_at(const char* id, int leaf, Service guarded_by) {
    Facility facility;
    facility.id = id;
    facility.leaf = leaf;
    facility.garrison = 10;
    facility.guarded_by = guarded_by;
    return facility;
}

RunKey key_of(int run) {
    return make_run_key(47, Purpose::simulate, 0, run, 0);
}

RowEngine engine_of(const Model& model, const Values& values, int run = 0) {
    return RowEngine(model, make_values(model, values), key_of(run), VectorPath::portable);
}

std::int64_t in_street(const RowEngine& engine, int place) {
    return engine.state().tally(Tally::crowd_peaceful)[static_cast<std::size_t>(place)];
}

TEST(Cliques, ThatNeverActAreNone) {  // gate h
    HandModel hand = two_towns();
    hand.people = {400'000, 900'000};
    hand.hardship_cuts = {0.95, 0.998};
    hand.ticks = 72;
    for (int i = 0; i < 4; ++i) {
        Unit unit;
        unit.id = "unit" + std::to_string(i);
        unit.home = i % 2;
        unit.heads = 400;
        unit.clique = i < 2 ? 0 : -1;
        hand.units.push_back(unit);
    }
    hand.facilities = {facility_at("hall", 0, Service::police), facility_at("station", 1, Service::police)};
    hand.mechanisms.clear();
    for (const Mechanism* mechanism : all_mechanisms()) {
        hand.mechanisms.emplace_back(mechanism->name);
    }
    const auto run_of = [&](bool is_on, const char* activation, const char* orders, const Values& values) {
        HandModel changed = hand;
        std::erase_if(changed.mechanisms,
                      [&](const std::string& name) { return name == "elites" && !is_on; });
        changed.switches = {{"elites.activation", activation}, {"elites.orders", orders}};
        Model model = make_model(changed);
        model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
        model.schedule.push_back(at_hour(model, ScheduleKind::price, 5, 150));
        model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 500));
        model.schedule.push_back(at_hour(model, ScheduleKind::purge, 40));
        return run_rows(model, make_values(model, values), key_of(1), VectorPath::portable).hash;
    };
    const Values busy = {{"elites.activation_hour", 10}, {"elites.activation_rate", 10},
                         {"elites.cost", 0.01},          {"elites.distribution_rate", 50},
                         {"elites.seeding_rate", 0.1},   {"elites.reward", 0.9},
                         {"elites.order_rate", 5},       {"elites.split_size", 1}};
    const std::uint64_t off = run_of(false, "at_hour", "on", busy);
    EXPECT_EQ(run_of(true, "off", "on", busy), off);
    EXPECT_EQ(run_of(true, "off", "off", {}), run_of(false, "off", "on", {}));
    EXPECT_NE(run_of(true, "at_hour", "on", busy), off);
    EXPECT_NE(run_of(true, "by_turnout", "on", busy), off);
}

TEST(Cliques, ActAtTheirHour) {
    HandModel hand = two_towns();
    hand.cliques.push_back(hand.cliques[0]);
    hand.cliques[1].id = "other";
    const Model model = make_model(hand);
    RowEngine engine = engine_of(model, {{"elites.activation_hour", 7.5}, {"elites.split_size", 0.6}});
    for (int hour = 0; hour < 12; ++hour) {
        engine.step();
        EXPECT_EQ(engine.state().numbers(CliqueNumber::active)[1], hour >= 8 ? 1 : 0) << hour;
        EXPECT_EQ(engine.state().numbers(CliqueNumber::active_hours)[1], std::max(0, hour - 8)) << hour;
        EXPECT_EQ(engine.state().national(National::split), hour >= 8 ? 0.6 : 0) << hour;
    }
    ASSERT_EQ(engine.decisions().size(), 2U);
    EXPECT_EQ(engine.decisions()[1].actor, "other");
    EXPECT_EQ(engine.decisions()[1].action, "activation");
    EXPECT_EQ(engine.decisions()[1].step, 8);
}

TEST(Cliques, ActByTurnoutAtTheirRateOnceTheRegimeLooksWeak) {
    HandModel hand = two_towns();
    hand.switches = {{"elites.activation", "by_turnout"}};
    hand.mechanisms = {"information", "elites"};
    const Model model = make_model(hand);
    // Precise private knowledge: those act who see a strength below 1 - cost share (.86 here).
    const Values values = {{"elites.precision_private", 1000},
                           {"elites.precision_public", 0.01},
                           {"elites.cost", 0.2},
                           {"elites.reward", 0.3},
                           {"elites.activation_rate", 0.1},
                           {"loyalty.strength", 1.2},
                           {"loyalty.crowd_effect", 0.1},
                           {"loyalty.crowd_scale", 100},
                           {"information.report_hours", 0}};
    const int runs = 2000;
    for (const double crowd : {0.0, 100'000.0}) {
        int acted = 0;
        for (int run = 0; run < runs; ++run) {
            HandTick hand_tick(model, make_values(model, values), key_of(run));
            hand_tick.call("elites", &Mechanism::start);
            hand_tick.state.field(Field::reported_crowd)[0] = crowd;
            for (int hour = 0; hour < 5; ++hour) {
                hand_tick.tick.tick = hour;
                hand_tick.call("elites", &Mechanism::decide);
            }
            acted += hand_tick.state.numbers(CliqueNumber::active)[0] != 0 ? 1 : 0;
        }
        // strength 1.2 or 0.51, a dozen standard deviations of the noise (.03) on either side of .86.
        // Binomial: standard error .011; five of them, false alarms below 1e-6.
        EXPECT_NEAR(acted / static_cast<double>(runs), crowd > 0 ? 1 - std::exp(-0.5) : 0.0,
                    crowd > 0 ? 0.055 : 0.0);
    }
}

TEST(Cliques, OrderTheirGarrisonsAsideAndAPurgeEndsIt) {
    HandModel hand = two_towns();
    hand.cliques.push_back(hand.cliques[0]);
    hand.cliques[1].id = "other";
    hand.cliques[1].leaves = {1};
    hand.facilities = {facility_at("hall", 0, Service::police), facility_at("barracks", 0, Service::army),
                       facility_at("station", 1, Service::police), facility_at("lost", 0, Service::police)};
    const Model model = make_model(hand);
    HandTick hand_tick(model,
                       make_values(model, {{"elites.activation_hour", 0},
                                           {"elites.order_rate", 1e9},
                                           {"elites.split_size", 0.5},
                                           {"elites.purge_shock", 0.2},
                                           {"elites.purge_shock_hours", 12},
                                           {"elites.distribution_rate", 30}}),
                       key_of(0));
    const auto aside = hand_tick.state.column(FacilityColumn::aside);
    hand_tick.state.column(FacilityColumn::lost)[3] = 1;
    hand_tick.call("elites", &Mechanism::decide);
    EXPECT_EQ(aside[0], 1);
    EXPECT_EQ(aside[1], 0) << "another service's garrison obeyed";
    EXPECT_EQ(aside[2], 1);
    EXPECT_EQ(aside[3], 0) << "a lost facility was told to stand aside";
    EXPECT_EQ(hand_tick.state.national(National::split), 0.5);
    EXPECT_EQ(hand_tick.derived.distribution_per_hour[0], 30);
    EXPECT_EQ(hand_tick.derived.clique_active_at[0], 1);

    hand_tick.state.national(National::hours_since_purge) = 99;
    EXPECT_TRUE(purge_clique(hand_tick.tick));
    EXPECT_EQ(hand_tick.state.numbers(CliqueNumber::active)[0], 0);
    EXPECT_EQ(hand_tick.state.numbers(CliqueNumber::purged)[0], 1);
    EXPECT_EQ(hand_tick.state.numbers(CliqueNumber::active)[1], 1) << "only the first clique is purged";
    EXPECT_EQ(aside[0], 0);
    EXPECT_EQ(aside[2], 1);
    EXPECT_DOUBLE_EQ(hand_tick.state.national(National::split), 0.5 * 0.5 + 0.2);
    EXPECT_EQ(hand_tick.state.national(National::purges), 1);
    EXPECT_EQ(hand_tick.state.national(National::hours_since_purge), 0);
    EXPECT_EQ(hand_tick.derived.distribution_per_hour[0], 0);
    EXPECT_EQ(hand_tick.derived.distribution_per_hour[1], 30);
    EXPECT_EQ(hand_tick.derived.clique_active_at[0], 0);
    EXPECT_EQ(hand_tick.decisions.back().actor, "government");
    EXPECT_EQ(hand_tick.decisions.back().action, "purge");
    EXPECT_EQ(hand_tick.decisions.back().whom, "clique");

    hand_tick.tick.tick = 1;
    hand_tick.call("elites", &Mechanism::decide);
    EXPECT_EQ(hand_tick.state.numbers(CliqueNumber::active)[0], 0) << "a purged clique acted again";
    EXPECT_NEAR(hand_tick.state.national(National::split), 0.25 + 0.2 * std::exp(-1 / 12.0), 1e-12);
    EXPECT_TRUE(purge_clique(hand_tick.tick));
    EXPECT_FALSE(purge_clique(hand_tick.tick));
    EXPECT_EQ(hand_tick.state.national(National::purges), 2);
}

TEST(Cliques, SendOutTheirClientsAtTheirPlaces) {
    const Model model = make_model(two_towns());
    RowEngine engine = engine_of(model, {{"elites.activation_hour", 3}, {"elites.seeding_rate", 0.2}});
    for (int hour = 0; hour < 3; ++hour) {
        engine.step();
    }
    EXPECT_EQ(in_street(engine, 0), 0);
    engine.step();
    // Binomial: standard error of the share .0004; five of them, false alarms below 1e-6.
    EXPECT_NEAR(static_cast<double>(in_street(engine, 0)) / 1e6, 1 - std::exp(-0.2), 0.002);
    EXPECT_EQ(in_street(engine, 1), 0);

    HandModel others = two_towns();
    others.clandestine = false;
    const Model plain = make_model(others);
    RowEngine quiet = engine_of(plain, {{"elites.activation_hour", 0}, {"elites.seeding_rate", 0.2}});
    quiet.step();
    EXPECT_EQ(in_street(quiet, 0), 0);
}

}  // namespace
}  // namespace upsurge::tests
