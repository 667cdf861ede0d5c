// Laws of weapons: each source at its rate, nobody armed without a weapon, no weapon lost or made.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

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

}  // namespace
}  // namespace upsurge::tests
