// Laws of units: the three channels of a guarantee (gate d), deployment, who moves and who comes back.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engines/row_engine.h"
#include "hand_model.h"
#include "mechanisms/global_game.h"
#include "mechanisms/registry.h"
#include "numbers/elementary.h"
#include "numbers/prior.h"
#include "numbers/samplers.h"

namespace upsurge::tests {
namespace {

using Values = std::vector<std::pair<std::string, double>>;

Unit unit_of(const char* id, int home, int heads, Service service = Service::police) {
    Unit unit;
    unit.id = id;
    unit.home = home;
    unit.heads = heads;
    unit.service = service;
    return unit;
}

/// One unit of police at one quiet place where everybody is wanted on the street.
HandModel garrison(int heads) {
    HandModel hand;
    hand.mechanisms = {"forced_actions", "outside_powers", "loyalty"};
    hand.units = {unit_of("police", 0, heads)};
    return hand;
}

/// A game that only crowds speak in: alp 2, bet 4, z .5, cst .4, whose threshold is .692.
Values plain_game() {
    return {{"loyalty.strength", 0.5},          {"loyalty.loyal_effect", 0},
            {"loyalty.bodies_effect", 0},       {"loyalty.precision_private", 4},
            {"loyalty.precision_crowds", 2},    {"loyalty.precision_broadcasts", 0},
            {"loyalty.precision_guarantee", 0}, {"loyalty.guarantee_cost", 0},
            {"loyalty.cost_police", 0.4},       {"loyalty.attack_window", 1000},
            {"loyalty.amnesty_rate", 0}};
}

Values with(Values values, const Values& changes) {
    values.insert(values.end(), changes.begin(), changes.end());
    return values;
}

Model officers_wanted(Model model, double officers) {
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, officers));
    return model;
}

Model guaranteed(Model model, double hour, double troops) {
    model.schedule.push_back(at_hour(model, ScheduleKind::guarantee, hour, 1));
    model.schedule.push_back(at_hour(model, ScheduleKind::foreign_troops, hour, troops));
    return model;
}

RunKey key_of(int run) {
    return make_run_key(41, Purpose::simulate, 0, run, 0);
}

RowEngine engine_of(const Model& model, const Values& values, int run = 0) {
    return RowEngine(model, make_values(model, values), key_of(run), VectorPath::portable);
}

/// Sets what the units know by themselves, before the first tick.
void set_noise(RowEngine& engine, const std::vector<double>& noise) {
    State state = engine.state();
    std::ranges::copy(noise, state.numbers(UnitNumber::signal_noise).begin());
    engine.set_state(state, engine.tick());
}

std::int64_t members(const RowEngine& engine, UnitColumn column, std::size_t unit = 0) {
    return engine.state().column(column)[unit];
}

double threshold_of(const Model& model, const Values& values) {
    RowEngine engine = engine_of(model, values);
    engine.step();
    return engine.state().field(Field::attack_threshold)[0];
}

double strength_of(const Model& model, const Values& values) {
    RowEngine engine = engine_of(model, values);
    engine.step();
    return engine.state().field(Field::regime_strength)[0];
}

TEST(Guarantee, EachChannelAloneMovesTheThreshold) {
    const Model alone = officers_wanted(make_model(garrison(1000)), 1000);
    const Model helped = guaranteed(alone, 0, 20'000);
    EXPECT_NEAR(threshold_of(alone, plain_game()), 0.692, 5e-4);
    EXPECT_EQ(threshold_of(helped, plain_game()), threshold_of(alone, plain_game()));

    const Values cost = with(plain_game(), {{"loyalty.guarantee_cost", 0.2}});
    EXPECT_EQ(threshold_of(alone, cost), threshold_of(alone, plain_game()));
    EXPECT_NEAR(threshold_of(helped, cost), 0.308, 5e-4);

    const Values signal =
        with(plain_game(), {{"loyalty.precision_guarantee", 2}, {"loyalty.guarantee_shown", 1.3}});
    EXPECT_EQ(threshold_of(alone, signal), threshold_of(alone, plain_game()));
    EXPECT_DOUBLE_EQ(threshold_of(helped, signal), solve_attack({4, 4, 0.9, 0.4}).lowest().strength);
    EXPECT_LT(threshold_of(helped, signal), threshold_of(alone, signal));

    const Values bodies =
        with(plain_game(), {{"loyalty.bodies_effect", 0.01}, {"loyalty.precision_broadcasts", 1}});
    EXPECT_DOUBLE_EQ(strength_of(helped, bodies), strength_of(alone, bodies) + 0.2);
    EXPECT_LT(threshold_of(helped, bodies), threshold_of(alone, bodies));
}

TEST(Guarantee, AnnouncementFades) {
    const Model helped = guaranteed(officers_wanted(make_model(garrison(1000)), 1000), 0, 0);
    RowEngine engine = engine_of(helped, with(plain_game(), {{"loyalty.precision_guarantee", 2},
                                                             {"loyalty.guarantee_shown", 1.3},
                                                             {"loyalty.fade_hours", 10},
                                                             {"loyalty.reaction_rate", 0}}));
    for (int hour = 0; hour < 24; ++hour) {
        engine.step();
        const double announced = 2 * exp_of(-hour / 10.0);
        const double z = (2 * 0.5 + announced * 1.3) / (2 + announced);
        EXPECT_NEAR(engine.state().field(Field::attack_threshold)[0],
                    solve_attack({2 + announced, 4, z, 0.4}).lowest().strength, 1e-12)
            << hour;
    }
}

HandModel three_towns() {
    HandModel hand;
    hand.people = {400'000, 1'500'000, 900'000};
    for (const Mechanism* mechanism : all_mechanisms()) {
        const std::string name = mechanism->name;
        // These two read the guarantee and the troops themselves.
        if (name != "state_policy" && name != "control") {
            hand.mechanisms.push_back(name);
        }
    }
    hand.hardship_cuts = {0.95, 0.998};
    hand.risk_aversion_bins = 2;
    hand.ticks = 96;
    hand.units = {unit_of("a", 0, 300),
                  unit_of("b", 1, 800),
                  unit_of("c", 1, 500, Service::guard),
                  unit_of("d", 2, 600),
                  unit_of("e", -1, 400, Service::army),
                  unit_of("f", -1, 300, Service::special)};
    return hand;
}

TEST(Guarantee, WithoutItsChannelsChangesNothing) {  // gate d
    HandModel hand = three_towns();
    hand.switches = {{"loyalty.signal", "off"}, {"loyalty.cost", "off"}};
    Model alone = officers_wanted(make_model(hand), 500);
    alone.schedule.push_back(at_hour(alone, ScheduleKind::price, -10, 60));
    alone.schedule.push_back(at_hour(alone, ScheduleKind::price, 5, 120));
    const Model helped = guaranteed(alone, 30, 2500);
    // Costs at which units waver: with the usual ones they are loyal, and nothing could change.
    const Values values = {{"loyalty.bodies_effect", 0},     {"loyalty.strength", 0.45},
                           {"loyalty.cost_police", 0.5},     {"loyalty.cost_guard", 0.45},
                           {"loyalty.cost_army", 0.55},      {"loyalty.cost_special", 0.6},
                           {"loyalty.stand_aside_cost", 0.6}};
    for (int run = 0; run < 5; ++run) {
        RowEngine a = engine_of(alone, values, run);
        RowEngine b = engine_of(helped, values, run);
        while (a.tick() < 96) {
            a.step();
            b.step();
            ASSERT_EQ(b.state().national(National::guarantee), b.tick() > 30 ? 1 : 0);
            State without = b.state();
            for (const National known :
                 {National::guarantee, National::guarantee_hours, National::foreign_troops}) {
                without.national(known) = a.state().national(known);
            }
            ASSERT_TRUE(std::ranges::equal(a.state().bytes(), without.bytes()))
                << "run " << run << ", tick " << a.tick();
        }
        EXPECT_GT(a.state().tally(Tally::defections_total)[0] + a.state().tally(Tally::defections_total)[1] +
                      a.state().tally(Tally::defections_total)[2] +
                      a.state().tally(Tally::stood_aside_total)[1],
                  0)
            << "nobody moved in run " << run;
    }
}

TEST(Guarantee, CallsBackThoseAsideAndNeverThoseGoneOver) {
    HandModel hand = garrison(1000);
    hand.units.push_back(unit_of("wavering", 0, 1000));
    Model model = guaranteed(officers_wanted(make_model(hand), 2000), 6, 100'000);
    const Values values = with(plain_game(), {{"loyalty.bodies_effect", 0.02}, {"loyalty.recall_rate", 0.5}});
    RowEngine engine = engine_of(model, values);
    // The first unit's signal is below both limits, the second's between them.
    const AttackRoots roots = solve_attack({2, 4, 0.5, 0.4});
    const double over = roots.lowest().signal_limit(4);
    const double aside = solve_attack({2, 4, 0.5, 0.7 * 0.4}).lowest().signal_limit(4);
    set_noise(engine, {(over - 0.3 - 0.5) * 2, ((over + aside) / 2 - 0.5) * 2});
    std::int64_t gone = 0;
    std::int64_t beside = 0;
    for (int hour = 0; hour < 60; ++hour) {
        engine.step();
        const std::int64_t now_gone = members(engine, UnitColumn::switched, 0);
        const std::int64_t now_beside = members(engine, UnitColumn::standing_aside, 1);
        if (hour < 6) {
            EXPECT_GT(now_gone, gone);
            EXPECT_GT(now_beside, beside);
        } else {
            EXPECT_EQ(now_gone, gone) << "a guarantee called back or drove out, hour " << hour;
            EXPECT_LE(now_beside, beside);
        }
        EXPECT_EQ(members(engine, UnitColumn::switched, 1), 0);
        gone = now_gone;
        beside = now_beside;
    }
    EXPECT_GT(gone, 900);
    EXPECT_EQ(beside, 0);
    EXPECT_EQ(members(engine, UnitColumn::loyal, 1), 1000);
    EXPECT_EQ(engine.state().tally(Tally::defections_total)[0], gone);
    EXPECT_GT(engine.state().tally(Tally::stood_aside_total)[0], 900);
    EXPECT_EQ(engine.broken_invariant(), "");
}

TEST(Units, ReactAtTheirRate) {
    const Model model = officers_wanted(make_model(garrison(1'000'000)), 1e6);
    RowEngine engine = engine_of(model, with(plain_game(), {{"loyalty.reaction_rate", 0.5}}));
    set_noise(engine, {-10});
    engine.step();
    // Binomial: standard error of the share .0005; five of them, false alarms below 1e-6.
    EXPECT_NEAR(static_cast<double>(members(engine, UnitColumn::switched)) / 1e6, 1 - std::exp(-0.5), 0.0025);
}

TEST(Units, DiffuseSignalsLeaveTheCost) {
    const Model model = officers_wanted(make_model(garrison(10)), 10);
    EXPECT_NEAR(threshold_of(model, with(plain_game(), {{"loyalty.precision_private", 1e12}})), 0.6, 1e-5);
}

TEST(Units, SurvivedAttackIsNotRepeatedWithoutNews) {
    HandModel hand = garrison(100'000);
    hand.mechanisms = {"information", "forced_actions", "loyalty"};
    Model model = officers_wanted(make_model(hand), 100'000);
    // Broadcasts show the regime stronger; cutting them lowers the public signal and so is news.
    model.schedule.push_back(at_hour(model, ScheduleKind::shutdown, 20, 1));
    RowEngine engine = engine_of(model, with(plain_game(), {{"loyalty.precision_broadcasts", 1},
                                                            {"loyalty.broadcast_slant", 0.3},
                                                            {"information.offline_share", 0},
                                                            {"loyalty.attack_window", 5},
                                                            {"loyalty.reaction_rate", 0.02}}));
    set_noise(engine, {-10});
    std::int64_t gone = 0;
    for (int hour = 0; hour < 24; ++hour) {
        engine.step();
        const std::int64_t now = members(engine, UnitColumn::switched);
        if (hour < 5 || hour >= 20) {
            EXPECT_GT(now, gone) << hour;
        } else {
            EXPECT_EQ(now, gone) << hour;
        }
        gone = now;
    }
}

TEST(Units, FallenPlaceIsOneThatDidNotSurvive) {
    const Model model = officers_wanted(make_model(garrison(1000)), 1000);
    RowEngine engine =
        engine_of(model, with(plain_game(), {{"loyalty.attack_window", 3}, {"loyalty.reaction_rate", 0.5}}));
    set_noise(engine, {-10});
    for (int hour = 0; hour < 10; ++hour) {
        engine.step();
        const bool most = members(engine, UnitColumn::switched) > 500;
        EXPECT_EQ(engine.state().tally(Tally::fallen)[0], most ? 1 : 0);
    }
    EXPECT_EQ(engine.state().field(Field::survived_threshold)[0], -1);
    EXPECT_GT(members(engine, UnitColumn::switched), 980);
}

TEST(Units, GiveUpWeaponsToTheStreetButNotToTheirClique) {
    for (const bool is_street : {true, false}) {
        HandModel hand = garrison(100'000);
        hand.mechanisms.push_back("elites");
        hand.switches = {{"elites.activation", "at_hour"}, {"elites.orders", "off"}};
        hand.units[0].clique = 0;
        hand.units[0].weapons[1] = 100'000;
        Clique clique;
        clique.id = "clique";
        clique.leaves = {0};
        hand.cliques = {clique};
        const Model model = officers_wanted(make_model(hand), 100'000);
        RowEngine engine =
            engine_of(model, with(plain_game(), {{"elites.activation_hour", is_street ? 1000.0 : 0.0}}));
        set_noise(engine, {-10});
        engine.step();
        const double gone = static_cast<double>(members(engine, UnitColumn::switched)) / 1e5;
        EXPECT_GT(gone, 0.3);
        const double loose =
            engine.state().taken(WeaponType::service_rifle, WeaponSource::surrender)[0] / 1e5;
        // Binomial given who went: standard error .0016; five of them, false alarms below 1e-6.
        EXPECT_NEAR(loose, is_street ? gone : 0.0, is_street ? 0.008 : 0.0);
        EXPECT_EQ(engine.broken_invariant(), "");
    }
}

TEST(Units, OrdersOfTheirCliqueMakeThemStandAside) {
    for (const char* orders : {"on", "off"}) {
        HandModel hand = garrison(1000);
        hand.mechanisms.push_back("elites");
        hand.switches = {{"elites.activation", "at_hour"}, {"elites.orders", orders}};
        hand.units[0].clique = 0;
        Clique clique;
        clique.id = "clique";
        clique.leaves = {0};
        hand.cliques = {clique};
        const Model model = officers_wanted(make_model(hand), 1000);
        const double reward = 0.25;
        RowEngine engine = engine_of(model, with(plain_game(), {{"elites.activation_hour", 5},
                                                                {"elites.reward", reward},
                                                                {"loyalty.split_effect", 0}}));
        // Between the limit of standing aside without orders and the one with them.
        const double cost = 0.7 * 0.4 * (1 - reward);
        const double without = solve_attack({2, 4, 0.5, cost}).lowest().signal_limit(4);
        const double ordered = solve_attack({2, 4, 0.5, cost / 2}).lowest().signal_limit(4);
        set_noise(engine, {((without + ordered) / 2 - 0.5) * 2});
        for (int hour = 0; hour < 12; ++hour) {
            engine.step();
            if (hour < 5) {
                EXPECT_EQ(members(engine, UnitColumn::loyal), 1000);
            }
        }
        EXPECT_EQ(members(engine, UnitColumn::standing_aside) > 0, std::string(orders) == "on");
        EXPECT_EQ(members(engine, UnitColumn::switched), 0);
    }
}

TEST(Deployment, MobileUnitsArriveAfterTheirJourneyAndGoBack) {
    for (const double tick_hours : {1.0, 0.5}) {
        HandModel hand;
        hand.people = {100'000, 100'000};
        hand.mechanisms = {"forced_actions", "loyalty"};
        hand.units = {unit_of("home", 0, 300), unit_of("first", -1, 200), unit_of("second", -1, 200),
                      unit_of("third", -1, 200)};
        hand.tick_hours = tick_hours;
        hand.ticks = static_cast<int>(30 / tick_hours);
        Model model = make_model(hand);
        for (const auto& [hour, officers] :
             {std::pair{-10.0, 250.0}, std::pair{10.0, 600.0}, std::pair{20.0, 250.0}}) {
            model.schedule.push_back(at_hour(model, ScheduleKind::police, hour, officers));
            model.schedule.back().leaves = {0};
        }
        RowEngine engine = engine_of(
            model, {{"loyalty.strength", 2}, {"loyalty.travel_hours", 3}, {"loyalty.reaction_rate", 0}});
        for (int tick = 0; tick < hand.ticks; ++tick) {
            engine.step();
            const double hour = tick * tick_hours;
            std::int64_t out = 0;
            for (std::size_t unit = 0; unit < 4; ++unit) {
                out += members(engine, UnitColumn::loyal, unit);
            }
            EXPECT_EQ(out, hour < 10 ? 250 : hour < 13 ? 300 : hour < 20 ? 600 : 250) << hour;
            EXPECT_EQ(members(engine, UnitColumn::location, 1), hour < 10 || hour >= 20 ? -1 : 0) << hour;
            EXPECT_EQ(members(engine, UnitColumn::location, 2), hour < 10 || hour >= 20 ? -1 : 0) << hour;
            EXPECT_EQ(members(engine, UnitColumn::location, 3), -1) << hour;
        }
    }
}

TEST(Units, AreConservedAndNeverMoreThanWantedInRandomSocieties) {  // V19, members and weapons
    // 100 societies: parameters from their priors, random units, cliques, powers and orders.
    std::int64_t moved = 0;
    for (int society = 0; society < 100; ++society) {
        Draws draws(make_run_key(43, Purpose::simulate, 0, society, 0), Address{});
        const auto below = [&](int n) { return static_cast<int>(n * draws.uniform()); };
        HandModel hand = three_towns();
        hand.mechanisms.clear();
        for (const Mechanism* mechanism : all_mechanisms()) {
            hand.mechanisms.emplace_back(mechanism->name);
        }
        hand.people.push_back(10'000);
        hand.abroad = {3};
        hand.ticks = 72;
        hand.clandestine = society % 2 == 1;
        hand.switches = {{"elites.activation", below(2) == 0 ? "at_hour" : "by_turnout"},
                         {"infiltration.entry", "on"}};
        Clique clique;
        clique.id = "clique";
        clique.leaves = {0, 1};
        clique.services = {Service::police, Service::guard};
        clique.cache[0] = 50;
        hand.cliques = {clique, clique};
        Power power;
        power.id = "power";
        power.troops = 3000;
        power.weapons[1] = 300;
        hand.powers = {power, power};
        hand.powers[1].side = PowerSide::rival;
        hand.units.clear();
        for (int i = 0; i < 12; ++i) {
            hand.units.push_back(
                unit_of("unit", below(4) - 1, 1 + below(800), static_cast<Service>(below(service_count))));
            hand.units.back().id += std::to_string(i);
            hand.units.back().clique = below(4) == 0 ? below(2) : -1;
            hand.units.back().weapons[1] = below(500);
        }
        Facility facility;
        facility.id = "hall";
        facility.leaf = 1;
        facility.critical = true;
        facility.garrison = 20;
        hand.facilities = {facility};
        Model model = make_model(hand);
        model.destinations = {{3, 1, 0.7}};
        model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
        model.schedule.push_back(at_hour(model, ScheduleKind::price, 1, 60 + 400 * draws.uniform()));
        std::vector<std::pair<int, double>> orders;
        for (int hour = 0; hour < 70; hour += 10) {
            orders.emplace_back(hour, std::floor(2500 * draws.uniform()));
            model.schedule.push_back(at_hour(model, ScheduleKind::police, hour, orders.back().second));
        }
        model.schedule.push_back(at_hour(model, ScheduleKind::guarantee, 40, 1, 60));
        ParameterValues values = make_values(model, {});
        for (std::size_t i = 0; i < all_parameters().size(); ++i) {
            const ParameterSpec& spec = *all_parameters()[i].spec;
            if (*spec.prior != '\0') {
                const auto prior = parse_prior(spec.prior);
                ASSERT_TRUE(prior.has_value()) << all_parameters()[i].id;
                values.set_everywhere(static_cast<int>(i),
                                      std::clamp(prior->sample(draws), spec.low, spec.high));
            }
        }
        RowEngine engine(model, values, key_of(society), best_vector_path());
        std::vector<std::int64_t> gone(hand.units.size(), 0);
        for (int tick = 0; tick < hand.ticks; ++tick) {
            engine.step();
            ASSERT_EQ(engine.broken_invariant(), "") << "society " << society << ", tick " << tick;
            std::array<std::int64_t, 4> out{};
            for (std::size_t i = 0; i < hand.units.size(); ++i) {
                const std::int64_t at = members(engine, UnitColumn::location, i);
                const std::int64_t loyal = members(engine, UnitColumn::loyal, i);
                ASSERT_TRUE(at >= 0 || loyal == 0);
                ASSERT_LE(loyal, hand.units[i].heads);
                if (at >= 0) {
                    out[static_cast<std::size_t>(at)] += loyal;
                }
            }
            const double wanted = orders[static_cast<std::size_t>(std::min(tick / 10, 6))].second;
            for (const std::int64_t officers : out) {
                ASSERT_LE(static_cast<double>(officers), wanted)
                    << "society " << society << ", tick " << tick;
            }
        }
        for (int place = 0; place < 4; ++place) {
            moved += engine.state().tally(Tally::defections_total)[static_cast<std::size_t>(place)];
        }
    }
    EXPECT_GT(moved, 1000);
}

}  // namespace
}  // namespace upsurge::tests
