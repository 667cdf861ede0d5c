// Laws of weapons: each source at its rate, nobody armed without a weapon, no weapon lost or made.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engines/history.h"
#include "engines/row_engine.h"
#include "hand_model.h"

namespace upsurge::tests {
namespace {

using Values = std::vector<std::pair<std::string, double>>;

/// No source runs and nobody takes or drops a weapon; tests switch on what they look at.
Values still() {
    return {{"arming.loot_rate", 0},   {"arming.own_gun_rate", 0},
            {"arming.arm_violent", 0}, {"arming.arm_peaceful", 0},
            {"arming.arm_client", 0},  {"arming.drop_rate", 0},
            {"arming.search_rate", 0}, {"arming.households_per_thousand", 0}};
}

Values still_but(const Values& changes) {
    Values values = still();
    values.insert(values.end(), changes.begin(), changes.end());
    return values;
}

HandModel town() {
    HandModel hand;
    hand.people = {1'000'000};
    hand.mechanisms = {"arming"};
    return hand;
}

RowEngine engine_of(const Model& model, const Values& values, int run = 0) {
    return RowEngine(model, make_values(model, values), make_run_key(52, Purpose::simulate, 0, run, 0),
                     VectorPath::portable);
}

void change(RowEngine& engine, const std::function<void(State&)>& edit) {
    State state = engine.state();
    edit(state);
    engine.set_state(state, engine.tick());
}

std::int32_t& people(const Model& model, State& state, PersonState what) {
    return state.counts()[model.layout.block(0, 0, what)];
}

void send_out(const Model& model, State& state, PersonState what, std::int32_t number) {
    people(model, state, PersonState::at_home) -= number;
    people(model, state, what) += number;
}

std::int64_t weapons(const RowEngine& engine, Holding holding) {
    std::int64_t sum = 0;
    for (int type = 0; type < weapon_type_count; ++type) {
        sum += engine.state().weapons(static_cast<WeaponType>(type), holding)[0];
    }
    return sum;
}

std::int64_t armed(const Model& model, const RowEngine& engine) {
    State state = engine.state();
    return people(model, state, PersonState::armed);
}

// Shares of 100,000 have a standard error of at most .0016: five of them, false alarms below 1e-6.
constexpr double margin = 0.008;

TEST(Arming, NobodyIsArmedWithoutAWeapon) {  // gate e
    const Model model = make_model(town());
    RowEngine engine = engine_of(model, {{"arming.households_per_thousand", 0},
                                         {"arming.loot_rate", 10},
                                         {"arming.own_gun_rate", 10},
                                         {"arming.arm_violent", 10},
                                         {"arming.arm_peaceful", 10}});
    change(engine, [&](State& state) {
        send_out(model, state, PersonState::violent, 50'000);
        send_out(model, state, PersonState::peaceful, 50'000);
    });
    for (int hour = 0; hour < 24; ++hour) {
        engine.step();
        ASSERT_EQ(armed(model, engine), 0);
    }
    EXPECT_EQ(engine.broken_invariant(), "");
}

TEST(Arming, ShopsAndHouseholdsGiveWayAtTheirRates) {
    const Model model = make_model(town());
    RowEngine engine = engine_of(
        model,
        still_but({{"arming.loot_rate", 1}, {"arming.loot_crowd_half", 300}, {"arming.own_gun_rate", 0.4}}));
    change(engine, [&](State& state) {
        send_out(model, state, PersonState::violent, 100);
        state.weapons(WeaponType::hunting, Holding::shop)[0] = 100'000;
        state.weapons(WeaponType::pistol, Holding::household)[0] = 100'000;
    });
    engine.step();
    const auto looted = engine.state().taken(WeaponType::hunting, WeaponSource::loot)[0];
    const auto own = engine.state().taken(WeaponType::pistol, WeaponSource::own_guns)[0];
    EXPECT_NEAR(looted / 1e5, 1 - std::exp(-0.25), margin);
    EXPECT_NEAR(own / 1e5, 1 - std::exp(-0.1), margin);
    EXPECT_EQ(weapons(engine, Holding::loose), looted + own);
    EXPECT_EQ(weapons(engine, Holding::shop), 100'000 - looted);
    EXPECT_EQ(weapons(engine, Holding::household), 100'000 - own);
}

TEST(Arming, PeopleTakeWhatIsThereAtTheirRatesAndNoMore) {
    const Model model = make_model(town());
    for (const std::int32_t there : {500'000, 1000}) {
        RowEngine engine =
            engine_of(model, still_but({{"arming.arm_violent", 0.5}, {"arming.arm_peaceful", 0.1}}));
        change(engine, [&](State& state) {
            send_out(model, state, PersonState::violent, 100'000);
            send_out(model, state, PersonState::peaceful, 100'000);
            state.weapons(WeaponType::hunting, Holding::loose)[0] = there / 2;
            state.weapons(WeaponType::other, Holding::loose)[0] = there / 2;
        });
        engine.step();
        State after = engine.state();
        const double from_violent = 1e5 - people(model, after, PersonState::violent);
        const double from_peaceful = 1e5 - people(model, after, PersonState::peaceful);
        EXPECT_EQ(armed(model, engine), from_violent + from_peaceful);
        EXPECT_EQ(weapons(engine, Holding::held), armed(model, engine));
        EXPECT_EQ(weapons(engine, Holding::loose) + weapons(engine, Holding::held), there);
        if (there > 200'000) {
            EXPECT_NEAR(from_violent / 1e5, 1 - std::exp(-0.5), margin);
            EXPECT_NEAR(from_peaceful / 1e5, 1 - std::exp(-0.1), margin);
        } else {
            EXPECT_EQ(armed(model, engine), there);
            // In proportion to those who wanted: .8053 violent, standard error .0125; five of them.
            const double violent_want = 1 - std::exp(-0.5);
            EXPECT_NEAR(from_violent / there, violent_want / (violent_want + 1 - std::exp(-0.1)), 0.063);
        }
    }
}

TEST(Arming, DroppedWeaponsAreHiddenAndFound) {
    HandModel hand = town();
    hand.mechanisms = {"policing", "arming"};
    Model model = make_model(hand);
    RowEngine engine = engine_of(model, still_but({{"arming.drop_rate", 0.5}}));
    change(engine, [&](State& state) {
        send_out(model, state, PersonState::armed, 100'000);
        state.weapons(WeaponType::hunting, Holding::held)[0] = 100'000;
    });
    engine.step();
    EXPECT_NEAR(static_cast<double>(armed(model, engine)) / 1e5, std::exp(-0.5), margin);
    EXPECT_EQ(weapons(engine, Holding::held), armed(model, engine));
    EXPECT_EQ(weapons(engine, Holding::hidden), 100'000 - armed(model, engine));

    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 100));
    RowEngine searched = engine_of(model, still_but({{"arming.search_rate", 0.2}}));
    change(searched, [&](State& state) {
        state.weapons(WeaponType::hunting, Holding::hidden)[0] = 100'000;
        state.weapons(WeaponType::pistol, Holding::loose)[0] = 100'000;
    });
    searched.step();
    // With no crowd the officers rule the street.
    EXPECT_NEAR(static_cast<double>(weapons(searched, Holding::hidden)) / 1e5, std::exp(-0.2), margin);
    EXPECT_NEAR(static_cast<double>(weapons(searched, Holding::loose)) / 1e5, std::exp(-0.2), margin);
    EXPECT_EQ(weapons(searched, Holding::recovered),
              200'000 - weapons(searched, Holding::hidden) - weapons(searched, Holding::loose));
}

TEST(Arming, CliquesHandOutTheirCachesAtTheirRateUntilEmpty) {
    HandModel hand = town();
    hand.mechanisms = {"elites", "arming"};
    hand.switches = {{"elites.activation", "at_hour"}};
    Clique clique;
    clique.id = "clique";
    clique.leaves = {0};
    clique.cache[0] = 30;
    clique.cache[2] = 20;
    hand.cliques = {clique};
    const Model model = make_model(hand);
    RowEngine engine =
        engine_of(model, still_but({{"elites.activation_hour", 0}, {"elites.distribution_rate", 7.5}}));
    std::int64_t before = 0;
    for (int hour = 0; hour < 12; ++hour) {
        engine.step();
        const std::int64_t out = weapons(engine, Holding::loose);
        if (out < 50) {
            EXPECT_TRUE(out - before == 7 || out - before == 8) << hour;
        }
        EXPECT_EQ(out + weapons(engine, Holding::clique), 50);
        before = out;
    }
    EXPECT_EQ(before, 50);
    EXPECT_EQ(engine.state().taken(WeaponType::hunting, WeaponSource::distribution)[0], 30);
    EXPECT_EQ(engine.state().taken(WeaponType::pistol, WeaponSource::distribution)[0], 20);
    EXPECT_EQ(engine.broken_invariant(), "");
}

TEST(Arming, WeaponsComeInAtTheirRateWhileThereAreAny) {
    HandModel hand = town();
    hand.mechanisms = {"infiltration", "arming"};
    hand.switches = {{"infiltration.entry", "on"}};
    Power rival;
    rival.side = PowerSide::rival;
    rival.weapons[1] = 40;
    hand.powers = {rival};
    const Model model = make_model(hand);
    RowEngine engine =
        engine_of(model, still_but({{"infiltration.entry_hour", 3}, {"infiltration.inflow_rate", 6.25}}));
    std::int64_t before = 0;
    for (int hour = 0; hour < 12; ++hour) {
        engine.step();
        const std::int64_t in = engine.state().taken(WeaponType::service_rifle, WeaponSource::inflow)[0];
        if (hour < 3) {
            EXPECT_EQ(in, 0) << hour;
        } else if (in < 40) {
            EXPECT_TRUE(in - before == 6 || in - before == 7) << hour;
        }
        EXPECT_EQ(weapons(engine, Holding::loose), in);
        EXPECT_EQ(weapons(engine, Holding::abroad), 40 - in);
        before = in;
    }
    EXPECT_EQ(before, 40);
}

TEST(Arming, ClientsTakeUpWeaponsWhereTheirCliqueIsActive) {
    HandModel hand = town();
    hand.people = {100'000, 100'000};
    hand.mechanisms = {"elites", "arming"};
    hand.switches = {{"elites.activation", "at_hour"}};
    Clique clique;
    clique.id = "clique";
    clique.leaves = {0};
    hand.cliques = {clique};
    for (const bool clandestine : {true, false}) {
        hand.clandestine = clandestine;
        const Model model = make_model(hand);
        RowEngine engine = engine_of(model, still_but({{"elites.activation_hour", 1},
                                                       {"elites.distribution_rate", 0},
                                                       {"elites.seeding_rate", 0},
                                                       {"arming.arm_client", 0.2}}));
        change(engine, [&](State& state) {
            for (const std::size_t place : {0, 1}) {
                state.weapons(WeaponType::pistol, Holding::loose)[place] = 100'000;
            }
        });
        engine.step();  // not active yet
        EXPECT_EQ(armed(model, engine), 0);
        engine.step();
        EXPECT_NEAR(static_cast<double>(armed(model, engine)) / 1e5, clandestine ? 1 - std::exp(-0.2) : 0.0,
                    clandestine ? margin : 0.0);
        State after = engine.state();  // the clique is not at the other place
        EXPECT_EQ(after.counts()[model.layout.block(1, 0, PersonState::armed)], 0);
    }
}

TEST(Arming, ShopsAreOpenFromTheContestThatLootingNeeds) {
    HandModel hand = town();
    const auto looted = [&hand](double contest) {
        const Model model = make_model(hand);
        RowEngine engine = engine_of(model, still_but({{"arming.loot_rate", 1},
                                                       {"arming.loot_crowd_half", 100},
                                                       {"arming.own_gun_rate", 1},
                                                       {"arming.loot_contest", 0.3}}));
        change(engine, [&](State& state) {
            send_out(model, state, PersonState::violent, 100);
            state.field(Field::city_contest)[0] = contest;
            state.weapons(WeaponType::hunting, Holding::shop)[0] = 1000;
            state.weapons(WeaponType::hunting, Holding::household)[0] = 1000;
        });
        engine.step();
        EXPECT_GT(engine.state().taken(WeaponType::hunting, WeaponSource::own_guns)[0], 0);
        return engine.state().taken(WeaponType::hunting, WeaponSource::loot)[0];
    };
    EXPECT_GT(looted(0), 0);  // nobody controls anything
    hand.mechanisms = {"arming", "control"};
    EXPECT_EQ(looted(0.29), 0);
    EXPECT_GT(looted(0.3), 0);
}

TEST(Arming, TheResidualIsWhatCliquesAndAbroadSent) {
    // All six sources run at two places; weapons are dropped, hidden, found and seized.
    HandModel hand = town();
    hand.people = {300'000, 200'000};
    hand.mechanisms = {"elites", "infiltration", "loyalty", "policing", "arming", "clashes", "control"};
    hand.switches = {{"elites.activation", "at_hour"}, {"infiltration.entry", "on"}};
    hand.ticks = 48;
    Clique clique;
    clique.id = "clique";
    clique.leaves = {0, 1};
    clique.cache = {60, 40, 50, 0};
    hand.cliques = {clique};
    Power rival;
    rival.side = PowerSide::rival;
    rival.weapons = {0, 80, 0, 70};
    hand.powers = {rival};
    for (const int place : {0, 1}) {
        Unit unit;
        unit.id = "unit" + std::to_string(place);
        unit.home = place;
        unit.heads = 200;
        unit.weapons[1] = 300;
        hand.units.push_back(unit);
        Facility facility;
        facility.id = "site" + std::to_string(place);
        facility.leaf = place;
        facility.garrison = 50;
        facility.weapons[1] = 100;
        hand.facilities.push_back(facility);
    }
    Model model = make_model(hand);
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 100));
    model.schedule.push_back(at_hour(model, ScheduleKind::policing, -10));
    model.schedule.back().policing = Policing::fire;
    const Values values = {{"elites.activation_hour", 5},
                           {"elites.distribution_rate", 3.7},
                           {"infiltration.entry_hour", 2},
                           {"infiltration.inflow_rate", 4.3},
                           {"arming.households_per_thousand", 5},
                           {"arming.own_gun_rate", 0.01},
                           {"arming.arm_violent", 0.2},
                           {"arming.drop_rate", 0.1},
                           {"arming.search_rate", 0.1},
                           {"arming.loot_contest", 0},
                           {"control.fall_rate", 2},
                           {"control.capture_share", 0.5},
                           {"clashes.aim_armed", 0.02},
                           {"policing.arrest_rate", 0.01}};
    RowEngine engine = engine_of(model, values);
    change(engine, [&](State& state) {
        for (const int place : {0, 1}) {
            state.counts()[model.layout.block(place, 0, PersonState::at_home)] -= 3000;
            state.counts()[model.layout.block(place, 0, PersonState::violent)] += 3000;
            state.weapons(WeaponType::hunting, Holding::shop)[static_cast<std::size_t>(place)] = 200;
        }
    });
    History history(hand.ticks, static_cast<int>(model.places.size()));
    for (int tick = 0; tick < hand.ticks; ++tick) {
        engine.step();
        engine.observe(history);
        const auto country = [&](Observable what) { return history.at(tick, 0, what); };
        ASSERT_EQ(country(Observable::arming_residual),
                  country(Observable::weapons_distributed) + country(Observable::weapons_inflow))
            << tick;
    }
    for (const Observable source :
         {Observable::weapons_looted, Observable::weapons_stormed, Observable::weapons_surrendered,
          Observable::weapons_own, Observable::weapons_distributed, Observable::weapons_inflow,
          Observable::weapons_hidden, Observable::weapons_recovered}) {
        EXPECT_GT(history.at(hand.ticks - 1, 0, source), 0)
            << observable_descriptions[static_cast<std::size_t>(source)].id;
    }
    EXPECT_EQ(history.at(hand.ticks - 1, 0, Observable::arming_residual), 300);  // all of it, by then
}

}  // namespace
}  // namespace upsurge::tests
