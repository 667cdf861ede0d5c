#include "scoring/negative_binomial_autoregression.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "numbers/densities.h"
#include "numbers/hash.h"
#include "numbers/samplers.h"
#include "scoring/coverage.h"
#include "scoring/persistence.h"
#include "scoring/scores.h"

namespace upsurge {
namespace {

const RunKey key = make_run_key(1, Purpose::baseline, 0, 0, 0);

CountSeries exact(const std::vector<std::int64_t>& values) {
    CountSeries series;
    for (const std::int64_t value : values) {
        series.push_back(CountBounds::exactly(value));
    }
    return series;
}

Autoregression with(CountLink link) {
    Autoregression model;
    model.link = link;
    model.largest = 998;  // log(2 + largest) = 3 log 10
    return model;
}

CountSeries simulate(const Autoregression& model, const AutoregressionParameters& truth, int days,
                     std::uint32_t number) {
    const CountDraws draws = autoregression_draws(model, truth, exact({3}), days, 1,
                                                  make_run_key(2, Purpose::simulate, 0, number, 0));
    return exact(draws.values);
}

// 3, then 1: log(5/4) / log 1000 for the first day; then mean 2 + 0.5 x 3 = 3.5 with size 1, whose mass
// at k is (2/9) (7/9)^k. With the logarithm: mean 2 x 4^0.5 = 4, mass (1/5) (4/5)^k.
TEST(Autoregression, LikelihoodByHand) {
    const AutoregressionParameters parameters = {std::log(2.0), .5, 1};
    const double first = std::log(std::log(1.25) / std::log(1000.0));
    const FilteredCounts identity = filtered_counts(with(CountLink::identity), parameters, exact({3, 1}));
    EXPECT_NEAR(identity.log_likelihood, first + std::log(2.0 / 9 * 7 / 9), 1e-12);
    EXPECT_NEAR(identity.log_probabilities[0], first, 1e-12);
    const FilteredCounts log = filtered_counts(with(CountLink::logarithm), parameters, exact({3, 1}));
    EXPECT_NEAR(log.log_likelihood, first + std::log(.2 * .8), 1e-12);
}

// Bounds on the second day, exact on the third. Between 1 and 2, each followed by 0: mean 2 + y / 2, mass
// at 0 is 1 / (3 + y / 2).
TEST(Autoregression, LikelihoodOfBoundsByHand) {
    const Autoregression model = with(CountLink::identity);
    const AutoregressionParameters parameters = {std::log(2.0), .5, 1};
    const double first = std::log(1.25) / std::log(1000.0);
    const auto mass = [](int k) { return 2.0 / 9 * std::pow(7.0 / 9, k); };
    CountSeries series = {CountBounds::exactly(3), {1, 2}, CountBounds::exactly(0)};
    EXPECT_NEAR(filtered_counts(model, parameters, series).log_likelihood,
                std::log(first * (mass(1) / 3.5 + mass(2) / 4)), 1e-12);
    // A bound at the end is a tail: P(y >= 4) = (7/9)^4.
    series = {CountBounds::exactly(3), CountBounds::at_least(4)};
    EXPECT_NEAR(filtered_counts(model, parameters, series).log_likelihood,
                std::log(first * std::pow(7.0 / 9, 4)), 1e-12);
    // A missing day: all counts, the sum taken to 2,000. By bins of one up to 92 it is nearly exact, by the
    // usual bins close.
    double sum = 0;
    for (int k = 0; k < 2000; ++k) {
        sum += mass(k) / (3 + .5 * k);
    }
    series = {CountBounds::exactly(3), CountBounds::missing(), CountBounds::exactly(0)};
    EXPECT_NEAR(filtered_counts(model, parameters, series).log_likelihood, std::log(first * sum), 3e-4);
    Autoregression fine = model;
    fine.bins_per_doubling = 64;
    EXPECT_NEAR(filtered_counts(fine, parameters, series).log_likelihood, std::log(first * sum), 1e-8);
    // Three missing days in a row use rows that are kept; compare with a brute sum over all paths.
    series = {CountBounds::exactly(3), CountBounds::missing(), CountBounds::missing(), CountBounds::missing(),
              CountBounds::exactly(0)};
    std::vector<double> weights(400);
    for (int k = 0; k < 400; ++k) {
        weights[k] = mass(k);
    }
    for (int pass = 0; pass < 2; ++pass) {
        std::vector<double> next(400, 0.0);
        for (int i = 0; i < 400; ++i) {
            for (int j = 0; j < 400; ++j) {
                next[j] += weights[i] * std::exp(negative_binomial_log_mass(j, 2 + .5 * i, 1));
            }
        }
        weights = next;
    }
    sum = 0;
    for (int k = 0; k < 400; ++k) {
        sum += weights[k] / (3 + .5 * k);
    }
    EXPECT_NEAR(filtered_counts(fine, parameters, series).log_likelihood, std::log(first * sum), 1e-6);
    EXPECT_NEAR(filtered_counts(model, parameters, series).log_likelihood, std::log(first * sum), 1e-3);
}

// Hundreds and thousands, bounds and gaps: halving the bins moves the log likelihood by little, and by ever
// less.
TEST(Autoregression, LikelihoodDoesNotDependOnTheBins) {
    const CountSeries series = {
        {100, 999},   CountBounds::missing(), CountBounds::at_least(500), CountBounds::exactly(2000),
        {1000, 3000}, CountBounds::missing(), CountBounds::missing(),     CountBounds::at_most(200)};
    for (const CountLink link : {CountLink::identity, CountLink::logarithm}) {
        Autoregression model;
        model.link = link;
        const AutoregressionParameters parameters = {1, link == CountLink::identity ? .8 : .85, 2};
        std::vector<double> logs;
        for (const int per_doubling : {4, 8, 16, 32}) {
            model.bins_per_doubling = per_doubling;
            logs.push_back(filtered_counts(model, parameters, series).log_likelihood);
        }
        EXPECT_NEAR(logs[0], logs[3], .02);
        EXPECT_NEAR(logs[1], logs[3], .006);
        EXPECT_NEAR(logs[2], logs[3], .002);
    }
}

TEST(Autoregression, DaysThatSayNothingSayNothing) {
    const Autoregression model = with(CountLink::logarithm);
    const AutoregressionParameters parameters = {.3, .6, 2};
    const CountSeries series = exact({3, 1, 0, 4});
    CountSeries longer = series;
    longer.push_back(CountBounds::missing());
    longer.push_back(CountBounds::missing());
    EXPECT_NEAR(filtered_counts(model, parameters, longer).log_likelihood,
                filtered_counts(model, parameters, series).log_likelihood, 1e-11);
    const FilteredCounts after = filtered_counts(model, parameters, longer);
    EXPECT_NEAR(std::accumulate(after.last_weights.begin(), after.last_weights.end(), 0.0), 1, 1e-11);
    CountSeries impossible = {CountBounds::exactly(3), CountBounds::exactly(0)};
    EXPECT_GT(filtered_counts(model, {30, 0, 1e6}, impossible).log_likelihood, -1e5);  // deep, yet a number
}

// 64 series of 150 days of each kind. Mean errors of the estimates, with standard errors from the 64: each
// mean within 4 of them and the bias of order 1/150 of an autoregression's b, -(1 + 3 b) / 150 = -.019
// (Kendall 1954), twice over. A false alarm in less than 1 of 10,000 keys; were b wrong by .05, it would
// fail.
TEST(Autoregression, RecoversWhatItWasSimulatedWith) {
    const struct {
        CountLink link;
        AutoregressionParameters truth;
    } cases[] = {{CountLink::identity, {std::log(2.0), .6, 3}}, {CountLink::logarithm, {.5, .6, 3}}};
    for (const auto& [link, truth] : cases) {
        Autoregression model;
        model.link = link;
        double sum[3] = {};
        double squares[3] = {};
        for (std::uint32_t number = 0; number < 64; ++number) {
            const Result<AutoregressionFit> fit =
                fit_autoregression(model, simulate(model, truth, 150, number));
            ASSERT_TRUE(fit.has_value());
            EXPECT_TRUE(fit->converged);
            const double off[] = {fit->parameters.a - truth.a, fit->parameters.b - truth.b,
                                  std::log(fit->parameters.size / truth.size)};
            for (int i = 0; i < 3; ++i) {
                sum[i] += off[i] / 64;
                squares[i] += off[i] * off[i] / 64;
            }
        }
        const auto error = [&](int i) { return std::sqrt((squares[i] - sum[i] * sum[i]) / 64); };
        EXPECT_NEAR(sum[1], -.019, 4 * error(1) + .019);
        // What b loses, a gains: the mean level stays. The size is overestimated by order 1/150 too.
        EXPECT_NEAR(sum[0], 0, 4 * error(0) + .08);
        EXPECT_NEAR(sum[2], 0, 4 * error(2) + .08);
    }
}

// Parameters from the prior, 20 days from them, the posterior by the lattice: the truth's rank among
// posterior draws is uniform (Cook, Gelman and Rubin 2006), so its 80% intervals hold it in 80%. 150 series;
// by the exact band a false alarm in 1 of 1,000 keys for each of the parameters.
TEST(Autoregression, PosteriorIsCalibrated) {
    Autoregression model;
    model.link = CountLink::logarithm;
    std::int64_t inside[3] = {};
    const int series_count = 150;
    for (std::uint32_t number = 0; number < series_count; ++number) {
        Draws draws(make_run_key(4, Purpose::prior, 0, 0, 0), {.row = number});
        const FreeParameters truth = {2 * normal(draws), .5 + .5 * normal(draws), 1.5 * normal(draws)};
        const CountSeries series = simulate(model, from_free(model, truth), 20, number + 1000);
        const Result<AutoregressionEvidence> found = autoregression_evidence(model, series);
        ASSERT_TRUE(found.has_value()) << number << " " << found.error()[0].what;
        int below[3] = {};
        for (std::uint32_t i = 0; i < 199; ++i) {
            Draws chance(make_run_key(4, Purpose::baseline, 0, number, 0), {.row = i});
            const std::vector<double> draw = found->posterior.sample(chance);
            for (int j = 0; j < 3; ++j) {
                below[j] += draw[j] < truth[j] ? 1 : 0;
            }
        }
        for (int j = 0; j < 3; ++j) {
            inside[j] += below[j] >= 20 && below[j] < 180 ? 1 : 0;
        }
    }
    for (const std::int64_t count : inside) {
        EXPECT_TRUE(coverage(count, series_count, .8, .999).as_promised) << count;
    }
}

// Six days, the last one bounded, against the trapezoidal rule over a ball of 6 sds of the priors.
TEST(Autoregression, EvidenceAgainstQuadrature) {
    for (const CountLink link : {CountLink::identity, CountLink::logarithm}) {
        const Autoregression model = with(link);
        const CountSeries series = {CountBounds::exactly(3),  CountBounds::exactly(5),
                                    CountBounds::exactly(2),  CountBounds::exactly(9),
                                    CountBounds::exactly(12), CountBounds::at_least(4)};
        const double b_mean = link == CountLink::identity ? std::log(.7) : .5;
        const double b_sd = link == CountLink::identity ? .7 : .5;
        const int half = 24;
        const double step = 6.0 / half;
        double sum = 0;
        for (int i = -half; i <= half; ++i) {
            for (int j = -half; j <= half; ++j) {
                for (int k = -half; k <= half; ++k) {
                    const double free[] = {2 * i * step, b_mean + b_sd * j * step, 1.5 * k * step};
                    if (free[2] < -8) {
                        continue;
                    }
                    const double z = step * step * (i * i + j * j + k * k);
                    if (z > 36) {
                        continue;
                    }
                    sum += std::exp(filtered_counts(model, from_free(model, free), series).log_likelihood -
                                    .5 * z);
                }
            }
        }
        const double quadrature = std::log(sum * std::pow(step / std::sqrt(2 * M_PI), 3));
        const double coarse = autoregression_evidence(model, series)->log_evidence;
        const double fine = autoregression_evidence(model, series, {.step = .5, .depth = 24})->log_evidence;
        EXPECT_NEAR(fine, quadrature, 2e-4);
        EXPECT_NEAR(coarse, fine, 1e-3);
    }
}

TEST(Autoregression, PriorWidthMovesTheEvidenceAndShortSeriesAreRefused) {
    Autoregression model = with(CountLink::logarithm);
    const CountSeries series = simulate(model, {.5, .6, 3}, 30, 77);
    const double usual = autoregression_evidence(model, series)->log_evidence;
    model.prior_width = 2;
    const double wide = autoregression_evidence(model, series)->log_evidence;
    EXPECT_LT(wide, usual);
    EXPECT_GT(wide, usual - 3 * std::log(2.0) - .5);  // at most a factor of 2 for each of three parameters
    model.prior_width = -1;
    const auto wrong = fit_autoregression(
        model, {CountBounds::exactly(1), {5, 3}, CountBounds::exactly(5000), CountBounds::missing()});
    ASSERT_FALSE(wrong.has_value());
    ASSERT_EQ(wrong.error().size(), 4u);
    EXPECT_EQ(wrong.error()[0].what, "day 2 of the series is bounded by 5 and 3");
    EXPECT_EQ(wrong.error()[1].what, "day 3 of the series is at least 5000");
    EXPECT_EQ(wrong.error()[2].what, "3 days of the series say something of the count");
}

// Means of 20,000 draws one and two days ahead: 1 + 3 = 4 and 1 + .6 x 4 = 3.4; their standard errors are
// below .04.
TEST(Autoregression, DrawsHaveTheMeanOfTheModel) {
    const Autoregression model = with(CountLink::identity);
    const CountDraws draws = autoregression_draws(model, {0, .6, 3}, exact({1, 5}), 2, 20000, key);
    double one = 0;
    double two = 0;
    for (int i = 0; i < 20000; ++i) {
        one += static_cast<double>(draws.values[2 * i]) / 20000;
        two += static_cast<double>(draws.values[2 * i + 1]) / 20000;
    }
    EXPECT_NEAR(one, 4, .15);
    EXPECT_NEAR(two, 3.4, .2);
    // A last day between 4 and 6 is somewhere there: the mean is near that of 5.
    const CountSeries bounded = {CountBounds::exactly(1), {4, 6}};
    const CountDraws from_bounds = autoregression_draws(model, {0, .6, 3}, bounded, 1, 4000, key);
    const double mean = std::accumulate(from_bounds.values.begin(), from_bounds.values.end(), 0.0) / 4000;
    EXPECT_NEAR(mean, 3.9, .3);
    // Explosive parameters end at the largest count.
    Autoregression wild = with(CountLink::logarithm);
    const CountDraws exploded = autoregression_draws(wild, {2, 1.5, 1e5}, exact({50}), 9, 3, key);
    EXPECT_GE(exploded.values[8], 950);
    EXPECT_LE(exploded.values[8], 998);
}

TEST(Autoregression, PosteriorDrawsAreWiderThanThoseOfTheEstimate) {
    const Autoregression model = with(CountLink::logarithm);
    const CountSeries series = exact({3, 5, 2, 9, 4, 12});
    const AutoregressionFit fit = *fit_autoregression(model, series);
    const AutoregressionEvidence evidence = *autoregression_evidence(model, series);
    const std::vector<double> level = {.95};
    const double estimate =
        predictive_quantiles(autoregression_draws(model, fit.parameters, series, 3, 4000, key), level)[2];
    const double posterior =
        predictive_quantiles(autoregression_draws(model, evidence.posterior, series, 3, 4000, key), level)[2];
    EXPECT_GT(posterior, 1.3 * estimate);
}

// One hash of estimates, evidence and draws, equal for GCC and Clang. A change of the draw scheme or of any
// step of the likelihood moves it; then both compilers must move alike.
TEST(Autoregression, SameBitsFromEveryCompiler) {
    const CountSeries series = {{3, 3}, {0, 9},   {5, 5},  {}, {12, 12}, {4, no_upper_bound},
                                {7, 7}, {20, 99}, {33, 33}};
    StateHash hash;
    for (const CountLink link : {CountLink::identity, CountLink::logarithm}) {
        Autoregression model;
        model.link = link;
        const AutoregressionFit fit = *fit_autoregression(model, series);
        hash.add(fit.parameters.a);
        hash.add(fit.parameters.b);
        hash.add(fit.parameters.size);
        hash.add(fit.log_likelihood);
        const AutoregressionEvidence evidence = *autoregression_evidence(model, series);
        hash.add(evidence.log_evidence);
        for (const std::int64_t value :
             autoregression_draws(model, evidence.posterior, series, 5, 100, key).values) {
            hash.add(value);
        }
    }
    for (const double log : persistence_log_probabilities({}, series)) {
        hash.add(log);
    }
    for (double mean = .1; mean < 300; mean *= 1.3) {
        hash.add(crps_poisson(mean, 20));
    }
    EXPECT_EQ(hex(hash.value()), "127e1744f965ef05");
}

}  // namespace
}  // namespace upsurge
