// Laws of forced actions: gate c (relief and emboldening), V20 (a changed schedule leaves the past alone).
#include <gtest/gtest.h>

#include <cmath>

#include "busy_country.h"
#include "engines/row_engine.h"
#include "hand_model.h"
#include "mechanisms/registry.h"

namespace upsurge::tests {
namespace {

std::vector<std::string> every_mechanism() {
    std::vector<std::string> names;
    for (const Mechanism* mechanism : all_mechanisms()) {
        names.emplace_back(mechanism->name);
    }
    return names;
}

HandModel country() {
    HandModel hand;
    hand.people = {400'000, 1'500'000, 900'000};
    hand.mechanisms = every_mechanism();
    hand.hardship_cuts = {0.95, 0.998};
    hand.risk_aversion_bins = 2;
    hand.organised_bins = 2;
    hand.ticks = 96;
    return hand;
}

/// Mean and standard error over runs of (with - without): crowd-hours after the concession at hour 36.
struct Difference {
    double mean = 0;
    double standard_error = 0;
};

Difference effect_of_concession(const std::vector<std::pair<std::string, double>>& changes) {
    HandModel hand = country();
    hand.mechanisms = {"information",   "diffusion",  "concessions",   "grievance",
                       "participation", "withdrawal", "forced_actions"};
    Model without = make_model(hand);
    without.schedule.push_back(at_hour(without, ScheduleKind::price, -10, 60));
    without.schedule.push_back(at_hour(without, ScheduleKind::price, 5, 120));
    Model with = without;
    with.schedule.push_back(at_hour(with, ScheduleKind::concession, 36));
    with.schedule.back().concession = {2, 0.8};
    auto settings = changes;
    settings.emplace_back("grievance.exposure", 0.6);
    settings.emplace_back("concessions.legitimacy_gain", 0);
    settings.emplace_back("participation.reinforcement_half", 2e-3);
    settings.emplace_back("participation.reinforcement", 0.05);
    settings.emplace_back("participation.threshold", 0.25);
    const ParameterValues values = make_values(with, settings);
    const int runs = 60;
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; ++run) {
        const RunKey key = make_run_key(11, Purpose::simulate, 0, run, 0);
        const RunResult a = run_rows(without, values, key, VectorPath::portable);
        const RunResult b = run_rows(with, values, key, VectorPath::portable);
        double difference = 0;
        for (int tick = 37; tick < hand.ticks; ++tick) {
            difference += b.history.at(tick, 0, Observable::crowd) - a.history.at(tick, 0, Observable::crowd);
        }
        sum += difference;
        squares += difference * difference;
    }
    const double mean = sum / runs;
    return {mean, std::sqrt((squares / runs - mean * mean) / (runs - 1))};
}

// Model::endogenous_from: dated up to then, to the bit, and its own decisions from then on.
TEST(StatePolicy, AGovernmentThatDecidesFromAMomentOnIsDatedBefore) {
    constexpr int moment_hour = 20;
    Model dated = busy_country();
    dated.switches["state_policy.policy"] = "scheduled";
    Model own = dated;
    own.switches["state_policy.policy"] = "endogenous";
    own.endogenous_from = own.clock.at(moment_hour);
    // What it overtakes leaves the same past, so that the two differ by who decides alone.
    std::erase_if(dated.schedule, [&](const ScheduleEntry& entry) {
        return entry.from > own.endogenous_from && entry.kind != ScheduleKind::price;
    });
    int decisions = 0;
    for (std::uint64_t run = 0; run < 8; ++run) {
        const RunKey key = make_run_key(13, Purpose::simulate, 0, run, 0);
        const RunResult a = run_rows(dated, point_values(dated), key, VectorPath::portable);
        const RunResult b = run_rows(own, point_values(own), key, VectorPath::portable);
        for (int tick = 0; tick < moment_hour; ++tick) {
            for (int place = 0; place < static_cast<int>(own.places.size()); ++place) {
                for (int o = 0; o < observable_count; ++o) {
                    const auto observable = static_cast<Observable>(o);
                    ASSERT_EQ(a.history.at(tick, place, observable), b.history.at(tick, place, observable))
                        << tick;
                }
            }
        }
        for (const Decision& decision : b.decisions) {
            decisions += decision.actor == "government" && decision.step >= moment_hour;
        }
    }
    EXPECT_GT(decisions, 0);
}

TEST(Concessions, ReliefAloneNeverRaisesTurnout) {  // gate c
    const Difference effect =
        effect_of_concession({{"concessions.relief_size", 0.1}, {"concessions.embolden_size", 0}});
    // It must lower turnout by far more than noise: five standard errors, false alarms below 1e-6.
    EXPECT_LT(effect.mean, -5 * effect.standard_error);
}

TEST(Concessions, EmboldeningAloneNeverLowersTurnout) {  // gate c
    const Difference effect =
        effect_of_concession({{"concessions.relief_size", 0}, {"concessions.embolden_size", 0.05}});
    EXPECT_GT(effect.mean, 5 * effect.standard_error);
}

TEST(Schedule, ChangedFromT0LeavesEverythingBeforeBitIdentical) {  // V20
    const Model base = [] {
        Model model = make_model(country());
        model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
        model.schedule.push_back(at_hour(model, ScheduleKind::price, 5, 120));
        model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 800));
        return model;
    }();
    const ParameterValues values = make_values(base, {{"grievance.exposure", 0.6}});
    const RunKey key = make_run_key(13, Purpose::simulate, 0, 0, 0);
    const double t0 = 40;
    std::vector<ScheduleEntry> changes = {
        at_hour(base, ScheduleKind::price, t0, 50),       at_hour(base, ScheduleKind::shutdown, t0, 1, 60),
        at_hour(base, ScheduleKind::curfew, t0, 0, 80),   at_hour(base, ScheduleKind::police, t0, 5000),
        at_hour(base, ScheduleKind::policing, t0, 0, 90), at_hour(base, ScheduleKind::concession, t0),
        at_hour(base, ScheduleKind::refusal, t0)};
    changes[2].curfew_to_minute = 1439;
    changes[4].policing = Policing::fire;
    changes[5].concession = {2, 0.9};
    for (const ScheduleEntry& change : changes) {
        Model changed = base;
        changed.schedule.push_back(change);
        RowEngine a(base, values, key, VectorPath::portable);
        RowEngine b(changed, values, key, VectorPath::portable);
        while (a.tick() < static_cast<int>(t0)) {
            a.step();
            b.step();
        }
        EXPECT_EQ(a.hash(), b.hash()) << "schedule kind " << static_cast<int>(change.kind);
        while (a.tick() < 60) {
            a.step();
            b.step();
        }
        EXPECT_NE(a.hash(), b.hash()) << "the change had no effect, kind " << static_cast<int>(change.kind);
    }
}

TEST(UsualValues, KeepASocietyWithoutAShockQuiet) {
    // Nothing happens for ten days: every mechanism on with its usual values, one officer per 1,000
    // residents.
    HandModel hand = country();
    hand.ticks = 240;
    Model model = make_model(hand);
    model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 1000));
    const ParameterValues values = make_values(model, {});
    for (int run = 0; run < 20; ++run) {
        const RunResult result =
            run_rows(model, values, make_run_key(29, Purpose::simulate, 0, run, 0), best_vector_path());
        for (int tick = 0; tick < hand.ticks; ++tick) {
            ASSERT_LT(result.history.at(tick, 0, Observable::crowd) / static_cast<double>(model.population()),
                      1e-3)
                << "run " << run << ", tick " << tick;
        }
    }
}

TEST(RowEngine, SameBitsOnEveryVectorPath) {
    Model model = make_model(country());
    model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
    model.schedule.push_back(at_hour(model, ScheduleKind::price, 5, 120));
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 800));
    const ParameterValues values = make_values(model, {{"grievance.exposure", 0.6}});
    const RunKey key = make_run_key(23, Purpose::simulate, 0, 0, 0);
    const auto portable = run_rows(model, values, key, VectorPath::portable).hash;
    for (const VectorPath path : {VectorPath::avx2, VectorPath::avx512}) {
        if (supports(path)) {
            EXPECT_EQ(run_rows(model, values, key, path).hash, portable) << name_of(path);
        }
    }
    EXPECT_NE(
        run_rows(model, values, make_run_key(24, Purpose::simulate, 0, 0, 0), VectorPath::portable).hash,
        portable);
}

}  // namespace
}  // namespace upsurge::tests
