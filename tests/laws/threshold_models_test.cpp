// Known answers of the participation mechanism: Granovetter (V1, V2), Epstein's mean field (V9), pure
// contagion (V3), and gates f and g. The engine itself is run; nothing is recomputed beside it.
#include <gtest/gtest.h>

#include <cmath>

#include "engines/row_engine.h"
#include "hand_model.h"
#include "numbers/elementary.h"

namespace upsurge::tests {
namespace {

const RunKey key = make_run_key(1, Purpose::simulate, 0, 0, 0);

std::vector<double> equal_cuts(int bins) {
    std::vector<double> cuts;
    for (int i = 1; i < bins; ++i) {
        cuts.push_back(static_cast<double>(i) / bins);
    }
    return cuts;
}

/// Granovetter's crowd: people with the given thresholds, who see everybody at once and act at once.
double granovetter(std::vector<double> thresholds, std::int64_t people_per_threshold, int ticks) {
    HandModel hand;
    hand.people = {static_cast<std::int64_t>(thresholds.size()) * people_per_threshold};
    hand.mechanisms = {"diffusion", "grievance", "participation"};
    hand.hardship_cuts = equal_cuts(static_cast<int>(thresholds.size()));
    hand.hardship_values = std::move(thresholds);
    hand.switches = {{"participation.form", "thresholds"},
                     {"participation.link", "threshold"},
                     {"participation.hours", "flat"}};
    hand.ticks = ticks;
    const Model model = make_model(hand);
    const ParameterValues values = make_values(model, {{"diffusion.memory_hours", 0},
                                                       {"diffusion.media_weight", 0},
                                                       {"participation.join_rate", 1e9},
                                                       {"participation.leave_rate", 1e9}});
    const RunResult result = run_rows(model, values, key, VectorPath::portable);
    EXPECT_EQ(result.broken_invariant, "");
    return result.history.at(ticks - 1, 0, Observable::crowd) / static_cast<double>(model.population());
}

TEST(Granovetter, UniformThresholdsBringEverybody) {  // V1
    std::vector<double> thresholds;
    for (int i = 0; i < 100; ++i) {
        thresholds.push_back(i / 100.0);
    }
    EXPECT_DOUBLE_EQ(granovetter(thresholds, 1, 120), 1.0);
    thresholds[1] = 0.02;  // the one with threshold 1 now waits for two
    EXPECT_DOUBLE_EQ(granovetter(thresholds, 1, 120), 0.01);
}

/// Threshold of person i of n under Normal(.25, sd): the quantile at (i + 1/2)/n.
std::vector<double> normal_thresholds(int n, double sd, bool rounded) {
    std::vector<double> thresholds;
    for (int i = 0; i < n; ++i) {
        const double value = 0.25 + sd * normal_quantile((i + 0.5) / n);
        thresholds.push_back(rounded ? std::nearbyint(value * n) / n : value);
    }
    return thresholds;
}

TEST(Granovetter, NormalThresholdsFold) {  // V2
    // One hundred people, thresholds rounded to whole people: 5 join at sd 12.2, all at 12.3.
    EXPECT_DOUBLE_EQ(granovetter(normal_thresholds(100, 0.122, true), 1, 200), 0.05);
    EXPECT_DOUBLE_EQ(granovetter(normal_thresholds(100, 0.123, true), 1, 200), 1.0);
    // Unrounded: 5 at sd 12.5, 100 at sd 13.
    EXPECT_DOUBLE_EQ(granovetter(normal_thresholds(100, 0.125, false), 1, 200), 0.05);
    EXPECT_DOUBLE_EQ(granovetter(normal_thresholds(100, 0.13, false), 1, 200), 1.0);
    // Many people: the low root of r = Phi((r - .25)/sd) just below the fold at sd .122221, everybody above.
    EXPECT_NEAR(granovetter(normal_thresholds(20000, 0.1215, false), 1, 1000), 0.0491, 0.001);
    EXPECT_GT(granovetter(normal_thresholds(20000, 0.1235, false), 1, 1000), 0.999);
}

TEST(Epstein, MeanFieldActiveShare) {  // V9: 400 x 400 bins agree to .001
    HandModel hand;
    hand.people = {400 * 400 * 100};
    hand.mechanisms = {"grievance", "policing", "participation"};
    hand.hardship_cuts = equal_cuts(400);
    hand.risk_aversion_bins = 400;
    hand.switches = {{"participation.link", "threshold"}, {"participation.hours", "flat"}};
    hand.ticks = 3;
    Model model = make_model(hand);
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -1, 1));
    const ParameterValues values = make_values(model, {{"grievance.hardship_shape", 1},
                                                       {"grievance.legitimacy", 0.82},
                                                       {"participation.threshold", 0.1},
                                                       {"participation.risk_weight", 1},
                                                       {"participation.reinforcement", 0},
                                                       {"participation.organised_push", 0},
                                                       {"participation.join_rate", 1e9},
                                                       {"participation.leave_rate", 1e9},
                                                       {"policing.arrest_rate", 0}});
    const RunResult result = run_rows(model, values, key, best_vector_path());
    const double people = static_cast<double>(model.population());
    // One officer facing nobody: a = .9 exactly, active share (1 - L - T)^2/(2 (1 - L) a).
    EXPECT_NEAR(result.history.at(0, 0, Observable::crowd) / people, 0.019753, 0.001);
    // One officer facing that crowd: a = 0, active share 1 - T/(1 - L).
    EXPECT_NEAR(result.history.at(1, 0, Observable::crowd) / people, 0.444444, 0.001);
    EXPECT_NEAR(result.history.at(2, 0, Observable::crowd) / people, 0.444444, 0.001);
}

TEST(Contagion, EpidemicFinalSize) {  // V3
    // z = 1 - exp(-R0 z). Arrivals are split around the exits of a tick so that a person is seen at the ends
    // of 1/mu ticks on average, whatever their length: the rate below gives R0 exactly. 10^8 people, 1,000
    // first: the standard error of z is below 2e-4 for the values here; seeds move it by less than 1e-4 (R0
    // >= 1.5). Tolerance .001: no false alarm to speak of.
    const double recovery = 0.2;
    for (const auto& [r0, size] : {std::pair{1.5, 0.58281}, {2.0, 0.79681}, {3.0, 0.94048}}) {
        HandModel hand;
        hand.people = {100'000'000};
        hand.mechanisms = {"diffusion", "participation", "withdrawal"};
        hand.switches = {{"participation.form", "contagion"}};
        hand.ticks = 600;
        const Model model = make_model(hand);
        const double rate = r0 * recovery;
        const ParameterValues values = make_values(model, {{"diffusion.memory_hours", 0},
                                                           {"diffusion.media_weight", 0},
                                                           {"participation.contagion_rate", rate},
                                                           {"participation.leave_rate", 0},
                                                           {"withdrawal.fatigue_rate", recovery},
                                                           {"withdrawal.recovery_rate", 0}});
        RowEngine engine(model, values, key, VectorPath::portable);
        State seeded = engine.state();
        seeded.counts()[model.layout.row(0, 0, PersonState::at_home, 0)] -= 1000;
        seeded.counts()[model.layout.row(0, 0, PersonState::peaceful, 0)] += 1000;
        seeded.tally(Tally::crowd_peaceful)[0] = 1000;
        engine.set_state(seeded, 0);
        for (int tick = 0; tick < hand.ticks; ++tick) {
            engine.step();
        }
        const auto counts = engine.state().counts();
        const double never = counts[model.layout.row(0, 0, PersonState::at_home, 0)];
        EXPECT_NEAR(1.0 - never / 1e8, size, 0.001) << "R0 = " << r0;
    }
}

TEST(Participation, WithoutReinforcementChoicesAreIndependent) {  // gate f
    // gam = 0 and fixed risk: each person is a two-state chain with joining probability p and leaving
    // probability q a tick, whatever others do. From nobody in the street the share at tick t is
    // p/(p+q) (1 - (1-p-q)^t), and the crowd is binomial: no cascade adds variance.
    HandModel hand;
    hand.people = {10'000};
    hand.mechanisms = {"grievance", "diffusion", "participation"};
    hand.switches = {{"participation.risk", "fixed"}, {"participation.hours", "flat"}};
    hand.street_at_once = true;
    hand.ticks = 12;
    const Model model = make_model(hand);
    const double join = 0.05;
    const double leave = 0.2;
    // One bin: H = 1/(b+1) = .5, g = .5 x .3 = .15, u = .05 - .1 x fixed risk 0 = .05.
    const ParameterValues values = make_values(model, {{"grievance.hardship_shape", 1},
                                                       {"grievance.legitimacy", 0.7},
                                                       {"participation.threshold", 0.1},
                                                       {"participation.reinforcement", 0},
                                                       {"participation.organised_push", 0},
                                                       {"participation.join_rate", join},
                                                       {"participation.leave_rate", leave},
                                                       {"participation.sharpness", 0.1}});
    const double propensity = logistic(0.5);
    const double p = -expm1_of(-join * propensity);
    const double q = -expm1_of(-leave * (1 - propensity));
    const double share = p / (p + q) * (1 - std::pow(1 - p - q, hand.ticks));
    const int runs = 2000;
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; ++run) {
        const RunResult result =
            run_rows(model, values, make_run_key(7, Purpose::simulate, 0, run, 0), VectorPath::portable);
        const double crowd = result.history.at(hand.ticks - 1, 0, Observable::crowd);
        sum += crowd;
        squares += crowd * crowd;
    }
    const double n = 10'000;
    const double mean = sum / runs;
    const double variance = (squares - sum * mean) / (runs - 1);
    const double expected_variance = n * share * (1 - share);
    // Standard errors sqrt(var/runs) and var sqrt(2/runs); 4.5 of them: false alarms below 1e-5 each.
    EXPECT_NEAR(mean, n * share, 4.5 * std::sqrt(expected_variance / runs));
    EXPECT_NEAR(variance, expected_variance, 4.5 * expected_variance * std::sqrt(2.0 / runs));
}

TEST(Participation, CrowdDecaysAtLeavingPlusFatigue) {  // gate g
    // gam = 0, u/xi to minus infinity, no news, no police: the crowd decays at leave_rate + fatigue exactly.
    HandModel hand;
    hand.people = {100'000'000};
    hand.mechanisms = {"diffusion", "participation", "withdrawal"};
    hand.ticks = 20;
    const Model model = make_model(hand);
    const ParameterValues values = make_values(model, {{"participation.reinforcement", 0},
                                                       {"participation.threshold", 1},
                                                       {"participation.sharpness", 1e-3},
                                                       {"participation.leave_rate", 0.13},
                                                       {"withdrawal.fatigue_rate", 0.02}});
    RowEngine engine(model, values, key, VectorPath::portable);
    State crowded = engine.state();
    const double start = 50'000'000;
    crowded.counts()[model.layout.row(0, 0, PersonState::at_home, 0)] -= 50'000'000;
    crowded.counts()[model.layout.row(0, 0, PersonState::peaceful, 0)] += 50'000'000;
    engine.set_state(crowded, 0);
    for (int tick = 1; tick <= hand.ticks; ++tick) {
        engine.step();
        const double stay = std::exp(-0.15 * tick);
        const double crowd = engine.state().counts()[model.layout.row(0, 0, PersonState::peaceful, 0)];
        // Binomial standard error; 5 of them: false alarms below 1e-6 a tick.
        EXPECT_NEAR(crowd, start * stay, 5 * std::sqrt(start * stay * (1 - stay))) << "tick " << tick;
    }
}

}  // namespace
}  // namespace upsurge::tests
