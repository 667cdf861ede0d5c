// Samplers against their exact laws. Seeds are fixed, so each test passes or fails for ever; chosen blindly,
// a chi-square test here fails by chance once in a million (alarm), a z test at 5 standard errors 6 times in
// ten million.
#include "numbers/samplers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "numbers/chi_square.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

constexpr double alarm = 1e-6;

Draws draws_of(std::int64_t i, std::uint32_t test) {
    static const RunKey key = make_run_key(20220102, Purpose::simulate, 0, 0, 0);
    return Draws(key, {0, 0, 1, static_cast<std::uint32_t>(i), test});
}

ExactLaw binomial_law(std::int64_t n, long double odds) {
    const long double p = odds / (1.0L + odds);
    const std::int64_t mode = std::min(n, static_cast<std::int64_t>((n + 1.0L) * p));
    return exact_law(0, mode, n, [=](std::int64_t k) { return odds * (n - k) / (k + 1.0L); });
}

/// Mass of (a, b, n - a - b) among n items of three kinds.
double trinomial_mass(std::int64_t n, std::int64_t a, std::int64_t b, const double (&share)[3]) {
    double mass = 1.0;
    std::int64_t placed = 0;
    const std::int64_t counts[] = {a, b, n - a - b};
    for (int kind = 0; kind < 3; ++kind) {
        for (std::int64_t i = 1; i <= counts[kind]; ++i) {
            mass *= share[kind] * static_cast<double>(++placed) / static_cast<double>(i);
        }
    }
    return mass;
}

TEST(Binomial, follows_its_law_from_one_trial_to_a_billion) {
    struct {
        std::int64_t n;
        double p;
    } const cases[] = {{1, 0.3},           {2, 0.5},
                       {5, 0.9},           {20, 0.3},
                       {20, 0.7},          {20, 0.499},
                       {20, 0.5},          {25, 0.41},
                       {64, 0.15},         {65, 0.15},
                       {100, 0.0999},      {100, 0.1001},
                       {100, 0.5},         {1000, 0.0002},
                       {1000, 0.9},        {40000, 0.25},
                       {1000000, 1e-5},    {1000000, 0.02},
                       {1000000000, 1e-9}, {1000000000, 1.2e-8},
                       {1000000000, 0.3},  {1000000000, 0.99999},
                       {1000000000, 0.5}};
    std::uint32_t test = 0;
    for (const auto& [n, p] : cases) {
        const long double odds = static_cast<long double>(p) / (1.0L - static_cast<long double>(p));
        const double chance = law_p_value(binomial_law(n, odds), 1000000, [&, n = n, p = p](std::int64_t i) {
            Draws draws = draws_of(i, test);
            return binomial(draws, n, p);
        });
        EXPECT_GT(chance, alarm) << n << " " << p;
        ++test;
    }
}

TEST(Binomial, follows_its_law_for_counts_beyond_32_bits) {
    const std::int64_t n = std::int64_t{1} << 40;
    const double p = 1e-6;
    const double chance =
        law_p_value(binomial_law(n, static_cast<long double>(p) / (1.0L - p)), 1000000, [&](std::int64_t i) {
            Draws draws = draws_of(i, 40);
            return binomial(draws, n, p);
        });
    EXPECT_GT(chance, alarm);
}

TEST(Binomial, a_chance_off_by_a_part_in_seven_hundred_is_rejected) {
    const double chance = law_p_value(binomial_law(1000, 0.3L / 0.7L), 1000000, [&](std::int64_t i) {
        Draws draws = draws_of(i, 41);
        return binomial(draws, 1000, 0.3 * 1.0015);
    });
    EXPECT_LT(chance, alarm);
}

TEST(Binomial, the_ends_use_no_bits) {
    Draws draws = draws_of(0, 42);
    Draws untouched = draws;
    EXPECT_EQ(binomial(draws, 0, 0.5), 0);
    EXPECT_EQ(binomial(draws, 1000000000, 0.0), 0);
    EXPECT_EQ(binomial(draws, 1000000000, 1.0), 1000000000);
    EXPECT_EQ(binomial_exit(draws, 0, 1.0), 0);
    EXPECT_EQ(binomial_exit(draws, 1000000000, 0.0), 0);
    EXPECT_EQ(binomial_exit(draws, 1000000000, elementary::infinity), 1000000000);
    EXPECT_EQ(draws.bits64(), untouched.bits64());
}

TEST(BinomialExit, follows_its_law) {
    struct {
        std::int64_t n;
        double hazard;
    } const cases[] = {{1, 0.1},           {3, 2.0},           {10, 0.5},         {12, 0.69},
                       {15, 0.68},         {14, 0.72},         {200, 0.01},       {1000, 0.011},
                       {1000, 0.6},        {1000, 6.0},        {1000, 3.0},       {1000000, 1e-7},
                       {1000000000, 2e-9}, {1000000000, 0.05}, {1000000000, 1.5}, {1000000000, 19.5}};
    std::uint32_t test = 100;
    for (const auto& [n, hazard] : cases) {
        const double chance = law_p_value(binomial_law(n, std::expm1(static_cast<long double>(hazard))),
                                          1000000, [&, n = n, hazard = hazard](std::int64_t i) {
                                              Draws draws = draws_of(i, test);
                                              return binomial_exit(draws, n, hazard);
                                          });
        EXPECT_GT(chance, alarm) << n << " " << hazard;
        ++test;
    }
}

// 20,000,000 draws with chance 1e-4 each of anything at all: 2,000 expected, standard error 45.
TEST(BinomialExit, tiny_hazards_keep_their_rate) {
    std::int64_t exits = 0;
    for (std::int64_t i = 0; i < 20000000; ++i) {
        Draws draws = draws_of(i, 150);
        exits += binomial_exit(draws, 1000, 1e-7);
    }
    EXPECT_NEAR(static_cast<double>(exits), 2000.0, 5.0 * 45.0);
}

// V11: hazards .3 and .1 over one unit of time.
TEST(CompetingExits, follow_the_exact_shares_and_do_not_depend_on_the_step) {
    const double share[] = {0.75 * -std::expm1(-0.4), 0.25 * -std::expm1(-0.4), std::exp(-0.4)};
    EXPECT_NEAR(share[0], 0.247260, 5e-7);
    EXPECT_NEAR(share[1], 0.082420, 5e-7);
    EXPECT_NEAR(share[2], 0.670320, 5e-7);
    // Joint law of (left by first, left by second) among n = 4.
    const std::int64_t n = 4;
    std::vector<double> probability;
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> index;
    for (std::int64_t a = 0; a <= n; ++a) {
        for (std::int64_t b = 0; a + b <= n; ++b) {
            index[{a, b}] = probability.size();
            probability.push_back(trinomial_mass(n, a, b, share));
        }
    }
    for (const int steps : {1, 2, 4}) {
        const std::vector<double> hazard = {0.3 / steps, 0.1 / steps};
        std::vector<std::int64_t> observed(probability.size(), 0);
        for (std::int64_t i = 0; i < 1000000; ++i) {
            std::int64_t left = n;
            std::int64_t total[2] = {0, 0};
            for (int step = 0; step < steps; ++step) {
                Draws draws = draws_of(i, 160 + 10 * steps + step);
                std::int64_t out[2];
                const std::int64_t exits = competing_exits(draws, left, hazard, out);
                ASSERT_EQ(exits, out[0] + out[1]);
                left -= exits;
                total[0] += out[0];
                total[1] += out[1];
            }
            ++observed[index.at({total[0], total[1]})];
        }
        EXPECT_GT(chi_square_p_value(observed, probability), alarm) << steps;
    }
}

TEST(Poisson, follows_its_law) {
    std::uint32_t test = 300;
    for (const double mean : {0.01, 0.7, 3.0, 9.99, 10.0, 17.3, 60.0, 1234.5, 1e6, 1e9}) {
        const long double m = mean;
        const ExactLaw law = exact_law(0, static_cast<std::int64_t>(mean), std::int64_t{1} << 50,
                                       [m](std::int64_t k) { return m / (k + 1.0L); });
        const double chance = law_p_value(law, 1000000, [&](std::int64_t i) {
            Draws draws = draws_of(i, test);
            return poisson(draws, mean);
        });
        EXPECT_GT(chance, alarm) << mean;
        ++test;
    }
}

TEST(NegativeBinomial, follows_its_law) {
    struct {
        double mean;
        double size;
    } const cases[] = {{0.3, 0.2},  {2.0, 1.0},    {9.0, 0.5},
                       {30.0, 4.0}, {500.0, 20.0}, {3.0, elementary::infinity}};
    std::uint32_t test = 320;
    for (const auto& [mean, size] : cases) {
        const long double m = mean;
        const long double s = size;
        const bool plain = std::isinf(size);
        const std::int64_t mode =
            plain ? 3 : static_cast<std::int64_t>(std::fmax(0.0, mean * (1.0 - 1.0 / size)));
        const ExactLaw law = exact_law(0, mode, 1000000, [=](std::int64_t k) {
            return plain ? m / (k + 1.0L) : (k + s) / (k + 1.0L) * (m / (m + s));
        });
        const double chance = law_p_value(law, 1000000, [&, mean = mean, size = size](std::int64_t i) {
            Draws draws = draws_of(i, test);
            return negative_binomial(draws, mean, size);
        });
        EXPECT_GT(chance, alarm) << mean << " " << size;
        ++test;
    }
}

TEST(Multinomial, follows_its_joint_law) {
    const std::int64_t n = 6;
    const std::vector<double> weight = {2.0, 0.0, 5.0, 3.0};  // need not sum to 1
    std::vector<double> probability;
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> index;
    for (std::int64_t a = 0; a <= n; ++a) {
        for (std::int64_t b = 0; a + b <= n; ++b) {
            index[{a, b}] = probability.size();
            probability.push_back(trinomial_mass(n, a, b, {0.2, 0.5, 0.3}));
        }
    }
    std::vector<std::int64_t> observed(probability.size(), 0);
    for (std::int64_t i = 0; i < 1000000; ++i) {
        Draws draws = draws_of(i, 340);
        std::int64_t out[4];
        multinomial(draws, n, weight, out);
        ASSERT_EQ(out[1], 0);
        ASSERT_EQ(out[0] + out[2] + out[3], n);
        ++observed[index.at({out[0], out[2]})];
    }
    EXPECT_GT(chi_square_p_value(observed, probability), alarm);
}

TEST(Multinomial, sums_exactly_over_many_categories_of_any_size) {
    std::vector<double> weight(100);
    for (std::size_t i = 0; i < weight.size(); ++i) {
        weight[i] = std::pow(10.0, -0.3 * static_cast<double>(i));
    }
    std::vector<std::int64_t> out(weight.size());
    for (std::int64_t i = 0; i < 2000; ++i) {
        Draws draws = draws_of(i, 341);
        multinomial(draws, 1000000000 + i, weight, out);
        EXPECT_EQ(std::accumulate(out.begin(), out.end(), std::int64_t{0}), 1000000000 + i);
    }
}

TEST(Continuous, gamma_beta_normal_and_exponential_follow_their_laws) {
    // 64 cells of equal chance by the distribution function, tested in prior_test.cpp.
    const int cells = 64;
    const std::int64_t count = 300000;
    const auto check = [&](const char* name, auto sample, auto cdf) {
        std::vector<std::int64_t> observed(cells, 0);
        for (std::int64_t i = 0; i < count; ++i) {
            Draws draws = draws_of(i, 400);
            ++observed[std::min(cells - 1, static_cast<int>(cells * cdf(sample(draws))))];
        }
        const std::vector<double> probability(cells, 1.0 / cells);
        EXPECT_GT(chi_square_p_value(observed, probability), alarm) << name;
    };
    for (const double shape : {0.05, 0.5, 1.0, 1.7, 30.0, 1e6}) {
        check(
            "gamma", [=](Draws& draws) { return gamma(draws, shape); },
            [=](double x) { return gamma_cdf(x, shape); });
    }
    const double shapes[][2] = {{0.1, 0.2}, {1.0, 1.0}, {0.5, 4.0}, {30.0, 2.0}};
    for (const auto& [a, b] : shapes) {
        check(
            "beta", [a = a, b = b](Draws& draws) { return beta(draws, a, b); },
            [a = a, b = b](double x) { return beta_cdf(x, a, b); });
    }
    check(
        "normal", [](Draws& draws) { return normal(draws); }, [](double x) { return normal_cdf(x); });
    check(
        "exponential", [](Draws& draws) { return exponential(draws); },
        [](double x) { return -std::expm1(-x); });
}

TEST(SamplersDeathTest, bad_parameters_stop_the_program) {
    Draws draws = draws_of(0, 450);
    std::int64_t out[2];
    const std::vector<std::int64_t> counts = {3, 4};
    EXPECT_DEATH(binomial(draws, -1, 0.5), "binomial: bad parameters");
    EXPECT_DEATH(binomial(draws, 10, elementary::quiet_nan), "binomial: bad parameters");
    EXPECT_DEATH(binomial(draws, largest_count + 1, 0.5), "binomial: bad parameters");
    EXPECT_DEATH(binomial_exit(draws, 10, -1e-9), "binomial_exit: bad parameters");
    EXPECT_DEATH(multivariate_hypergeometric(draws, counts, 8, out), "takes more than there is");
    EXPECT_DEATH(wallenius(draws, counts, std::vector<double>{1.0, 0.0}, 4, out), "takes more than there is");
}

// One constant for every sampler: another compiler must give the same numbers (see arrays_test.cpp).
TEST(Samplers, keep_their_numbers) {
    StateHash hash;
    for (std::int64_t i = 0; i < 3000; ++i) {
        Draws draws = draws_of(i, 500);
        const double u = draws.uniform();
        const std::int64_t n = static_cast<std::int64_t>(std::floor(exp_of(21.0 * draws.uniform())));
        hash.add(binomial(draws, n, u));
        hash.add(binomial(draws, n, u / static_cast<double>(n)));
        hash.add(binomial_exit(draws, n, exponential(draws)));
        hash.add(binomial_exit(draws, n, 5.0 * u / static_cast<double>(n)));
        hash.add(poisson(draws, 30.0 * u));
        hash.add(poisson(draws, static_cast<double>(n)));
        hash.add(negative_binomial(draws, 50.0 * u, 0.1 + u));
        hash.add(hypergeometric(draws, n, 2 * n, n / 3));
        hash.add(hypergeometric(draws, n, 100, std::min<std::int64_t>(n, 50)));
        hash.add(uniform_below(draws, static_cast<std::uint64_t>(n)));
        hash.add(exponential(draws));
        hash.add(normal(draws));
        hash.add(gamma(draws, 0.01 + 5.0 * u));
        hash.add(beta(draws, 0.1 + u, 2.0));
        const std::vector<std::int64_t> counts = {n, n / 2, 3, 2 * n};
        const std::vector<double> weights = {1.0, 0.5 + u, 3.0, 0.25};
        std::vector<std::int64_t> out(4);
        multinomial(draws, n, weights, out);
        hash.add(out[0] + 3 * out[1] + 5 * out[2]);
        multivariate_hypergeometric(draws, counts, n, out);
        hash.add(out[0] + 3 * out[1] + 5 * out[2]);
        wallenius(draws, counts, weights, n, out);
        hash.add(out[0] + 3 * out[1] + 5 * out[2]);
    }
    EXPECT_EQ(hex(hash.value()), "649e89a349e34b54") << "draw_scheme_version " << draw_scheme_version;
}

}  // namespace
}  // namespace upsurge
