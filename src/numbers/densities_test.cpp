#include "numbers/densities.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace upsurge {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

/// Midpoint rule for the integral of exp(log density) over (low, high).
template <class LogDensity>
double integral(LogDensity f, double low, double high) {
    const int steps = 400000;
    double sum = 0.0;
    for (int i = 0; i < steps; ++i) {
        sum += std::exp(f(low + (i + 0.5) * (high - low) / steps));
    }
    return sum * (high - low) / steps;
}

TEST(Densities, integrate_to_one) {
    EXPECT_NEAR(integral([](double x) { return normal_log_density(x, 1.0, 2.0); }, -25, 27), 1.0, 1e-8);
    EXPECT_NEAR(integral([](double x) { return log_normal_log_density(x, 0.5, 0.4); }, 0, 60), 1.0, 1e-8);
    EXPECT_NEAR(integral([](double x) { return half_normal_log_density(x, 3.0); }, 0, 40), 1.0, 1e-8);
    EXPECT_NEAR(integral([](double x) { return uniform_log_density(x, 2.0, 5.0); }, 2, 5), 1.0, 1e-8);
    EXPECT_NEAR(integral([](double x) { return log_uniform_log_density(x, 0.02, 1.0); }, 0.02, 1), 1.0, 1e-8);
    EXPECT_NEAR(integral([](double x) { return beta_log_density(x, 2.5, 4.0); }, 0, 1), 1.0, 1e-8);
    EXPECT_NEAR(integral([](double x) { return gamma_log_density(x, 3.2, 0.7); }, 0, 60), 1.0, 1e-8);
}

TEST(Densities, known_values) {
    EXPECT_NEAR(normal_log_density(0.0, 0.0, 1.0), -0.91893853320467274178, 1e-15);
    EXPECT_NEAR(beta_log_density(0.0, 1.0, 3.0), std::log(3.0), 1e-15);
    EXPECT_NEAR(gamma_log_density(0.0, 1.0, 2.0), -std::log(2.0), 1e-15);
    EXPECT_EQ(uniform_log_density(5.1, 2.0, 5.0), -inf);
    EXPECT_EQ(log_uniform_log_density(0.0, 0.02, 1.0), -inf);
    EXPECT_EQ(half_normal_log_density(-0.1, 1.0), -inf);
    EXPECT_EQ(log_normal_log_density(0.0, 0.0, 1.0), -inf);
    EXPECT_EQ(beta_log_density(1.5, 2.0, 2.0), -inf);
    EXPECT_EQ(gamma_log_density(-1.0, 2.0, 2.0), -inf);
}

long double log_choose(long double n, long double k) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

TEST(Masses, agree_with_long_double_log_gammas) {
    for (const int n : {1, 2, 5, 8, 20, 100, 3000, 1000000}) {
        for (const double p : {1e-9, 0.01, 0.3, 0.5, 0.97}) {
            for (const double share : {0.0, 0.001, 0.1, 0.3, 0.31, 0.5, 0.9, 1.0}) {
                const std::int64_t k = static_cast<std::int64_t>(share * n);
                const long double q = 1.0L - static_cast<long double>(p);
                const long double truth =
                    log_choose(n, k) + k * std::log(static_cast<long double>(p)) + (n - k) * std::log(q);
                EXPECT_NEAR(binomial_log_mass(k, n, p), static_cast<double>(truth),
                            static_cast<double>(2e-14L * std::max(1.0L, std::fabs(truth)) + 2e-17L * n))
                    << n << " " << p << " " << k;
            }
        }
    }
    for (const double mean : {0.01, 1.0, 7.3, 200.0, 1e6}) {
        for (const double ratio : {0.0, 0.3, 0.99, 1.0, 1.5, 4.0}) {
            const std::int64_t k = static_cast<std::int64_t>(ratio * mean);
            const long double truth =
                k * std::log(static_cast<long double>(mean)) - mean - std::lgamma(k + 1.0L);
            EXPECT_NEAR(poisson_log_mass(k, mean), static_cast<double>(truth),
                        static_cast<double>(2e-14L * std::max(1.0L, std::fabs(truth)) + 1e-17L * mean));
        }
    }
    for (const double size : {0.01, 0.5, 3.0, 9.0, 1e4}) {
        for (const double mean : {0.02, 4.0, 1000.0}) {
            for (const std::int64_t k : {0, 1, 3, 20, 5000}) {
                const long double s = size;
                const long double m = mean;
                const long double truth = std::lgamma(s + k) - std::lgamma(s) - std::lgamma(k + 1.0L) +
                                          s * std::log(s / (s + m)) + k * std::log(m / (s + m));
                EXPECT_NEAR(negative_binomial_log_mass(k, mean, size), static_cast<double>(truth),
                            static_cast<double>(1e-13L * std::max(1.0L, std::fabs(truth))))
                    << size << " " << mean << " " << k;
            }
        }
    }
    EXPECT_EQ(negative_binomial_log_mass(3, 2.0, inf), poisson_log_mass(3, 2.0));
}

TEST(Masses, hypergeometric_sums_to_one_and_agrees_with_choices) {
    double sum = 0.0;
    for (std::int64_t k = 0; k <= 30; ++k) {
        const long double truth = log_choose(100, k) + log_choose(200, 30 - k) - log_choose(300, 30);
        EXPECT_NEAR(hypergeometric_log_mass(k, 100, 200, 30), static_cast<double>(truth), 1e-12);
        sum += std::exp(hypergeometric_log_mass(k, 100, 200, 30));
    }
    EXPECT_NEAR(sum, 1.0, 1e-13);
    EXPECT_EQ(hypergeometric_log_mass(31, 100, 200, 30), -inf);
    EXPECT_EQ(hypergeometric_log_mass(1, 5, 3, 7), -inf);
    EXPECT_EQ(hypergeometric_log_mass(5, 5, 3, 8), 0.0);
}

// Near the mode of a billion trials the mass is 1 / sqrt(2 pi n p q) but for terms of order 1/n.
TEST(Masses, keep_their_digits_for_a_billion_trials) {
    const double n = 1e9;
    EXPECT_NEAR(binomial_log_mass(300000000, 1000000000, 0.3), -0.5 * std::log(2 * M_PI * n * 0.3 * 0.7),
                1e-9);
    // Five standard deviations out: d^2 / (2 n p q) with the cubic correction of the skewness.
    const double d = 72457.0;
    const double v = n * 0.3 * 0.7;
    const double expected =
        -0.5 * std::log(2 * M_PI * v) - d * d / (2 * v) + 0.4 * (d * d * d / (6 * v * v) - d / (2 * v));
    EXPECT_NEAR(binomial_log_mass(300000000 + 72457, 1000000000, 0.3), expected, 1e-6);
}

TEST(Masses, ends_and_outside) {
    EXPECT_EQ(binomial_log_mass(0, 5, 0.0), 0.0);
    EXPECT_EQ(binomial_log_mass(5, 5, 1.0), 0.0);
    EXPECT_EQ(binomial_log_mass(1, 5, 0.0), -inf);
    EXPECT_EQ(binomial_log_mass(-1, 5, 0.5), -inf);
    EXPECT_EQ(binomial_log_mass(6, 5, 0.5), -inf);
    EXPECT_EQ(poisson_log_mass(0, 0.0), 0.0);
    EXPECT_EQ(poisson_log_mass(1, 0.0), -inf);
    EXPECT_EQ(poisson_log_mass(-1, 1.0), -inf);
}

TEST(Deviance, keeps_its_digits_near_the_mean) {
    for (const double x : {1.0, 17.0, 1e6, 1e9}) {
        for (const double shift : {-0.9, -0.3, -1e-3, -1e-8, 0.0, 1e-8, 1e-3, 0.3, 0.5, 5.0}) {
            const double mean = x * (1.0 + shift);
            const long double m = mean;
            const long double u = (m - x) / static_cast<long double>(x);
            // x (u - log(1 + u)), by its series where u is small.
            const long double truth =
                x * (std::fabs(u) < 1e-4L ? u * u * (0.5L - u / 3 + u * u / 4 - u * u * u / 5)
                                          : u - std::log1p(u));
            EXPECT_NEAR(deviance_of(x, mean), static_cast<double>(truth),
                        4e-15 * static_cast<double>(truth) + 1e-300)
                << x << " " << shift;
        }
    }
    EXPECT_EQ(deviance_of(0.0, 3.0), 3.0);
}

}  // namespace
}  // namespace upsurge
