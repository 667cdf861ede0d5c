/// Morris and Sobol indices against functions whose indices are known.
///
/// Ishigami and Homma 1990: sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3; Sobol's G with
/// a = 0, 1, 4.5, 9, 99, 99, 99, 99. Exhaustive designs must give the exact numbers to their digits; random
/// ones the same within stated errors.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>

#include "experiments/morris.h"
#include "experiments/sobol.h"
#include "studies/statistics.h"

namespace upsurge {
namespace {

constexpr double pi = 3.14159265358979323846;

double ishigami_at(double x1, double x2, double x3) {
    return std::sin(x1) + 7 * std::sin(x2) * std::sin(x2) + 0.1 * std::pow(x3, 4) * std::sin(x1);
}
double ishigami(std::span<const double> u) {
    return ishigami_at(pi * (2 * u[0] - 1), pi * (2 * u[1] - 1), pi * (2 * u[2] - 1));
}

constexpr std::array<double, 8> g_weights = {0, 1, 4.5, 9, 99, 99, 99, 99};
double sobol_g(std::span<const double> u) {
    double product = 1;
    for (std::size_t i = 0; i < g_weights.size(); ++i) {
        product *= (std::fabs(4 * u[i] - 2) + g_weights[i]) / (1 + g_weights[i]);
    }
    return product;
}

/// Every pair (A, B) of the points of a grid, so that the estimators are sums over the whole design.
std::vector<double> all_pairs(const std::vector<std::vector<double>>& levels,
                              const std::function<double(std::span<const double>)>& function) {
    std::vector<std::vector<double>> points = {{}};
    for (const std::vector<double>& of_factor : levels) {
        std::vector<std::vector<double>> longer;
        for (const std::vector<double>& point : points) {
            for (double level : of_factor) {
                longer.push_back(point);
                longer.back().push_back(level);
            }
        }
        points = std::move(longer);
    }
    std::vector<double> outputs;
    for (const std::vector<double>& a : points) {
        for (const std::vector<double>& b : points) {
            outputs.push_back(function(a));
            outputs.push_back(function(b));
            for (std::size_t factor = 0; factor < a.size(); ++factor) {
                std::vector<double> mixed = a;
                mixed[factor] = b[factor];
                outputs.push_back(function(mixed));
            }
        }
    }
    return outputs;
}

BootstrapOptions no_resamples() {
    BootstrapOptions options;
    options.resamples = 0;
    return options;
}

std::vector<double> random_rows(int factors, std::uint64_t seed, int rows,
                                const std::function<double(std::span<const double>)>& function) {
    std::vector<double> outputs;
    for (int row = 0; row < rows; ++row) {
        for (int which = 0; which < sobol_points_per_row(factors); ++which) {
            outputs.push_back(function(sobol_point(factors, seed, row, which)));
        }
    }
    return outputs;
}

// The indices need moments of order two of sin x1 and sin^2 x2, for which 3 and 5 equally spaced angles are
// exact, and mean and variance of x3^4, which 3 values have: pi^4/5 - d, the same, pi^4/5 + 2d with 2 d^2 =
// 16 pi^8/225.
TEST(Sobol, IshigamiOverAllPairsIsExact) {
    std::vector<std::vector<double>> levels(3);
    for (int i = 0; i < 3; ++i) {
        levels[0].push_back(-pi + 2 * pi * (i + 0.5) / 3);
    }
    for (int i = 0; i < 5; ++i) {
        levels[1].push_back(-pi + 2 * pi * (i + 0.5) / 5);
    }
    const double d = 4.0 / 15 / std::sqrt(2.0);
    for (double share : {0.2 - d, 0.2 - d, 0.2 + 2 * d}) {
        levels[2].push_back(pi * std::pow(share, 0.25));
    }
    const std::vector<double> outputs =
        all_pairs(levels, [](std::span<const double> x) { return ishigami_at(x[0], x[1], x[2]); });
    const SobolIndices found = sobol_indices(3, outputs, no_resamples());
    EXPECT_NEAR(found.mean, 3.5, 1e-12);
    EXPECT_NEAR(found.variance, 13.84458794, 1e-8);
    const double first_order[] = {.31390519, .44241114, 0};
    const double total[] = {.55758886, .44241114, .24368366};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(found.first_order[i], first_order[i], 5e-9) << i;
        EXPECT_NEAR(found.total[i], total[i], 5e-9) << i;
    }
}

// |4u - 2| has mean 1 and variance 1/3, which the two values 1 - 1/sqrt 3 and 1 + 1/sqrt 3 have too.
TEST(Sobol, GFunctionOverAllPairsIsExact) {
    const double low = (2 + 1 - 1 / std::sqrt(3.0)) / 4;
    const double high = (2 + 1 + 1 / std::sqrt(3.0)) / 4;
    const std::vector<double> outputs = all_pairs(std::vector<std::vector<double>>(8, {low, high}), sobol_g);
    const SobolIndices found = sobol_indices(8, outputs, no_resamples());
    const double first_order[] = {.716192, .179048, .023676, .007162, .000072};
    const double total[] = {.787144, .242198, .034317, .010460, .000105};
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_NEAR(found.first_order[i], first_order[i], 6e-7) << i;
        EXPECT_NEAR(found.total[i], total[i], 6e-7) << i;
    }
    EXPECT_NEAR(found.total[7], found.total[4], 1e-12);
}

// 40 designs of 500 rows. The mean of each index must lie within 4.5 of its standard errors (the spread of
// the 40 over sqrt 40): with 6 comparisons and 39 degrees of freedom a false alarm in about 1 of 2,500 seeds.
// Of 240 intervals of 90% about 216 hold the truth; the standard error would be 4.6 were they independent,
// but the 6 of one design are not, so it is at most 4.6 sqrt 6 = 11.4: between 165 and 240 is 4.5 below, and
// the upper end is that not all do, which 40 independent intervals would do in 1 of 68 seeds and 240 hardly
// ever.
TEST(Sobol, RandomDesignsAreUnbiasedAndTheirIntervalsCover) {
    const std::array<double, 6> truth = {.31390519, .44241114, 0, .55758886, .44241114, .24368366};
    std::array<std::vector<double>, 6> estimates;
    int covered = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        BootstrapOptions options;
        options.key = make_run_key(seed, Purpose::bootstrap, 0, 0, 0);
        options.resamples = 200;
        const SobolIndices found = sobol_indices(3, random_rows(3, seed, 500, ishigami), options);
        for (std::size_t i = 0; i < 6; ++i) {
            estimates[i].push_back(i < 3 ? found.first_order[i] : found.total[i - 3]);
            const Interval interval = i < 3 ? found.first_order_intervals[i] : found.total_intervals[i - 3];
            covered += interval.low <= truth[i] && truth[i] <= interval.high;
        }
    }
    for (std::size_t i = 0; i < 6; ++i) {
        const SampleSummary summary = summarise(estimates[i]);
        const double standard_error = summary.sd / std::sqrt(40.0);
        EXPECT_LT(standard_error, 0.012) << i;
        EXPECT_NEAR(summary.mean, truth[i], 4.5 * standard_error) << i;
    }
    EXPECT_GE(covered, 165);
    EXPECT_LT(covered, 240);
}

// y = x + 2 e where e = +-1 by the half in which the last coordinate lies: variances 1/12 and 4, no
// interaction; and y = x e: alone x explains nothing and e 3/4, in all x 1/4 and e everything (mean 0,
// variance 1/3; given x, 1/3; given e, 1/12). 2,000 rows; the standard errors of these indices are below .03,
// 5 of them allowed: one false alarm in 200,000 seeds for 8 comparisons.
TEST(Sobol, ChanceAsAFactorGetsTheShareThatIsChance) {
    const auto sign = [](double u) { return u < 0.5 ? -1.0 : 1.0; };
    const auto added = [&](std::span<const double> u) { return u[0] + 2 * sign(u[1]); };
    const SobolIndices sum = sobol_indices(2, random_rows(2, 3, 2000, added), no_resamples());
    const double share = (1.0 / 12) / (1.0 / 12 + 4);
    EXPECT_NEAR(sum.total[0], share, 0.01);
    EXPECT_NEAR(sum.total[1], 1 - share, 0.15);
    EXPECT_NEAR(sum.first_order[1], 1 - share, 0.15);
    const auto times = [&](std::span<const double> u) { return u[0] * sign(u[1]); };
    const SobolIndices product = sobol_indices(2, random_rows(2, 4, 2000, times), no_resamples());
    EXPECT_NEAR(product.first_order[0], 0, 0.15);
    EXPECT_NEAR(product.total[0], 0.25, 0.1);
    EXPECT_NEAR(product.first_order[1], 0.75, 0.15);
    EXPECT_NEAR(product.total[1], 1, 0.15);
}

TEST(Sobol, AnOutputThatNeverVariesHasNoIndices) {
    const SobolIndices found =
        sobol_indices(2, random_rows(2, 1, 10, [](std::span<const double>) { return 7.0; }), {});
    EXPECT_EQ(found.variance, 0);
    EXPECT_TRUE(std::isnan(found.total[0]));
    EXPECT_TRUE(std::isnan(found.total_intervals[0].low));
}

TEST(Sobol, RowsMixAAndB) {
    const std::vector<double> a = sobol_point(4, 9, 5, 0);
    const std::vector<double> b = sobol_point(4, 9, 5, 1);
    for (int factor = 0; factor < 4; ++factor) {
        const std::vector<double> mixed = sobol_point(4, 9, 5, 2 + factor);
        for (int i = 0; i < 4; ++i) {
            const auto at = static_cast<std::size_t>(i);
            EXPECT_EQ(mixed[at], i == factor ? b[at] : a[at]);
            EXPECT_NE(a[at], b[at]);
        }
    }
    EXPECT_NE(sobol_point(4, 9, 6, 0), a);
}

/// Every admissible step: each factor from 0 or 1/3 upwards, the others at all four levels.
std::vector<double> all_effects(std::size_t moved) {
    std::vector<double> effects;
    std::vector<double> point(3);
    for (int code = 0; code < 64; ++code) {
        for (std::size_t i = 0; i < 3; ++i) {
            point[i] = ((code >> (2 * i)) & 3) / 3.0;
        }
        if (point[moved] + morris_step > 1 + 1e-9) {
            continue;
        }
        const double before = ishigami(point);
        point[moved] += morris_step;
        effects.push_back((ishigami(point) - before) / morris_step);
    }
    return effects;
}

TEST(Morris, IshigamiOverAllAdmissibleStepsIsExact) {
    const double mu_star[] = {7.704054, 7.875, 6.248796};
    const double mu[] = {7.704054, 0, 0};
    for (std::size_t factor = 0; factor < 3; ++factor) {
        const std::vector<double> effects = all_effects(factor);
        EXPECT_EQ(effects.size(), 32u);
        const EffectSummary summary = summarise_effects(effects);
        EXPECT_NEAR(summary.mu_star, mu_star[factor], 6e-7) << factor;
        EXPECT_NEAR(summary.mu, mu[factor], 6e-7) << factor;
    }
}

// 4,000 walks draw each admissible step equally often: mean effects within 4.9 standard errors (sigma / sqrt
// 4,000, at most .13) of the exhaustive ones; 6 comparisons, one false alarm in 170,000 seeds.
TEST(Morris, WalksDrawAdmissibleStepsEquallyOften) {
    std::vector<std::vector<double>> effects;
    std::map<double, int> levels;
    for (int walk = 0; walk < 4000; ++walk) {
        const MorrisTrajectory trajectory = morris_trajectory(3, -1, 11, walk);
        std::vector<double> outputs;
        for (const std::vector<double>& point : trajectory.points) {
            outputs.push_back(ishigami(point));
        }
        for (double coordinate : trajectory.points.front()) {
            ++levels[std::round(coordinate * 3)];
        }
        effects.push_back(elementary_effects(trajectory, outputs));
    }
    BootstrapOptions options;
    options.resamples = 100;
    const MorrisIndices found = morris_indices(3, effects, options);
    for (std::size_t factor = 0; factor < 3; ++factor) {
        const std::vector<double> exact_effects = all_effects(factor);
        const EffectSummary exact = summarise_effects(exact_effects);
        const EffectSummary& drawn = found.factors[factor];
        const double standard_error = exact.sigma / std::sqrt(4000.0);
        EXPECT_NEAR(drawn.mu, exact.mu, 4.9 * standard_error + 1e-9) << factor;
        EXPECT_NEAR(drawn.mu_star, exact.mu_star, 4.9 * standard_error + 1e-9) << factor;
        EXPECT_LE(found.mu_star[factor].low, drawn.mu_star + 1e-9);
        EXPECT_GE(found.mu_star[factor].high, drawn.mu_star - 1e-9);
    }
    // 3,000 expected of each level, standard error 47.
    ASSERT_EQ(levels.size(), 4u);
    for (const auto& [level, count] : levels) {
        EXPECT_NEAR(count, 3000, 5 * 47) << level;
    }
}

TEST(Morris, AWalkMovesEveryFactorOnceAndChanceTwiceAnew) {
    const MorrisTrajectory walk = morris_trajectory(5, 4, 2, 7);
    ASSERT_EQ(walk.points.size(), 6u);
    std::vector<int> seen(5, 0);
    for (std::size_t step = 0; step < 5; ++step) {
        const auto moved = static_cast<std::size_t>(walk.moved[step]);
        ++seen[moved];
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_EQ(walk.points[step][i] != walk.points[step + 1][i], i == moved);
        }
        if (moved != 4) {
            EXPECT_NEAR(walk.points[step + 1][moved] - walk.points[step][moved], walk.moved_by[step], 1e-15);
        } else {
            EXPECT_EQ(walk.moved_by[step], 1.0);
        }
    }
    EXPECT_EQ(seen, std::vector<int>(5, 1));
    EXPECT_NE(morris_trajectory(5, 4, 2, 8).points.front()[4], walk.points.front()[4]);
}

}  // namespace
}  // namespace upsurge
