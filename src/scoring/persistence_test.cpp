#include "scoring/persistence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "numbers/densities.h"

namespace upsurge {
namespace {

TEST(Persistence, StudentsTail) {
    // One degree: Cauchy. Two: 1/2 - x / (2 sqrt(2 + x^2)). Many: normal.
    EXPECT_NEAR(student_upper_tail(1.7, 1), .5 - std::atan(1.7) / M_PI, 1e-14);
    EXPECT_NEAR(student_upper_tail(-.4, 2), .5 + .4 / (2 * std::sqrt(2.16)), 1e-14);
    EXPECT_NEAR(student_upper_tail(1.959964, 1e7), .025, 1e-6);
}

TEST(Persistence, SpreadByHand) {
    // 3, nothing, 15: log 4, log 16, two days apart: d^2 / g = 2 (log 2)^2. Prior: 2 changes of 0.5.
    const CountSeries series = {CountBounds::exactly(3), CountBounds::missing(), CountBounds::exactly(15),
                                CountBounds::missing()};
    const PersistenceState state = persistence_after({}, series);
    EXPECT_NEAR(state.last_log, std::log(16.0), 1e-15);
    EXPECT_EQ(state.days_since, 1);
    EXPECT_EQ(state.freedom, 3);
    EXPECT_NEAR(state.spread, std::sqrt((2 * .25 + 2 * std::log(2) * std::log(2)) / 3), 1e-14);
    // At least 15, the next day, two days after the last: above 14.5.
    EXPECT_NEAR(persistence_log_probability({}, state, CountBounds::at_least(15), 1),
                std::log(student_upper_tail(std::log(15.5 / 16) / (state.spread * std::sqrt(2.0)), 3)),
                1e-14);
    // A bounded day stands for its middle in logs: between 4 and 16, 8.
    EXPECT_NEAR(persistence_after({}, {{3, 15}}).last_log, std::log(8.0), 1e-15);
    EXPECT_NEAR(persistence_after({}, {CountBounds::at_least(15)}).last_log, std::log(16.0), 1e-15);
}

TEST(Persistence, EveryDayIsADistribution) {
    const CountSeries series = {CountBounds::exactly(30), CountBounds::exactly(12)};
    const PersistenceState state = persistence_after({}, series);
    double sum = 0;
    for (std::int64_t k = 0; k < 2000; ++k) {
        sum += std::exp(persistence_log_probability({}, state, CountBounds::exactly(k), 3));
    }
    sum += std::exp(persistence_log_probability({}, state, CountBounds::at_least(2000), 3));
    EXPECT_NEAR(sum, 1, 1e-11);
    double first = 0;
    for (std::int64_t k = 0; k <= 500; ++k) {
        first += std::exp(first_day_log_probability(CountBounds::exactly(k), 500));
    }
    EXPECT_NEAR(first, 1, 1e-13);
    EXPECT_NEAR(first_day_log_probability({0, 8}, 98), std::log(.5), 1e-14);  // log 10 of log 100
    EXPECT_EQ(first_day_log_probability(CountBounds::missing(), 98), 0);
    EXPECT_EQ(first_day_log_probability(CountBounds::exactly(99), 98), -HUGE_VAL);
}

// The evidence of a walk is that of its increments: the product of predictives is the inverse gamma integral
// of normals. Counts so large that a cell is a density times d log(1 + y) = 1 / (1 + y).
TEST(Persistence, SumIsTheEvidenceByQuadrature) {
    const double y[] = {1000000, 2100000, 1700000, 1900000, 6000000};
    CountSeries series;
    for (const double value : y) {
        series.push_back(CountBounds::exactly(static_cast<std::int64_t>(value)));
    }
    const std::vector<double> logs = persistence_log_probabilities({}, series);
    const double sum = std::accumulate(logs.begin() + 1, logs.end(), 0.0);
    // Precision p ~ gamma(v0 / 2, rate v0 s0^2 / 2) = gamma(1, rate 1/4), integrated over log p.
    double integral = 0;
    const double step = .01;
    for (double log_p = -25; log_p < 10; log_p += step) {
        const double p = std::exp(log_p);
        double log_value = gamma_log_density(p, 1, 4) + log_p;
        for (int i = 1; i < 5; ++i) {
            log_value += normal_log_density(std::log((y[i] + 1.0) / (y[i - 1] + 1.0)), 0, 1 / std::sqrt(p)) -
                         std::log(y[i] + 1.0);
        }
        integral += std::exp(log_value) * step;
    }
    EXPECT_NEAR(sum, std::log(integral), 1e-6);
}

// Of 20,000 draws each share has a standard error of at most .0035; within 5 of them.
TEST(Persistence, DrawsFollowTheProbabilities) {
    const CountSeries series = {CountBounds::exactly(30), CountBounds::exactly(12), CountBounds::missing()};
    const PersistenceState state = persistence_after({}, series);
    const CountDraws draws =
        persistence_draws({}, series, 3, 20000, make_run_key(1, Purpose::baseline, 0, 0, 0));
    for (const int day : {0, 2}) {
        const std::vector<double> sorted = draws.sorted_day(day);
        for (const std::int64_t k : {0, 3, 12, 30, 200}) {
            double share = 0;
            for (const double value : sorted) {
                share += value <= static_cast<double>(k) ? 1.0 / 20000 : 0;
            }
            EXPECT_NEAR(share,
                        std::exp(persistence_log_probability({}, state, CountBounds::at_most(k), day + 1)),
                        .0175);
        }
    }
    // Draws can be made in parts.
    EXPECT_EQ(persistence_draws({}, series, 1, 7, make_run_key(1, Purpose::baseline, 0, 0, 0)).values[6],
              draws.values[18]);
    const std::vector<double> quantiles = predictive_quantiles(draws, std::vector<double>{.25, .5, .75});
    ASSERT_EQ(quantiles.size(), 9u);
    EXPECT_NEAR(quantiles[7], 12, 1);
    EXPECT_LT(quantiles[6], quantiles[0]);  // wider, further ahead
    EXPECT_GT(quantiles[8], quantiles[2]);
}

}  // namespace
}  // namespace upsurge
