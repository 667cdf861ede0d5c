#include "scoring/scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "numbers/count_tails.h"
#include "numbers/densities.h"
#include "numbers/philox.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

using Values = std::vector<double>;
constexpr double inf = std::numeric_limits<double>::infinity();

TEST(Crps, OfANormal) {
    EXPECT_NEAR(crps_normal(0, 1, 0), 0.2336949773, 1e-10);
    EXPECT_NEAR(crps_normal(0, 1, 1), 0.6024413576, 1e-10);
    EXPECT_NEAR(crps_normal(0, 1, 2), 1.4527918217, 1e-10);
    EXPECT_NEAR(crps_normal(10, 3, 4), 3 * 1.4527918217, 1e-9);
}

/// sum over counts k of (F(k) - [k >= y])^2, which is the integral for a whole y.
double crps_by_steps(double mean, std::int64_t y) {
    double sum = 0;
    double cdf = 0;
    const auto end = std::max(y, static_cast<std::int64_t>(mean + 60 * std::sqrt(mean) + 60));
    for (std::int64_t k = 0; k < end; ++k) {
        cdf += std::exp(poisson_log_mass(k, mean));
        const double off = cdf - (k >= y ? 1.0 : 0.0);
        sum += k >= y && cdf > 1 - 1e-13 ? 0.0 : off * off;
    }
    return sum;
}

TEST(Crps, OfAPoisson) {
    EXPECT_NEAR(crps_poisson(3, 2), 0.5417440078, 1e-10);
    // On both sides of the change of method at mean 20.
    for (const double mean : {0.02, 0.7, 3.0, 19.9, 20.1, 60.0, 800.0}) {
        for (const std::int64_t y : {0, 1, 4, 20, 75, 900}) {
            EXPECT_NEAR(crps_poisson(mean, static_cast<double>(y)) / crps_by_steps(mean, y), 1.0, 1e-9)
                << mean << " " << y;
        }
    }
    // Halfway between two counts F is flat, so the score is halfway less the part of the bend.
    const double cdf = std::exp(negative_binomial_log_at_most(2, 3.0, inf));
    EXPECT_NEAR(crps_poisson(3, 2.5), crps_poisson(3, 2) + 0.5 * (cdf * cdf - (1 - cdf) * (1 - cdf)), 1e-12);
    EXPECT_EQ(crps_poisson(0, 4), 4);
    EXPECT_NEAR(crps_poisson(3, -1), crps_poisson(3, 0) + 1, 1e-12);
}

TEST(Crps, OfEnsembles) {
    const auto both = [](const Values& draws, double y, double plain, double fair) {
        EXPECT_NEAR(crps_ensemble(draws, {}, y), plain, 1e-12);
        EXPECT_NEAR(crps_ensemble(draws, {}, y, EnsembleKind::fair), fair, 1e-10);
    };
    both({1, 2, 3, 4}, 2.5, 0.375, 0.1666666667);
    both({0, 0, 5, 10, 50}, 12, 5.4, 3.2);
    both({1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5}, 2.5, 2.05, 1.8666666667);
    EXPECT_EQ(crps_ensemble(Values{7}, {}, 4), 3);
    EXPECT_TRUE(std::isnan(crps_ensemble(Values{7}, {}, 4, EnsembleKind::fair)));
}

TEST(Crps, AWeightOfTwoIsADrawTwice) {
    const Values draws = {3, 9, 1};
    EXPECT_NEAR(crps_ensemble(draws, Values{1, 2, 1}, 4), crps_ensemble(Values{3, 9, 9, 1}, {}, 4), 1e-15);
    EXPECT_EQ(crps_ensemble(draws, Values{1, 2, 1}, 4), crps_ensemble(Values{1, 3, 9}, Values{1, 1, 2}, 4));
    EXPECT_EQ(crps_ensemble(draws, Values{1, 0, 1}, 4), crps_ensemble(Values{1, 3}, {}, 4));
}

// Ensembles of 4 from a standard normal, 20,000 times, outcome 1: fair expects the normal's own score,
// .6024413576, plain more by E|x - x'| / 8 = 2 / sqrt(pi) / 8 = .1410474. One score has an sd of about .55,
// so the mean's standard error is .0039; within 5 of them: a false alarm in 1 of 1.7 million keys each.
TEST(Crps, FairExpectsTheScoreOfTheDistribution) {
    double plain = 0;
    double fair = 0;
    const int times = 20000;
    for (int i = 0; i < times; ++i) {
        Draws draws(make_run_key(1, Purpose::scoring, 0, 0, 0), {.row = static_cast<std::uint32_t>(i)});
        Values ensemble(4);
        std::generate(ensemble.begin(), ensemble.end(), [&] { return normal(draws); });
        plain += crps_ensemble(ensemble, {}, 1) / times;
        fair += crps_ensemble(ensemble, {}, 1, EnsembleKind::fair) / times;
    }
    EXPECT_NEAR(fair, 0.6024413576, 0.02);
    EXPECT_NEAR(plain - fair, 2 / std::sqrt(M_PI) / 8, 0.01);
}

TEST(WeightedIntervalScore, BothConventions) {
    const Values levels = {.1, .25, .5, .75, .9};
    const auto both = [&](const Values& quantiles, double y, double twice, double once) {
        EXPECT_NEAR(weighted_interval_score(levels, quantiles, y, MedianCounts::twice), twice, 1e-12);
        EXPECT_NEAR(weighted_interval_score(levels, quantiles, y), once, 1e-12);
    };
    both({-1, 0, 1, 2, 3}, 1, .3, .36);
    both({-2, 1, 2, 2, 4}, -15, 46.85 / 3, 15.34);
    both({-2, 0, 3, 3, 4}, 22, 57.35 / 3, 19.14);
    EXPECT_EQ(weighted_interval_score(Values{.5}, Values{3}, 5), 2);
}

// The formula of Bracher et al. with interval scores in place of quantile losses.
TEST(WeightedIntervalScore, IsAWeightedMeanOfIntervalScores) {
    const Values levels = {.05, .3, .5, .7, .95};
    const Values q = {2, 4, 7, 8, 30};
    for (const double y : {-1.0, 3.0, 7.5, 44.0}) {
        const double sum =
            0.5 * std::fabs(y - 7) + 0.05 * interval_score(2, 30, .9, y) + 0.3 * interval_score(4, 8, .4, y);
        EXPECT_NEAR(weighted_interval_score(levels, q, y), sum / 2.5, 1e-12);
    }
}

TEST(IntervalScore, OfDraws) {
    Values draws(101);
    std::iota(draws.begin(), draws.end(), 0);
    EXPECT_NEAR(ensemble_interval_score(draws, .9, 120), 590, 1e-9);
    EXPECT_NEAR(ensemble_interval_score(draws, .9, 50), 90, 1e-9);
    EXPECT_NEAR(ensemble_interval_score(draws, .5, 5), 50 + 4 * 20, 1e-9);
}

TEST(BrierAndLog, OfTenEvents) {
    const Values p = {.425, .55, .541, .52, .13, .469, .86, .22, .74, .9};
    const int y[] = {0, 1, 1, 1, 0, 0, 1, 0, 1, 1};
    double brier = 0;
    double logarithmic = 0;
    for (int i = 0; i < 10; ++i) {
        brier += brier_score(p[i], y[i] == 1) / 10;
        logarithmic += binary_log_score(p[i], y[i] == 1) / 10;
    }
    EXPECT_NEAR(brier, .1206667, 1e-9);
    EXPECT_NEAR(logarithmic, .399748989, 1e-9);
    EXPECT_EQ(binary_log_score(0, true), inf);
    EXPECT_EQ(binary_log_score(1, true), 0);
}

TEST(LogScore, OfAMixtureOfCounts) {
    // A geometric with mean 1 has mass 2^-(k + 1); a Poisson(2) has 2 e^-2 at 2.
    const CountComponent mixture[] = {{3, 1, 1}, {1, 2, inf}};
    EXPECT_NEAR(log_score(mixture, 2, 2), -std::log(.75 / 8 + .25 * 2 * std::exp(-2.0)), 1e-14);
    EXPECT_NEAR(log_score(mixture, 1, no_upper_bound), -std::log(.75 / 2 + .25 * (1 - std::exp(-2.0))),
                1e-14);
    EXPECT_NEAR(log_score(mixture, 0, no_upper_bound), 0, 1e-15);
    // Far out, where both masses underflow: 2^-10001 of weight 3/4.
    EXPECT_NEAR(log_score(mixture, 10000, 10000), 10001 * std::log(2.0) - std::log(.75), 1e-9);
    EXPECT_EQ(log_score(mixture, -3, -1), inf);
}

TEST(LogScore, OfAnEnsembleInBins) {
    const Values draws = {0, 0, 0, 2, 3, 700, 2000, 5};
    // Bins 0: three draws; 3-5: two; 26-50: none; beyond 1,000: one. One more is added to each of 11.
    EXPECT_NEAR(ensemble_log_score(draws, {}, 0, views_edges), -std::log(4.0 / 19), 1e-14);
    EXPECT_NEAR(ensemble_log_score(draws, {}, 4, views_edges), -std::log(3.0 / 19), 1e-14);
    EXPECT_NEAR(ensemble_log_score(draws, {}, 30, views_edges), -std::log(1.0 / 19), 1e-14);
    EXPECT_NEAR(ensemble_log_score(draws, {}, 1001, views_edges), -std::log(2.0 / 19), 1e-14);
    EXPECT_NEAR(ensemble_log_score(draws, {}, 1e9, views_edges), -std::log(2.0 / 19), 1e-14);
    EXPECT_NEAR(ensemble_log_score(draws, {}, 4, views_edges, 0.5), -std::log(2.5 / 13.5), 1e-14);
    // Weights 3, 1: effective number 16 / 10.
    EXPECT_NEAR(ensemble_log_score(Values{0, 9}, Values{3, 1}, 0, views_edges),
                -std::log((1.6 * .75 + 1) / (1.6 + 11)), 1e-14);
    double all = 0;
    for (const double edge : views_edges) {
        all += std::exp(-ensemble_log_score(draws, {}, edge, views_edges));
    }
    EXPECT_NEAR(all, 1, 1e-14);
}

TEST(EnergyScore, InOneDimensionIsTheCrps) {
    const Values draws = {3, 9, 1, 4.5};
    const Values weights = {1, 2, 1, .5};
    for (const EnsembleKind kind : {EnsembleKind::plain, EnsembleKind::fair}) {
        EXPECT_NEAR(energy_score(draws, weights, Values{4}, kind), crps_ensemble(draws, weights, 4, kind),
                    1e-14);
    }
}

TEST(EnergyScore, SeesWhetherQuantitiesGoTogether) {
    // Corners of a triangle 3-4-5, outcome at the right angle: (0 + 3 + 4) / 3 - (3 + 4 + 5) / 9.
    const Values triangle = {0, 0, 3, 0, 0, 4};
    EXPECT_NEAR(energy_score(triangle, {}, Values{0, 0}), 1.0, 1e-14);
    EXPECT_NEAR(energy_score(triangle, {}, Values{0, 0}, EnsembleKind::fair), 7.0 / 3 - 2.0, 1e-14);
    // Equal margins; only the first pair of draws rises together as the outcome does.
    const Values together = {0, 0, 1, 1};
    const Values against = {0, 1, 1, 0};
    EXPECT_LT(energy_score(together, {}, Values{1, 1}), energy_score(against, {}, Values{1, 1}));
}

}  // namespace
}  // namespace upsurge
