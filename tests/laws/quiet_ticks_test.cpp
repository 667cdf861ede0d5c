// Long ticks: passed step by step they change nothing; passed at once, while all is quiet, they obey the same
// laws.
#include "engines/quiet_ticks.h"

#include <gtest/gtest.h>

#include <cmath>

#include "busy_country.h"
#include "engines/row_engine.h"
#include "hand_model.h"

namespace upsurge::tests {
namespace {

constexpr int steps = 6;

RunKey key_of(std::uint64_t run) {
    return make_run_key(5, Purpose::simulate, 0, run, 0);
}

/// The same country in ticks of six of its steps.
Model in_long_ticks(Model model) {
    model.clock.tick_hours *= steps;
    model.clock.steps_per_tick = steps;
    return model;
}

TEST(QuietTicks, StepByStepALongTickIsTheSameHours) {
    Model hourly = busy_country();
    hourly.clock.end = hourly.clock.start + 48 * 3600;
    // An emergency in force all along: no tick is quiet.
    ScheduleEntry emergency = at_hour(hourly, ScheduleKind::emergency, -1);
    hourly.schedule.push_back(emergency);
    const Model longer = in_long_ticks(hourly);
    const ParameterValues values = point_values(hourly);
    const RunResult by_hour = run_rows(hourly, values, key_of(0), VectorPath::portable);
    const RunResult by_six = run_rows(longer, values, key_of(0), VectorPath::portable);
    ASSERT_EQ(by_hour.history.ticks(), 48);
    ASSERT_EQ(by_six.history.ticks(), 8);
    EXPECT_EQ(by_hour.hash, by_six.hash);
    EXPECT_GT(by_hour.history.at(47, 0, Observable::detentions_total), 0);
    for (int tick = 0; tick < 8; ++tick) {
        for (int o = 0; o < observable_count; ++o) {
            EXPECT_EQ(by_six.history.at(tick, 0, static_cast<Observable>(o)),
                      by_hour.history.at(steps * tick + steps - 1, 0, static_cast<Observable>(o)));
        }
    }
}

/// Two places in which nothing happens but what the mechanisms named do.
Model quiet_country(std::vector<std::string> mechanisms) {
    HandModel hand;
    hand.people = {100'000, 50'000};
    hand.mechanisms = std::move(mechanisms);
    hand.ticks = 48;
    return make_model(hand);
}

TEST(QuietTicks, DetentionsEndAtTheSameRateInLongTicks) {
    const Model hourly = quiet_country({"detention"});
    const Model longer = in_long_ticks(hourly);
    const ParameterValues values = make_values(hourly, {{"detention.detention_hours", 30}});
    constexpr int runs = 200;
    constexpr int detained = 1000;
    double left[2] = {0, 0};
    int which = 0;
    for (const Model* model : std::initializer_list<const Model*>{&hourly, &longer}) {
        for (int run = 0; run < runs; ++run) {
            RowEngine engine(*model, values, key_of(static_cast<std::uint64_t>(run)), VectorPath::portable);
            State state = engine.state();
            const std::size_t home = model->layout.row(0, 0, PersonState::at_home, 0);
            const std::size_t cell = model->layout.row(0, 0, PersonState::detained, 0);
            ASSERT_GT(state.counts()[home], detained);
            state.counts()[home] -= detained;
            state.counts()[cell] += detained;
            engine.set_state(state, 0);
            EXPECT_TRUE(is_quiet(*model, engine.state()));
            while (engine.tick() < model->clock.ticks()) {
                engine.step();
            }
            left[which] += engine.state().counts()[cell];
        }
        ++which;
    }
    // Binomial with p = exp(-48/30); standard error of a mean 0.9, false alarm rate of 4.5 of them 1e-5.
    const double p = std::exp(-48.0 / 30);
    const double error = std::sqrt(detained * p * (1 - p) / runs);
    EXPECT_NEAR(left[0] / runs, detained * p, 4.5 * error);
    EXPECT_NEAR(left[1] / runs, detained * p, 4.5 * error);
}

TEST(QuietTicks, WhatTheScheduleHasWithinATickIsMetAtItsHour) {
    Model hourly = quiet_country({"forced_actions", "grievance", "concessions"});
    hourly.schedule.push_back(at_hour(hourly, ScheduleKind::price, 0, 60));
    hourly.schedule.push_back(at_hour(hourly, ScheduleKind::price, 15, 120));
    const Model longer = in_long_ticks(hourly);
    const ParameterValues values = make_values(hourly, {});
    const RunResult by_hour = run_rows(hourly, values, key_of(0), VectorPath::portable);
    const RunResult by_six = run_rows(longer, values, key_of(0), VectorPath::portable);
    for (int tick = 0; tick < 8; ++tick) {
        const Stretch stretch{steps * tick, steps, 1};
        EXPECT_EQ(happens_within(longer, stretch), tick == 2) << tick;
        EXPECT_EQ(by_six.history.at(tick, 0, Observable::lpg_price), tick < 2 ? 60 : 120) << tick;
    }
    // At the end of the tick of the rise both have felt it for three hours.
    EXPECT_EQ(by_hour.history.at(17, 0, Observable::lpg_price), 120);
    EXPECT_NEAR(by_six.history.at(2, 0, Observable::grievance),
                by_hour.history.at(17, 0, Observable::grievance), 1e-12);
    EXPECT_GT(by_six.history.at(2, 0, Observable::grievance), by_six.history.at(1, 0, Observable::grievance));
}

TEST(QuietTicks, ACrowdAStrikeOrAnArmedPersonIsNotQuiet) {
    const Model model = busy_country();
    const ParameterValues values = point_values(model);
    const RowEngine engine(model, values, key_of(0), VectorPath::portable);
    State quiet = engine.state();
    ASSERT_TRUE(is_quiet(model, quiet));
    State crowd = quiet;
    crowd.tally(Tally::crowd_peaceful)[1] = static_cast<std::int64_t>(model.event_size) - 1;
    EXPECT_TRUE(is_quiet(model, crowd));
    crowd.tally(Tally::crowd_violent)[1] = 1;
    EXPECT_FALSE(is_quiet(model, crowd));
    State armed = quiet;
    armed.tally(Tally::crowd_armed)[0] = 1;
    EXPECT_FALSE(is_quiet(model, armed));
    State strike = quiet;
    strike.column(WorkplaceColumn::out)[0] = 1;
    EXPECT_FALSE(is_quiet(model, strike));
    State site = quiet;
    site.column(FacilityColumn::lost)[0] = 1;
    EXPECT_FALSE(is_quiet(model, site));
}

TEST(QuietTicks, SmallCrowdsComeAndGoAsOftenInLongTicks) {
    // Small crowds come and go without a cause that grows: the long tick must keep their mean.
    Model hourly = quiet_country({"participation", "withdrawal"});
    hourly.clock.end = hourly.clock.start + 20 * 86400;
    const Model longer = in_long_ticks(hourly);
    const ParameterValues values = make_values(hourly, {{"participation.threshold", 0.25}});
    double mean[2] = {0, 0};
    double square[2] = {0, 0};
    constexpr int runs = 60;
    int which = 0;
    for (const Model* model : std::initializer_list<const Model*>{&hourly, &longer}) {
        for (int run = 0; run < runs; ++run) {
            const RunResult result =
                run_rows(*model, values, key_of(static_cast<std::uint64_t>(run)), VectorPath::portable);
            double out = 0;
            for (int tick = 0; tick < model->clock.ticks(); ++tick) {
                out += result.history.at(tick, 0, Observable::crowd) / model->clock.ticks();
            }
            mean[which] += out / runs;
            square[which] += out * out / runs;
        }
        ++which;
    }
    // Long ticks see the hours of the day in four pieces instead of 24: allowed 5% beside chance, of which
    // the false alarm rate at 4.5 standard errors is 1e-5.
    const auto variance = [&](int i) { return (square[i] - mean[i] * mean[i]) / (runs - 1); };
    const double error = std::sqrt(variance(0) + variance(1));
    EXPECT_GT(mean[0], 5);
    EXPECT_LT(error, 0.05 * mean[0]) << "too few runs to tell";
    EXPECT_NEAR(mean[1], mean[0], 0.05 * mean[0] + 4.5 * error);
}

}  // namespace
}  // namespace upsurge::tests
