// Draws without replacement against their exact laws. Alarms as in samplers_test.cpp.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "numbers/chi_square.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

constexpr double alarm = 1e-6;
using Counts = std::vector<std::int64_t>;

Draws draws_of(std::int64_t i, std::uint32_t test) {
    static const RunKey key = make_run_key(20220105, Purpose::simulate, 0, 0, 0);
    return Draws(key, {0, 0, 2, static_cast<std::uint32_t>(i), test});
}

ExactLaw hypergeometric_law(std::int64_t good, std::int64_t bad, std::int64_t taken) {
    const std::int64_t low = std::max<std::int64_t>(0, taken - bad);
    const std::int64_t high = std::min(good, taken);
    const std::int64_t mode = std::clamp(
        static_cast<std::int64_t>((taken + 1.0L) * (good + 1.0L) / (good + bad + 2.0L)), low, high);
    return exact_law(low, mode, high, [=](std::int64_t k) {
        return static_cast<long double>(good - k) * static_cast<long double>(taken - k) /
               (static_cast<long double>(k + 1) * static_cast<long double>(bad - taken + k + 1));
    });
}

TEST(UniformBelow, is_even) {
    for (const std::uint64_t n : {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{48}}) {
        Counts observed(n, 0);
        const std::vector<double> probability(n, 1.0 / static_cast<double>(n));
        for (std::int64_t i = 0; i < 200000; ++i) {
            Draws draws = draws_of(i, 1);
            ++observed[uniform_below(draws, n)];
        }
        EXPECT_GT(chi_square_p_value(observed, probability), alarm) << n;
    }
    // Three quarters of the 64-bit range: a plain remainder would favour the lowest third threefold.
    const std::uint64_t large = 3 * (std::uint64_t{1} << 62);
    Counts observed(3, 0);
    for (std::int64_t i = 0; i < 200000; ++i) {
        Draws draws = draws_of(i, 2);
        const std::uint64_t value = uniform_below(draws, large);
        ASSERT_LT(value, large);
        ++observed[value >> 62];
    }
    EXPECT_GT(chi_square_p_value(observed, std::vector<double>(3, 1.0 / 3.0)), alarm);
}

TEST(Hypergeometric, follows_its_law_from_small_to_a_billion) {
    const std::int64_t cases[][3] = {{1, 1, 1},
                                     {3, 4, 5},
                                     {10, 2, 6},
                                     {100, 200, 30},
                                     {200, 100, 290},
                                     {50, 50, 50},
                                     {40, 60, 25},
                                     {41, 60, 26},
                                     {1000, 1000000, 9000},
                                     {1000, 1000000, 11000},
                                     {2000, 3, 1000},
                                     {500, 500, 990},
                                     {100000, 50000, 70000},
                                     {1000000000, 1000000000, 5},
                                     {30, 1000000000, 500000000},
                                     {400000000, 600000000, 100000000},
                                     {999999990, 1000000, 500000000}};
    std::uint32_t test = 10;
    for (const auto& [good, bad, taken] : cases) {
        const double chance = law_p_value(hypergeometric_law(good, bad, taken), 800000,
                                          [&, good = good, bad = bad, taken = taken](std::int64_t i) {
                                              Draws draws = draws_of(i, test);
                                              return hypergeometric(draws, good, bad, taken);
                                          });
        EXPECT_GT(chance, alarm) << good << " " << bad << " " << taken;
        ++test;
    }
}

TEST(Hypergeometric, certain_cases_use_no_bits) {
    Draws draws = draws_of(0, 40);
    Draws untouched = draws;
    EXPECT_EQ(hypergeometric(draws, 0, 10, 5), 0);
    EXPECT_EQ(hypergeometric(draws, 10, 0, 5), 5);
    EXPECT_EQ(hypergeometric(draws, 10, 20, 0), 0);
    EXPECT_EQ(hypergeometric(draws, 10, 20, 30), 10);
    EXPECT_EQ(draws.bits64(), untouched.bits64());
}

// V14: 30 arrests from 100 violent and 200 peaceful at random. Standard errors over 1,000,000 draws:
// mean 0.0025, variance 0.0085.
TEST(Hypergeometric, arrests_at_random_have_mean_10_and_variance_6_0201) {
    double sum = 0.0;
    double squares = 0.0;
    const int count = 1000000;
    for (int i = 0; i < count; ++i) {
        Draws draws = draws_of(i, 41);
        const Counts crowd = {100, 200};
        Counts arrested(2);
        multivariate_hypergeometric(draws, crowd, 30, arrested);
        const double d = static_cast<double>(arrested[0]) - 10.0;
        sum += d;
        squares += d * d;
    }
    EXPECT_NEAR(sum / count, 0.0, 5.0 * 0.0025);
    EXPECT_NEAR(squares / count, 6.0201, 5.0 * 0.0085);
}

/// Exact joint law of Wallenius' distribution, item by item over the picks so far.
std::map<Counts, double> wallenius_law(const Counts& counts, const std::vector<double>& weights, int taken) {
    std::map<Counts, double> law = {{Counts(counts.size(), 0), 1.0}};
    for (int step = 0; step < taken; ++step) {
        std::map<Counts, double> next;
        for (const auto& [picked, chance] : law) {
            double total = 0.0;
            for (std::size_t c = 0; c < counts.size(); ++c) {
                total += weights[c] * static_cast<double>(counts[c] - picked[c]);
            }
            for (std::size_t c = 0; c < counts.size(); ++c) {
                if (weights[c] > 0.0 && picked[c] < counts[c]) {
                    Counts more = picked;
                    ++more[c];
                    next[more] += chance * weights[c] * static_cast<double>(counts[c] - picked[c]) / total;
                }
            }
        }
        law = std::move(next);
    }
    return law;
}

double joint_p_value(const std::map<Counts, double>& law, std::int64_t draws_count, auto sample) {
    std::map<Counts, std::int64_t> seen;
    for (std::int64_t i = 0; i < draws_count; ++i) {
        const Counts out = sample(i);
        if (!law.contains(out)) {
            return 0.0;
        }
        ++seen[out];
    }
    Counts observed;
    std::vector<double> probability;
    for (const auto& [value, chance] : law) {
        observed.push_back(seen.contains(value) ? seen[value] : 0);
        probability.push_back(chance);
    }
    return chi_square_p_value(observed, probability);
}

TEST(MultivariateHypergeometric, follows_its_joint_law) {
    const Counts counts = {3, 0, 4, 5, 2};
    for (const int taken : {1, 6, 13}) {
        const auto law = wallenius_law(counts, std::vector<double>(5, 1.0), taken);
        EXPECT_GT(joint_p_value(law, 300000,
                                [&](std::int64_t i) {
                                    Draws draws = draws_of(i, 50);
                                    Counts out(5);
                                    multivariate_hypergeometric(draws, counts, taken, out);
                                    return out;
                                }),
                  alarm)
            << taken;
    }
}

// 16 picks go one by one, 17 through the race in time: the two must not be told apart.
TEST(Wallenius, follows_its_exact_joint_law_on_both_sides_of_the_switch) {
    struct Case {
        Counts counts;
        std::vector<double> weights;
        int taken;
    };
    const Case cases[] = {
        {{100, 200}, {2.0, 1.0}, 16},        {{100, 200}, {2.0, 1.0}, 17},
        {{100, 200}, {2.0, 1.0}, 30},        {{100, 200}, {2.0, 1.0}, 290},
        {{100, 200}, {1.0, 50.0}, 210},      {{100, 200}, {1e-4, 1.0}, 205},
        {{20, 20, 20}, {1.0, 2.0, 5.0}, 40}, {{20, 20, 20}, {1.0, 2.0, 5.0}, 59},
        {{8, 20, 9, 6}, {3, 0, 1, 0.2}, 20}, {{40, 30, 0, 7}, {1.0, 1.5, 9.0, 100.0}, 35},
        {{5, 300}, {1e6, 1.0}, 100},         {{1, 1, 1, 50}, {4.0, 3.0, 2.0, 1e-3}, 25},
        {{30, 30}, {1e-300, 3e-300}, 30},    {{30, 30}, {1e300, 3e300}, 30},
    };
    std::uint32_t test = 60;
    for (const Case& item : cases) {
        const auto law = wallenius_law(item.counts, item.weights, item.taken);
        EXPECT_GT(joint_p_value(law, 200000,
                                [&](std::int64_t i) {
                                    Draws draws = draws_of(i, test);
                                    Counts out(item.counts.size());
                                    wallenius(draws, item.counts, item.weights, item.taken, out);
                                    return out;
                                }),
                  alarm)
            << "case " << test - 60;
        ++test;
    }
}

// A few hundred picks from thousands of items, two categories: the exact law by recursion over the number
// of the first category picked.
TEST(Wallenius, follows_its_exact_law_for_hundreds_of_picks) {
    const std::int64_t first = 1000;
    const std::int64_t second = 4000;
    const double weight = 2.5;
    const int taken = 1200;
    std::vector<long double> law(static_cast<std::size_t>(taken) + 1, 0.0L);
    law[0] = 1.0L;
    for (int step = 0; step < taken; ++step) {
        for (int k = std::min<int>(step, first); k >= 0; --k) {
            const long double left = weight * (first - k);
            const long double up = left / (left + static_cast<long double>(second - (step - k)));
            const long double mass = law[static_cast<std::size_t>(k)];
            law[static_cast<std::size_t>(k)] = mass * (1.0L - up);
            law[static_cast<std::size_t>(k) + 1] += mass * up;
        }
    }
    ExactLaw exact;
    exact.mass = law;
    const Counts counts = {first, second};
    const auto chance = [&](double used) {
        return law_p_value(exact, 300000, [&](std::int64_t i) {
            Draws draws = draws_of(i, 90);
            Counts out(2);
            wallenius(draws, counts, std::vector<double>{used, 1.0}, taken, out);
            EXPECT_EQ(out[0] + out[1], taken);
            return out[0];
        });
    };
    EXPECT_GT(chance(weight), alarm);
    EXPECT_LT(chance(weight * 1.005), alarm);  // negative control
}

// A million picks: the exact mass by Wallenius' integral,
//   P(x) = C(m1, x) C(m2, n - x) * integral over t in (0, 1) of (1 - t^(w/D))^x (1 - t^(1/D))^(n - x),
// D = w (m1 - x) + (m2 - n + x), taken after t = exp(-D s) on a grid of s around its peak.
TEST(Wallenius, follows_its_integral_for_a_million_picks) {
    const std::int64_t m1 = 1000000;
    const std::int64_t m2 = 3000000;
    const std::int64_t taken = 1000000;
    const long double w = 1.7L;
    const auto log_choose = [](long double n, long double k) {
        return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
    };
    const auto log_mass = [&](std::int64_t x) {
        const long double d = w * (m1 - x) + static_cast<long double>(m2 - taken + x);
        const auto log_integrand = [&](long double s) {
            return std::log(d) - d * s + x * std::log(-std::expm1(-w * s)) +
                   (taken - x) * std::log(-std::expm1(-s));
        };
        long double low = 1e-3L;
        long double high = 5.0L;
        for (int i = 0; i < 80; ++i) {  // golden section towards the peak
            const long double a = low + 0.382L * (high - low);
            const long double b = high - 0.382L * (high - low);
            (log_integrand(a) < log_integrand(b) ? low : high) = log_integrand(a) < log_integrand(b) ? a : b;
        }
        const long double peak = 0.5L * (low + high);
        const long double top = log_integrand(peak);
        const long double step = 2e-4L * peak;
        long double sum = 0.0L;
        for (int i = -60; i <= 60; ++i) {
            sum += std::exp(log_integrand(peak + i * step) - top);
        }
        return log_choose(m1, x) + log_choose(m2, taken - x) + top + std::log(sum * step);
    };
    // The mean solves m1 (1 - e^-wt) + m2 (1 - e^-t) = taken.
    double t = 0.0;
    for (int i = 0; i < 100; ++i) {
        const double miss = m1 * -std::expm1(-1.7 * t) + m2 * -std::expm1(-t) - taken;
        t -= miss / (m1 * 1.7 * std::exp(-1.7 * t) + m2 * std::exp(-t));
    }
    const std::int64_t centre = static_cast<std::int64_t>(m1 * -std::expm1(-1.7 * t));
    // Masses every 40 values over +-3,200 (about seven standard deviations), the rest by interpolating the
    // logarithm with a parabola through three neighbours.
    const std::int64_t reach = 3200;
    const std::int64_t stride = 40;
    std::vector<long double> node;
    for (std::int64_t x = centre - reach - stride; x <= centre + reach + stride; x += stride) {
        node.push_back(log_mass(x));
    }
    ExactLaw exact;
    exact.first = centre - reach;
    const long double top = node[node.size() / 2];
    long double sum = 0.0L;
    for (std::int64_t x = 0; x <= 2 * reach; ++x) {
        const std::size_t i = static_cast<std::size_t>((x + stride / 2) / stride) + 1;
        const long double u = (static_cast<long double>(x) + stride) / stride - static_cast<long double>(i);
        const long double value = node[i] + 0.5L * u * (node[i + 1] - node[i - 1]) +
                                  0.5L * u * u * (node[i + 1] - 2.0L * node[i] + node[i - 1]);
        exact.mass.push_back(std::exp(value - top));
        sum += exact.mass.back();
    }
    EXPECT_NEAR(static_cast<double>(std::exp(top) * sum), 1.0, 1e-6);  // the integral is a law
    for (long double& mass : exact.mass) {
        mass /= sum;
    }
    const double chance = law_p_value(exact, 150000, [&](std::int64_t i) {
        Draws draws = draws_of(i, 91);
        Counts out(2);
        wallenius(draws, Counts{m1, m2}, std::vector<double>{1.7, 1.0}, taken, out);
        return out[0];
    });
    EXPECT_GT(chance, alarm);
}

// A billion picks in three categories: mean and variance of the first from the race at its typical end,
// right to a relative 1e-9 and 1e-8 at this size; standard errors over 40,000 draws.
TEST(Wallenius, has_the_right_mean_and_spread_for_a_billion_picks) {
    const Counts counts = {1000000000, 2000000000, 500000000};
    const std::vector<double> weights = {2.0, 1.0, 0.1};
    const std::int64_t taken = 1000000000;
    double t = 0.0;
    for (int i = 0; i < 100; ++i) {
        double miss = -static_cast<double>(taken);
        double rate = 0.0;
        for (std::size_t c = 0; c < 3; ++c) {
            miss += static_cast<double>(counts[c]) * -std::expm1(-weights[c] * t);
            rate += static_cast<double>(counts[c]) * weights[c] * std::exp(-weights[c] * t);
        }
        t -= miss / rate;
    }
    double spread[3];
    double rate[3];
    for (std::size_t c = 0; c < 3; ++c) {
        const double stay = std::exp(-weights[c] * t);
        spread[c] = static_cast<double>(counts[c]) * stay * (1.0 - stay);
        rate[c] = static_cast<double>(counts[c]) * weights[c] * stay;
    }
    const double all = rate[0] + rate[1] + rate[2];
    const double share = rate[0] / all;
    const double variance = (1 - share) * (1 - share) * spread[0] + share * share * (spread[1] + spread[2]);
    const double mean = static_cast<double>(counts[0]) * -std::expm1(-weights[0] * t);
    const int draws_count = 40000;
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < draws_count; ++i) {
        Draws draws = draws_of(i, 92);
        Counts out(3);
        wallenius(draws, counts, weights, taken, out);
        ASSERT_EQ(out[0] + out[1] + out[2], taken);
        const double d = static_cast<double>(out[0]) - mean;
        sum += d;
        squares += d * d;
    }
    EXPECT_NEAR(sum / draws_count, 0.0, 5.0 * std::sqrt(variance / draws_count));
    EXPECT_NEAR(squares / draws_count / variance, 1.0, 5.0 * std::sqrt(2.0 / draws_count));
}

TEST(Wallenius, equal_weights_are_the_multivariate_hypergeometric) {
    for (std::int64_t i = 0; i < 1000; ++i) {
        Draws one = draws_of(i, 93);
        Draws other = one;
        const Counts counts = {50, 60, 70};
        Counts weighted(3);
        Counts plain(3);
        wallenius(one, counts, std::vector<double>(3, 0.3), 90, weighted);
        multivariate_hypergeometric(other, counts, 90, plain);
        EXPECT_EQ(weighted, plain);
    }
}

TEST(Wallenius, takes_everything_or_nothing_and_may_write_over_its_counts) {
    Draws draws = draws_of(0, 94);
    Counts counts = {500, 40, 7};
    const std::vector<double> weights = {1.0, 0.0, 3.0};
    Counts out(3);
    wallenius(draws, counts, weights, 507, out);
    EXPECT_EQ(out, (Counts{500, 0, 7}));
    wallenius(draws, counts, weights, 0, out);
    EXPECT_EQ(out, (Counts{0, 0, 0}));
    wallenius(draws, counts, weights, 100, counts);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), 100);
}

}  // namespace
}  // namespace upsurge
