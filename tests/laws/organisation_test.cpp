// Laws of organisation: how it spreads and is scattered, what each of its six switches changes and what not,
// and committees, which need no internet.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "engines/row_engine.h"
#include "hand_model.h"
#include "mechanisms/registry.h"
#include "one_mechanism.h"

namespace upsurge::tests {
namespace {

const RunKey key = make_run_key(37, Purpose::simulate, 0, 0, 0);

/// Moves people of bin `bin` from home to another state.
void take_out(const Model& model, State& state, int place, PersonState to, int bin, int people) {
    state.counts()[model.layout.row(place, 0, PersonState::at_home, bin)] -= people;
    state.counts()[model.layout.row(place, 0, to, bin)] += people;
}

TEST(Organisation, SpreadsByItsDiscreteLaw) {
    // Nobody moves but by organising: those not organised among all in the street organise in a tick with
    // chance 1 - exp(-(base + contact O)), O the share at the start of the tick.
    HandModel hand;
    hand.people = {100'000'000};
    hand.mechanisms = {"organisation"};
    hand.organised_bins = 2;
    const Model model = make_model(hand);
    const double base = 1e-3;
    const double contact = 0.2;
    const ParameterValues values = make_values(
        model, {{"organisation.organise_base", base}, {"organisation.organise_contact", contact}});
    RowEngine engine(model, values, key, VectorPath::portable);
    State state = engine.state();
    const double n = 1e8;
    state.counts()[model.layout.row(0, 0, PersonState::at_home, 0)] = 0;
    state.counts()[model.layout.row(0, 0, PersonState::peaceful, 0)] = 98'000'000;
    state.counts()[model.layout.row(0, 0, PersonState::peaceful, 1)] = 2'000'000;
    engine.set_state(state, 0);
    double organised = 2e6;
    double law = 0.02;
    for (int tick = 0; tick < 40; ++tick) {
        engine.step();
        const double share = organised / n;
        EXPECT_DOUBLE_EQ(engine.state().field(Field::organisation)[0], share);
        const double chance = -std::expm1(-(base + contact * share));
        const double now = engine.state().counts()[model.layout.row(0, 0, PersonState::peaceful, 1)];
        // 4.5 standard errors in each of 40 ticks: a false alarm in 3,700.
        EXPECT_NEAR(now - organised, (n - organised) * chance,
                    4.5 * std::sqrt((n - organised) * chance * (1 - chance)))
            << "tick " << tick;
        organised = now;
        law += (1 - law) * -std::expm1(-(base + contact * law));
    }
    // Early noise grows at most by the law's own slope, below 20 here: 40 ticks of 1e-5 each stay below 1e-3.
    EXPECT_NEAR(organised / n, law, 1e-3);
    EXPECT_GT(law, 0.9);
}

TEST(Organisation, ArrestsScatterTheOrganised) {
    // k arrests: each of n organised people at large is lost with chance 1 - exp(-leaders_lost k/(1 + n));
    // those in detention stay organised.
    HandModel hand;
    hand.people = {10'000'000};
    hand.mechanisms = {"organisation"};
    hand.organised_bins = 2;
    for (const double tick_hours : {1.0, 0.5}) {
        hand.tick_hours = tick_hours;
        const Model model = make_model(hand);
        const ParameterValues values =
            make_values(model, {{"organisation.organise_base", 0}, {"organisation.organise_contact", 0}});
        RowEngine engine(model, values, key, VectorPath::portable);
        State state = engine.state();
        const auto bin_one = [&](PersonState which) -> std::int32_t& {
            return state.counts()[model.layout.row(0, 0, which, 1)];
        };
        const int at_large[] = {
            static_cast<int>(PersonState::at_home), static_cast<int>(PersonState::on_strike),
            static_cast<int>(PersonState::peaceful), static_cast<int>(PersonState::violent),
            static_cast<int>(PersonState::withdrawn)};
        state.counts()[model.layout.row(0, 0, PersonState::at_home, 0)] = 9'000'000;
        for (const int s : at_large) {
            bin_one(static_cast<PersonState>(s)) = 180'000;
        }
        bin_one(PersonState::detained) = 100'000;
        state.tally(Tally::arrests_last)[0] = 200'000;
        engine.set_state(state, 0);
        engine.step();
        const double chance = -std::expm1(-200'000.0 / 1'000'001.0);
        for (const int s : at_large) {
            const auto which = static_cast<PersonState>(s);
            // 4.5 standard errors: one false alarm in 150,000 each.
            EXPECT_NEAR(engine.state().counts()[model.layout.row(0, 0, which, 1)], 180'000 * (1 - chance),
                        4.5 * std::sqrt(180'000 * chance * (1 - chance)))
                << person_state_names[static_cast<std::size_t>(s)];
        }
        EXPECT_EQ(engine.state().counts()[model.layout.row(0, 0, PersonState::detained, 1)], 100'000);
    }
}

/// Three places, one fifth of everybody organised, both committees of the first two standing.
HandModel organised_country() {
    HandModel hand;
    hand.people = {1000, 4000, 5000};
    hand.mechanisms = {"organisation"};
    hand.organised_bins = 2;
    return hand;
}

void organise_a_fifth(const Model& model, State& state) {
    for (int place = 0; place < 3; ++place) {
        const int people = static_cast<int>(model.people[static_cast<std::size_t>(place)][0]);
        state.counts()[model.layout.row(place, 0, PersonState::at_home, 1)] = people / 5;
        state.counts()[model.layout.row(place, 0, PersonState::at_home, 0)] = people - people / 5;
    }
}

/// What the effects of organisation come to.
struct Effects {
    double exit_factor, violence_factor, refusal_factor, credibility_factor, perceived, strike_fund,
        synchrony;
    friend bool operator==(const Effects&, const Effects&) = default;
};

Effects effects_with(const std::map<std::string, std::string>& switches) {
    HandModel hand = organised_country();
    hand.switches = switches;
    const Model model = make_model(hand);
    OneMechanism organisation(model, "organisation",
                              make_values(model, {{"organisation.synchrony_effect", 1}}));
    organise_a_fifth(model, organisation.state);
    organisation.state.field(Field::committee)[0] = 1;
    organisation.state.field(Field::committee)[1] = 1;
    organisation.state.field(Field::activity_memory)[1] = 0.01;
    organisation.state.field(Field::activity_memory)[2] = 0.5;
    organisation.call(&Mechanism::update_fields);
    organisation.call(&Mechanism::inform);
    const Derived& derived = organisation.derived;
    return {derived.exit_factor[0],
            derived.violence_factor[0],
            derived.refusal_factor[0],
            derived.credibility_factor[0],
            organisation.state.field(Field::perceived_activity)[0],
            derived.strike_fund,
            derived.synchrony};
}

TEST(Organisation, EachSwitchChangesItsOwnEffectOnly) {
    const Effects all = effects_with({});
    // Usual values, and a synchrony_effect of 1, at O = 1/5.
    EXPECT_DOUBLE_EQ(all.exit_factor, 0.8);
    EXPECT_NEAR(all.violence_factor, std::exp(-0.6), 1e-15);
    EXPECT_NEAR(all.refusal_factor, 1 - 0.2 * (1 - std::exp(-0.6)), 1e-15);
    EXPECT_DOUBLE_EQ(all.credibility_factor, 1.4);
    EXPECT_DOUBLE_EQ(all.perceived, 0.4 * 0.01);
    EXPECT_DOUBLE_EQ(all.strike_fund, 2);
    const auto without = [&](auto change) {
        Effects expected = all;
        change(expected);
        return expected;
    };
    EXPECT_EQ(effects_with({{"organisation.persistence", "off"}}),
              without([](Effects& e) { e.exit_factor = 1; }));
    EXPECT_EQ(effects_with({{"organisation.discipline", "off"}}),
              without([](Effects& e) { e.violence_factor = 1; }));
    EXPECT_EQ(effects_with({{"organisation.refusal", "off"}}),
              without([](Effects& e) { e.refusal_factor = 1; }));
    EXPECT_EQ(effects_with({{"organisation.bargaining", "off"}}),
              without([](Effects& e) { e.credibility_factor = 1; }));
    EXPECT_EQ(effects_with({{"organisation.synchrony", "off"}}), without([](Effects& e) {
                  e.perceived = 0;
                  e.synchrony = 0;
              }));
    EXPECT_EQ(effects_with({{"organisation.fund", "off"}}), without([](Effects& e) { e.strike_fund = 0; }));
}

/// A country in which every effect of organisation has somebody to act on.
HandModel striking_country() {
    HandModel hand;
    hand.people = {40'000, 150'000, 90'000};
    for (const Mechanism* mechanism : all_mechanisms()) {
        hand.mechanisms.emplace_back(mechanism->name);
    }
    hand.hardship_cuts = {0.6, 0.95};
    hand.risk_aversion_bins = 2;
    hand.organised_bins = 2;
    hand.ticks = 120;
    for (int leaf = 0; leaf < 3; ++leaf) {
        Workplace workplace;
        workplace.leaf = leaf;
        workplace.employees = 2000;
        workplace.organisation = 0.5;
        workplace.value_added = 1;
        hand.workplaces.push_back(workplace);
    }
    return hand;
}

Model eventful(const HandModel& hand) {
    Model model = make_model(hand);
    model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
    model.schedule.push_back(at_hour(model, ScheduleKind::price, 5, 120));
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 200));
    model.schedule.push_back(at_hour(model, ScheduleKind::concession, 50));
    model.schedule.back().concession = {2, 0.6};
    return model;
}

ParameterValues values_of(const Model& model, std::vector<std::pair<std::string, double>> more = {}) {
    std::vector<std::pair<std::string, double>> values = {{"grievance.exposure", 0.6},
                                                          {"strikes.onset_rate", 1e-2},
                                                          {"strikes.length_days", 0.5},
                                                          {"participation.threshold", 0.3},
                                                          {"organisation.committee_people", 5}};
    values.insert(values.end(), more.begin(), more.end());
    return make_values(model, values);
}

TEST(Organisation, SwitchesActOnlyThroughTheMechanismsThatReadThem) {
    // Without those mechanisms a switch changes not one bit; with them it changes the run.
    struct Reader {
        const char* switch_name;
        std::vector<std::string> mechanisms;
    };
    const Reader readers[] = {{"organisation.persistence", {"participation", "withdrawal"}},
                              {"organisation.discipline", {"backlash"}},
                              {"organisation.bargaining", {"concessions", "strikes"}},
                              {"organisation.synchrony", {"diffusion", "strikes"}},
                              {"organisation.fund", {"strikes"}},
                              {"organisation.refusal", {"arming"}}};
    for (const Reader& reader : readers) {
        const auto hash = [&](bool with_readers, const char* option) {
            HandModel hand = striking_country();
            if (!with_readers) {
                for (const std::string& mechanism : reader.mechanisms) {
                    std::erase(hand.mechanisms, mechanism);
                }
            }
            hand.switches = {{reader.switch_name, option}};
            const Model model = eventful(hand);
            return run_rows(model, values_of(model), key, VectorPath::portable).hash;
        };
        EXPECT_EQ(hash(false, "on"), hash(false, "off")) << reader.switch_name;
        // Nobody here has a weapon to refuse.
        if (std::string_view(reader.switch_name) != "organisation.refusal") {
            EXPECT_NE(hash(true, "on"), hash(true, "off")) << reader.switch_name;
        }
    }
}

TEST(Organisation, WithAllEffectsOffActsOnlyByOrganising) {
    // All six effects off and nobody organised or scattered: people and every other field are those of a run
    // without the mechanism, bit by bit. (With people moving between trait bins the runs differ through
    // `organised_push` and through the draws, which are addressed by row.)
    HandModel hand = striking_country();
    hand.switches = {{"organisation.persistence", "off"}, {"organisation.discipline", "off"},
                     {"organisation.refusal", "off"},     {"organisation.bargaining", "off"},
                     {"organisation.synchrony", "off"},   {"organisation.fund", "off"}};
    const Model on = eventful(hand);
    std::erase(hand.mechanisms, "organisation");
    const Model off = eventful(hand);
    const auto still = [](const Model& model) {
        return values_of(model, {{"organisation.organise_base", 0},
                                 {"organisation.organise_contact", 0},
                                 {"organisation.leaders_lost", 0}});
    };
    RowEngine with(on, still(on), key, VectorPath::portable);
    RowEngine without(off, still(off), key, VectorPath::portable);
    RowEngine moving(on, values_of(on), key, VectorPath::portable);
    while (with.tick() < hand.ticks) {
        with.step();
        without.step();
        moving.step();
        ASSERT_TRUE(std::ranges::equal(with.state().counts(), without.state().counts())) << with.tick();
        for (int f = 0; f < field_count; ++f) {
            const auto field = static_cast<Field>(f);
            if (field != Field::organisation && field != Field::committee) {
                ASSERT_TRUE(std::ranges::equal(with.state().field(field), without.state().field(field)))
                    << field_descriptions[static_cast<std::size_t>(f)].name;
            }
        }
    }
    EXPECT_GT(with.state().field(Field::organisation)[0], 0);
    EXPECT_EQ(without.state().field(Field::organisation)[0], 0);
    EXPECT_FALSE(std::ranges::equal(moving.state().counts(), without.state().counts()));
}

TEST(Organisation, CommitteesFormAtTheirNumberAndBreakUnderArrests) {
    const Model model = make_model(organised_country());
    OneMechanism organisation(
        model, "organisation",
        make_values(model, {{"organisation.committee_people", 50}, {"organisation.committee_break", 0.3}}));
    organise_a_fifth(model, organisation.state);
    const auto committee = organisation.state.field(Field::committee);
    const auto arrests = organisation.state.tally(Tally::arrests_last);
    take_out(model, organisation.state, 0, PersonState::on_strike, 1, 20);
    take_out(model, organisation.state, 0, PersonState::peaceful, 1, 29);
    take_out(model, organisation.state, 0, PersonState::peaceful, 0, 300);  // who is not organised counts not
    take_out(model, organisation.state, 1, PersonState::peaceful, 1, 50);
    take_out(model, organisation.state, 2, PersonState::violent, 1, 500);
    organisation.call(&Mechanism::update_fields);
    EXPECT_TRUE(committee[0] == 0 && committee[1] == 1 && committee[2] == 0);
    take_out(model, organisation.state, 0, PersonState::peaceful, 1, 1);
    arrests[1] = 15;  // no more than .3 x 50
    organisation.call(&Mechanism::update_fields);
    EXPECT_TRUE(committee[0] == 1 && committee[1] == 1 && committee[2] == 0);
    // Fewer than it takes to found one do not end it; arrests do.
    take_out(model, organisation.state, 1, PersonState::peaceful, 1, -10);
    arrests[1] = 12;
    organisation.call(&Mechanism::update_fields);
    EXPECT_EQ(committee[1], 1);
    arrests[1] = 13;
    organisation.call(&Mechanism::update_fields);
    EXPECT_TRUE(committee[0] == 1 && committee[1] == 0);
}

TEST(Organisation, CommitteesPassNewsUnderAFullShutdown) {
    // A crowd in the first place, strikers in the second; no internet and no other far news.
    const auto perceived = [](const char* synchrony, int organised_strikers) {
        HandModel hand;
        hand.people = {1'000'000, 1'000'000};
        hand.mechanisms = {"information", "diffusion", "forced_actions", "organisation"};
        hand.switches = {{"organisation.synchrony", synchrony}};
        hand.organised_bins = 2;
        Model model = make_model(hand);
        model.schedule.push_back(at_hour(model, ScheduleKind::shutdown, -1, 1));
        RowEngine engine(model,
                         make_values(model, {{"information.offline_share", 0},
                                             {"organisation.committee_people", 50},
                                             {"organisation.synchrony_effect", 0.7}}),
                         key, VectorPath::portable);
        State state = engine.state();
        for (int place = 0; place < 2; ++place) {
            state.counts()[model.layout.row(place, 0, PersonState::at_home, 1)] = 500;
            state.counts()[model.layout.row(place, 0, PersonState::at_home, 0)] -= 500;
        }
        take_out(model, state, 0, PersonState::peaceful, 0, 5000);
        take_out(model, state, 0, PersonState::peaceful, 1, 400);
        take_out(model, state, 1, PersonState::on_strike, 1, organised_strikers);
        engine.set_state(state, 0);
        for (int tick = 0; tick < 6; ++tick) {
            engine.step();
        }
        EXPECT_EQ(engine.broken_invariant(), "");
        EXPECT_GT(engine.state().field(Field::activity_memory)[0], 0);
        EXPECT_EQ(engine.state().field(Field::activity_memory)[1], 0);
        return std::pair{engine.state().field(Field::perceived_activity)[1],
                         0.7 * 0.5 * engine.state().field(Field::activity_memory)[0]};
    };
    const auto [seen, expected] = perceived("on", 60);
    EXPECT_GT(seen, 0);
    EXPECT_DOUBLE_EQ(seen, expected);
    EXPECT_EQ(perceived("off", 60).first, 0);
    EXPECT_EQ(perceived("on", 40).first, 0) << "no committee without enough organised people";
}

}  // namespace
}  // namespace upsurge::tests
