// Known answers of self-exciting unrest (V8): participation by contagion is a Hawkes process when a joiner
// stays for one tick and only the memory of it lasts.
//
// Joins of tick k are Poisson with mean mu dt + ratio (1 - keep) sum_j keep^(j - 1) joins_{k-j}, with
// keep = exp(-dt/memory_hours) and ratio = contagion_rate dt: every joiner brings on Poisson(ratio) others in
// all, whatever the tick. So the mean, the size of a cluster and the variance of long windows are those of
// Hawkes 1971 exactly, but for the people used up: a few thousand of 10^9.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "engines/row_engine.h"
#include "hand_model.h"

namespace upsurge::tests {
namespace {

constexpr double ratio = 0.8;
constexpr double tick_hours = 0.5;
constexpr double memory_hours = 1.0;
constexpr int places = 64;  // that hear nothing of each other: as many independent processes
constexpr std::int64_t people_per_place = 1'000'000'000;

Model model_of_places() {
    HandModel hand;
    hand.people.assign(places, people_per_place);
    hand.mechanisms = {"diffusion", "participation"};
    hand.switches = {{"participation.form", "contagion"}};
    hand.tick_hours = tick_hours;
    hand.street_at_once = true;  // nobody leaves in the tick in which they came
    return make_model(hand);
}

/// `joins_per_hour`: those of a place that nobody brought on.
RowEngine engine_of(const Model& model, double joins_per_hour, int run) {
    const ParameterValues values =
        make_values(model, {{"participation.contagion_base", joins_per_hour / people_per_place},
                            {"participation.contagion_rate", ratio / tick_hours},
                            {"participation.leave_rate", 1e12},
                            {"diffusion.local_weight", 1},
                            {"diffusion.distance_weight", 0},
                            {"diffusion.media_weight", 0},
                            {"diffusion.tie_weight", 0},
                            {"diffusion.memory_hours", memory_hours}});
    return RowEngine(model, values, make_run_key(54, Purpose::simulate, 0, run, 0), VectorPath::portable);
}

TEST(SelfExcitation, MeanAndVarianceOfLongWindowsAreThoseOfHawkes) {  // V8
    constexpr double joins_per_hour = 2;
    constexpr int window_ticks = 1000;
    constexpr int windows = 64;
    constexpr double samples = static_cast<double>(places) * windows;
    const Model model = model_of_places();
    RowEngine engine = engine_of(model, joins_per_hour, 0);
    for (int tick = 0; tick < 300; ++tick) {  // forgets its start with exp(-.079 tick)
        engine.step();
    }
    double sum = 0;
    double squares = 0;
    for (int window = 0; window < windows; ++window) {
        std::vector<double> joins(places, 0.0);
        for (int tick = 0; tick < window_ticks; ++tick) {
            engine.step();
            const auto crowd = engine.state().tally(Tally::crowd_peaceful);
            for (std::size_t p = 0; p < joins.size(); ++p) {
                joins[p] += static_cast<double>(crowd[p]);
            }
        }
        for (const double number : joins) {
            sum += number;
            squares += number * number;
        }
    }
    const double mean = sum / samples;
    const double variance = (squares - sum * mean) / (samples - 1);
    // 5000 joins a window, standard deviation 354 in 4096 windows: standard error 5.5.
    EXPECT_NEAR(mean, joins_per_hour * tick_hours * window_ticks / (1 - ratio), 28);
    // The limit is 1/(1 - ratio)^2 = 25. Memory across the edges of a window takes away 2 c/(r^2 L) for each
    // join, with r the relaxation per tick, L the ticks and c the covariance of neighbouring ticks.
    const double keep = std::exp(-tick_hours / memory_hours);
    const double relaxation = (1 - keep) * (1 - ratio);
    const double moving = std::pow(ratio * (1 - keep), 2) / (1 - std::pow(1 - relaxation, 2));
    const double neighbours = keep * moving + ratio * (1 - keep) * (1 + moving);
    const double edges = 2 * neighbours / (relaxation * relaxation * window_ticks);
    EXPECT_LT(edges, 0.4);
    // A variance of 4096 nearly normal samples has a standard error of 2.2%: .55. Five of each, false alarms
    // below 2e-6 in all.
    EXPECT_NEAR(variance / mean, 25 - edges, 2.75);
}

TEST(SelfExcitation, ClustersAreAsLargeAsBorelSays) {  // V8
    constexpr int runs = 128;
    constexpr double clusters = static_cast<double>(places) * runs;
    const Model model = model_of_places();
    double one = 0;
    double two = 0;
    double sum = 0;
    for (int run = 0; run < runs; ++run) {
        RowEngine engine = engine_of(model, 0, run);
        State seeded = engine.state();
        for (int p = 0; p < places; ++p) {
            --seeded.counts()[model.layout.block(p, 0, PersonState::at_home)];
            ++seeded.counts()[model.layout.block(p, 0, PersonState::peaceful)];
            seeded.tally(Tally::crowd_peaceful)[static_cast<std::size_t>(p)] = 1;
        }
        engine.set_state(seeded, 0);
        std::vector<std::int64_t> size(places, 1);
        double to_come = places;
        for (int tick = 0; tick < 20'000 && to_come > 1e-4; ++tick) {
            engine.step();
            const State& now = engine.state();
            to_come = 0;
            for (std::size_t p = 0; p < size.size(); ++p) {
                const std::int64_t joined = now.tally(Tally::crowd_peaceful)[p];
                size[p] += joined;
                to_come += static_cast<double>(joined) +
                           now.field(Field::activity_memory)[p] * static_cast<double>(people_per_place);
            }
        }
        ASSERT_LE(to_come, 1e-4);
        for (const std::int64_t reached : size) {
            one += reached == 1 ? 1 : 0;
            two += reached == 2 ? 1 : 0;
            sum += static_cast<double>(reached);
        }
    }
    // Of 8192 clusters: standard errors .0055 and .0041; a size has standard deviation 10, so .11. Five of
    // each, false alarms below 2e-6 in all.
    EXPECT_NEAR(one / clusters, 0.449329, 0.0275);
    EXPECT_NEAR(two / clusters, 0.161517, 0.0205);
    EXPECT_NEAR(sum / clusters, 5, 0.55);
}

}  // namespace
}  // namespace upsurge::tests
