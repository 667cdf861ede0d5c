// Laws of outside powers and of entry from abroad: the council, troops, rivals, people who come in (E3).
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "engines/row_engine.h"
#include "hand_tick.h"
#include "mechanisms/registry.h"
#include "numbers/elementary.h"

namespace upsurge::tests {
namespace {

using Values = std::vector<std::pair<std::string, double>>;

Power ally_of(const char* id, double benefit, double cost, double reputation, int troops) {
    Power power;
    power.id = id;
    power.benefit = benefit;
    power.cost = cost;
    power.reputation = reputation;
    power.troops = troops;
    return power;
}

HandModel alliance() {
    HandModel hand;
    hand.people = {100'000, 100'000, 100'000};
    hand.mechanisms = {"forced_actions", "outside_powers"};
    hand.powers = {ally_of("first", 1, 0.3, 0, 2000), ally_of("second", 0.8, 0.2, 0.1, 501)};
    return hand;
}

RunKey key_of(int run) {
    return make_run_key(53, Purpose::simulate, 0, run, 0);
}

RowEngine engine_of(const Model& model, const Values& values, int run = 0) {
    return RowEngine(model, make_values(model, values), key_of(run), VectorPath::portable);
}

/// The government asks now.
void ask(RowEngine& engine) {
    State state = engine.state();
    state.national(National::requested) = 1;
    engine.set_state(state, engine.tick());
}

constexpr double certain = 1e-3;  // a narrow vote: allies with anything to gain assent

TEST(Council, EveryAllyHasToAssent) {
    const Model model = make_model(alliance());
    const Values values = {{"outside_powers.vote_width", 0.1}, {"outside_powers.help_gain", 0.6}};
    const double strength = 0.45;
    const ParameterValues drawn = make_values(model, values);
    const double s = logistic((strength - 0.5) / 0.2);
    const double first = logistic((1.0 * (1 - s) * 0.6 - 0.3) / 0.1);
    const double second = logistic((0.8 * (1 - s) * 0.6 - 0.2 - 0.1) / 0.1);
    const int runs = 40'000;
    std::array<int, 3> assents{};
    for (int run = 0; run < runs; ++run) {
        HandTick hand_tick(model, drawn, key_of(run));
        State& state = hand_tick.state;
        state.national(National::regime_strength) = strength;
        state.national(National::requested) = 1;
        state.national(National::council_hours) = 0.5;
        hand_tick.call("outside_powers", &Mechanism::decide);
        assents[0] += state.numbers(PowerNumber::assent)[0] != 0 ? 1 : 0;
        assents[1] += state.numbers(PowerNumber::assent)[1] != 0 ? 1 : 0;
        const bool given = state.national(National::guarantee) != 0;
        assents[2] += given ? 1 : 0;
        EXPECT_EQ(state.national(National::council_refusals), given ? 0 : 1);
        EXPECT_EQ(state.national(National::requested), given ? 0 : 1);
        EXPECT_EQ(state.national(National::request_hours), 0);
        ASSERT_EQ(hand_tick.decisions.size(), 3U);
        EXPECT_EQ(hand_tick.decisions[2].action, given ? "guarantee" : "refusal");
    }
    // Binomial: standard error at most .0025; five of them, false alarms below 2e-6.
    EXPECT_NEAR(assents[0] / static_cast<double>(runs), first, 0.0125);
    EXPECT_NEAR(assents[1] / static_cast<double>(runs), second, 0.0125);
    EXPECT_NEAR(assents[2] / static_cast<double>(runs), first * second, 0.0125);
}

TEST(Council, MeetsAfterItsLag) {
    const Model model = make_model(alliance());
    const ParameterValues drawn = make_values(model, {{"outside_powers.council_median", 8},
                                                      {"outside_powers.council_spread", 0.5},
                                                      {"outside_powers.delay_hours", 3},
                                                      {"outside_powers.vote_width", certain}});
    const int runs = 4000;
    int early = 0;
    for (int run = 0; run < runs; ++run) {
        HandTick hand_tick(model, drawn, key_of(run));
        State& state = hand_tick.state;
        state.national(National::requested) = 1;
        hand_tick.call("outside_powers", &Mechanism::decide);
        const double lag = state.national(National::council_hours);
        early += lag < 11 ? 1 : 0;
        if (run < 50) {
            int hours = 0;
            while (state.national(National::guarantee) == 0) {
                hand_tick.tick.tick = ++hours;
                hand_tick.call("outside_powers", &Mechanism::decide);
            }
            EXPECT_EQ(hours, std::ceil(lag));
        }
    }
    // Half of the lags are below median + delay. Standard error .008; five of them, false alarms below 1e-6.
    EXPECT_NEAR(early / static_cast<double>(runs), 0.5, 0.04);
}

TEST(Guarantee, RefusingItChangesNothingBeforeItsAnnouncement) {
    HandModel hand = alliance();
    Unit unit;
    unit.id = "police";
    unit.home = 0;
    unit.heads = 1000;
    hand.units = {unit};
    hand.mechanisms.clear();
    for (const Mechanism* mechanism : all_mechanisms()) {
        hand.mechanisms.emplace_back(mechanism->name);
    }
    hand.ticks = 96;
    const auto model_of = [&](const char* option) {
        HandModel changed = hand;
        changed.switches = {{"outside_powers.guarantee", option}};
        Model model = make_model(changed);
        model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
        model.schedule.push_back(at_hour(model, ScheduleKind::price, 5, 150));
        model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 800));
        return model;
    };
    const Model decided = model_of("decided");
    const Model refused = model_of("refused");
    // A regime weak enough for its allies to gain by helping.
    const Values values = {{"outside_powers.vote_width", certain},
                           {"outside_powers.council_median", 20},
                           {"loyalty.strength", 0.3}};
    RowEngine a = engine_of(decided, values);
    RowEngine b = engine_of(refused, values);
    int announced = -1;
    while (a.tick() < hand.ticks) {
        if (a.tick() == 10) {
            ask(a);
            ask(b);
        }
        a.step();
        b.step();
        if (announced < 0 && a.state().national(National::guarantee) != 0) {
            announced = a.tick();
        }
        EXPECT_EQ(b.state().national(National::guarantee), 0);
        if (announced < 0) {
            ASSERT_EQ(a.hash(), b.hash()) << "tick " << a.tick();
        }
    }
    EXPECT_GT(announced, 15);
    EXPECT_NE(a.hash(), b.hash());
    EXPECT_GE(b.state().national(National::council_refusals), 1);
}

TEST(Guarantee, BringsTroopsAfterAWhileAndEndsWhenTheThreatIsLow) {
    const Model model = make_model(alliance());
    RowEngine engine = engine_of(model, {{"outside_powers.vote_width", certain},
                                         {"outside_powers.council_spread", 0},
                                         {"outside_powers.council_median", 4},
                                         {"outside_powers.arrival_hours", 10},
                                         {"outside_powers.full_hours", 20},
                                         {"outside_powers.withdrawal_hours", 50}});
    ask(engine);
    for (int hour = 0; hour < 70; ++hour) {
        engine.step();
        const bool in_force = hour >= 4 && hour < 4 + 50;  // nobody threatens: calm from the first hour on
        const double arrived = std::min(std::max((hour - 4 - 10) / 20.0, 0.0), 1.0);
        EXPECT_EQ(engine.state().national(National::guarantee), in_force ? 1 : 0) << hour;
        EXPECT_EQ(engine.state().national(National::foreign_troops),
                  in_force ? std::floor(2501 * arrived + 0.5) : 0)
            << hour;
    }
    EXPECT_EQ(engine.decisions().back().action, "withdrawal");
}

TEST(Guarantee, OfTheScheduleHoldsAsItSays) {
    for (const bool any_power : {true, false}) {
        HandModel hand = alliance();
        hand.switches = {{"outside_powers.guarantee", "refused"}, {"outside_powers.decide", "off"}};
        if (!any_power) {
            hand.powers.clear();
        }
        Model model = make_model(hand);
        model.schedule.push_back(at_hour(model, ScheduleKind::guarantee, 5, 1, 12));
        model.schedule.push_back(at_hour(model, ScheduleKind::foreign_troops, 8, 2300, 15));
        RowEngine engine = engine_of(model, {});
        for (int hour = 0; hour < 20; ++hour) {
            engine.step();
            const bool in_force = hour >= 5 && hour < 12;
            EXPECT_EQ(engine.state().national(National::guarantee), in_force ? 1 : 0) << hour;
            EXPECT_EQ(engine.state().national(National::guarantee_hours), in_force ? hour - 5 : 0) << hour;
            EXPECT_EQ(engine.state().national(National::foreign_troops), hour >= 8 && hour < 15 ? 2300 : 0)
                << hour;
        }
    }
}

TEST(Troops, StandAtCriticalFacilities) {
    HandModel hand = alliance();
    for (const int leaf : {0, 0, 2, 1}) {
        Facility facility;
        facility.id = "facility";
        facility.leaf = leaf;
        facility.critical = leaf != 1;
        hand.facilities.push_back(facility);
    }
    const Model model = make_model(hand);
    HandTick hand_tick(model, make_values(model, {}), key_of(0));
    hand_tick.forcing.foreign_troops = 900;
    hand_tick.call("outside_powers", &Mechanism::decide);
    EXPECT_DOUBLE_EQ(hand_tick.derived.foreign_at[0], 600);
    EXPECT_DOUBLE_EQ(hand_tick.derived.foreign_at[1], 0);
    EXPECT_DOUBLE_EQ(hand_tick.derived.foreign_at[2], 300);
    hand_tick.forcing.foreign_troops = -1;
    hand_tick.call("outside_powers", &Mechanism::decide);
    EXPECT_EQ(hand_tick.derived.foreign_at[0], 0);
}

TEST(Rivals, ChooseByTheirValuesOnceItIsWar) {
    HandModel hand = alliance();
    hand.powers.push_back(ally_of("rival", 0.5, 0.2, 0, 0));
    hand.powers.back().side = PowerSide::rival;
    const Model model = make_model(hand);
    const ParameterValues drawn = make_values(model, {{"outside_powers.vote_width", 0.2},
                                                      {"outside_powers.attrition", 0.4},
                                                      {"outside_powers.deal", 0.3},
                                                      {"outside_powers.war_people", 500},
                                                      {"outside_powers.rival_rate", 24}});
    const double strength = 0.4;
    const double s = logistic((strength - 0.5) / 0.2);
    std::array<double, 4> chances = {0, 0.5 * (1 - s) - 0.2, 0.4 * 4 * s * (1 - s) - 0.2, 0.3 * s};
    double sum = 0;
    for (double& chance : chances) {
        chance = std::exp(chance / 0.2);
        sum += chance;
    }
    const int runs = 20'000;
    std::array<int, 4> chosen{};
    for (int run = 0; run < runs; ++run) {
        HandTick hand_tick(model, drawn, key_of(run));
        State& state = hand_tick.state;
        state.national(National::regime_strength) = strength;
        state.tally(Tally::crowd_armed)[1] = 500;
        state.tally(Tally::city_lost)[0] = 1;
        state.tally(Tally::city_lost)[2] = 1;
        hand_tick.forcing.new_day[0] = 1;
        hand_tick.call("outside_powers", &Mechanism::decide);
        const auto choice = static_cast<std::size_t>(state.numbers(PowerNumber::choice)[2]);
        ++chosen[choice];
        const double sent = choice == 1 ? 12 : choice == 2 ? 6 : 0;
        EXPECT_EQ(hand_tick.derived.inflow_per_hour[0], sent);
        EXPECT_EQ(hand_tick.derived.inflow_per_hour[1], 0);
        EXPECT_EQ(hand_tick.derived.inflow_per_hour[2], sent);
        ASSERT_EQ(hand_tick.decisions.size(), 1U);
    }
    for (std::size_t i = 0; i < chances.size(); ++i) {
        // Binomial: standard error at most .0036; five of them, false alarms below 3e-6 for the four.
        EXPECT_NEAR(chosen[i] / static_cast<double>(runs), chances[i] / sum, 0.018) << i;
    }
}

TEST(Rivals, StayOutWithoutAWarOrAgainstAGuarantee) {
    HandModel hand = alliance();
    hand.powers = {ally_of("rival", 100, 0, 0, 0)};
    hand.powers[0].side = PowerSide::rival;
    const Model model = make_model(hand);
    const ParameterValues drawn =
        make_values(model, {{"outside_powers.vote_width", certain}, {"outside_powers.rival_rate", 10}});
    for (const int without : {0, 1, 2, 3}) {
        HandTick hand_tick(model, drawn, key_of(0));
        hand_tick.state.tally(Tally::crowd_armed)[1] = without == 1 ? 499 : 500;
        hand_tick.state.tally(Tally::city_lost)[0] = without == 2 ? 0 : 1;
        hand_tick.forcing.guarantee = without == 3 ? 1 : 0;
        hand_tick.forcing.new_day[0] = 1;
        hand_tick.call("outside_powers", &Mechanism::decide);
        EXPECT_EQ(hand_tick.state.numbers(PowerNumber::choice)[0], without == 0 ? 1 : 0) << without;
        EXPECT_EQ(hand_tick.derived.inflow_per_hour[0], without == 0 ? 10 : 0) << without;
    }
}

/// Two towns and a place abroad whose people go to the second.
HandModel with_abroad() {
    HandModel hand;
    hand.people = {300'000, 100'000, 1'000'000};
    hand.abroad = {2};
    hand.hardship_cuts = {0.95, 0.998};
    hand.switches = {{"infiltration.entry", "on"}};
    for (const Mechanism* mechanism : all_mechanisms()) {
        hand.mechanisms.emplace_back(mechanism->name);
    }
    return hand;
}

std::int64_t at_home_abroad(const RowEngine& engine, const Model& model) {
    std::int64_t sum = 0;
    for (int bin = 0; bin < model.layout.bins(); ++bin) {
        sum += engine.state().counts()[model.layout.row(2, 0, PersonState::at_home, bin)];
    }
    return sum;
}

TEST(Entry, PeopleFromAbroadComeInAtTheirRate) {
    HandModel hand = with_abroad();
    hand.mechanisms = {"infiltration"};
    Model model = make_model(hand);
    model.destinations = {{2, 1, 1.0}};
    RowEngine engine = engine_of(model, {{"infiltration.entry_hour", 5}, {"infiltration.cadre_rate", 0.02}});
    for (int hour = 0; hour < 5; ++hour) {
        engine.step();
    }
    EXPECT_EQ(engine.state().tally(Tally::crowd_peaceful)[1], 0);
    engine.step();
    // Binomial: standard error of the share 1.4e-4; five of them, false alarms below 1e-6.
    EXPECT_NEAR(static_cast<double>(engine.state().tally(Tally::crowd_peaceful)[1]) / 1e6,
                1 - std::exp(-0.02), 7e-4);
    EXPECT_EQ(engine.state().tally(Tally::crowd_peaceful)[0], 0);
    EXPECT_EQ(engine.state().tally(Tally::crowd_peaceful)[2], 0);
}

TEST(Entry, IsTheOnlyWayOutOfAPlaceAbroad) {
    for (const char* entry : {"on", "off"}) {
        HandModel hand = with_abroad();
        hand.switches = {{"infiltration.entry", entry}};
        hand.ticks = 72;
        Model model = make_model(hand);
        model.destinations = {{2, 1, 1.0}};
        model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
        model.schedule.push_back(at_hour(model, ScheduleKind::price, 1, 300));
        RowEngine engine = engine_of(
            model,
            {{"grievance.exposure", 1}, {"information.unreached_share", 0}, {"infiltration.cadre_rate", 0}});
        for (int tick = 0; tick < hand.ticks; ++tick) {
            engine.step();
            ASSERT_EQ(at_home_abroad(engine, model), 1'000'000) << entry << ", tick " << tick;
        }
        EXPECT_GT(engine.state().tally(Tally::crowd_peaceful)[0], 100) << "nobody rose at home";
    }
}

TEST(Entry, PeopleFromAbroadAreConservedAndCountedWhenArrested) {  // E3
    HandModel hand = with_abroad();
    hand.ticks = 96;
    Model model = make_model(hand);
    model.destinations = {{2, 1, 1.0}};
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 500));
    // Nobody at home joins: a large foreign crowd would draw residents into the street of the second town.
    const Values values = {{"infiltration.cadre_rate", 0.001}, {"participation.join_rate", 0},
                           {"policing.arrest_rate", 0.05},     {"policing.detention_capacity", 1},
                           {"information.unreached_share", 0}, {"detention.detention_hours", 1e4}};
    const RunResult result = run_rows(model, make_values(model, values), key_of(3), VectorPath::portable);
    EXPECT_EQ(result.broken_invariant, "");
    const auto at_end = [&](int place, Observable observable) {
        return result.history.at(hand.ticks - 1, model.leaves[static_cast<std::size_t>(place)], observable);
    };
    // Only people from abroad are in the streets of the second town, so all arrested there are foreign.
    EXPECT_GT(at_end(1, Observable::foreign_detained_total), 500);
    EXPECT_EQ(at_end(1, Observable::foreign_detained_total), at_end(1, Observable::detentions_total));
    EXPECT_EQ(at_end(0, Observable::foreign_detained_total), 0);
    EXPECT_GT(at_end(2, Observable::detained_now), 500);

    RowEngine engine = engine_of(model, values);
    for (int tick = 0; tick < hand.ticks; ++tick) {
        engine.step();
        std::int64_t people = 0;
        for (int s = 0; s < person_state_count; ++s) {
            for (int bin = 0; bin < model.layout.bins(); ++bin) {
                people += engine.state().counts()[model.layout.row(2, 0, static_cast<PersonState>(s), bin)];
            }
        }
        ASSERT_EQ(people, 1'000'000);
    }
}

TEST(Entry, WeaponsAndMediaComeIn) {
    HandModel hand = with_abroad();
    Model model = make_model(hand);
    model.destinations = {{2, 0, 0.2}, {2, 1, 0.6}};
    const ParameterValues drawn = make_values(
        model,
        {{"infiltration.entry_hour", 4}, {"infiltration.inflow_rate", 8}, {"infiltration.media_push", 0.01}});
    for (const bool anywhere : {true, false}) {
        if (!anywhere) {
            model.destinations.clear();  // they stay where they are
        }
        HandTick hand_tick(model, drawn, key_of(0));
        const auto& inflow = hand_tick.derived.inflow_per_hour;
        const auto perceived = hand_tick.state.field(Field::perceived_activity);
        hand_tick.derived.news_factor[0] = 0.5;
        hand_tick.tick.clock_hours = 3;
        hand_tick.call("infiltration", &Mechanism::inform);
        hand_tick.call("infiltration", &Mechanism::decide);
        EXPECT_EQ(inflow[0] + inflow[1] + inflow[2], 0);
        EXPECT_EQ(perceived[0] + perceived[1] + perceived[2], 0);
        hand_tick.tick.clock_hours = 4;
        hand_tick.call("infiltration", &Mechanism::inform);
        hand_tick.call("infiltration", &Mechanism::decide);
        EXPECT_DOUBLE_EQ(inflow[0], anywhere ? 2 : 6);
        EXPECT_DOUBLE_EQ(inflow[1], anywhere ? 6 : 2);
        EXPECT_EQ(inflow[2], 0);
        EXPECT_DOUBLE_EQ(perceived[0], 0.005);
        EXPECT_DOUBLE_EQ(perceived[1], 0.01);
        EXPECT_EQ(perceived[2], 0);
    }
}

TEST(Entry, MediaAreNotRememberedWhereNothingSpreads) {
    HandModel hand = with_abroad();
    hand.mechanisms = {"infiltration"};
    const Model model = make_model(hand);
    RowEngine engine = engine_of(model, {{"infiltration.media_push", 0.01}});
    for (int hour = 0; hour < 5; ++hour) {
        engine.step();
        EXPECT_DOUBLE_EQ(engine.state().field(Field::perceived_activity)[0], 0.01);
    }
}

}  // namespace
}  // namespace upsurge::tests
