#include "numbers/prior.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "numbers/chi_square.h"

namespace upsurge {
namespace {

const char* const examples[] = {"fixed(0.25)",    "uniform(-1, 3)",   "log_uniform(0.02, 1)",
                                "normal(2, 0.5)", "half_normal(0.3)", "log_normal(0.125, 0.2)",
                                "beta(2, 5)",     "beta(0.3, 0.8)",   "gamma(3, 0.5)",
                                "gamma(0.2, 10)"};

TEST(Prior, reads_and_writes_every_family) {
    for (const char* text : examples) {
        const Result<Prior> prior = parse_prior(text);
        ASSERT_TRUE(prior.has_value()) << text;
        EXPECT_EQ(to_string(*prior), text);
    }
    EXPECT_EQ(to_string(*parse_prior("  normal ( 1e-3 ,2 ) ")), "normal(0.001, 2)");
    EXPECT_EQ(parse_prior("log_uniform(0.02, 1)")->family, Prior::Family::log_uniform);
}

TEST(Prior, says_what_is_wrong_and_what_would_be_right) {
    const Result<Prior> unknown = parse_prior("lognormal(1, 2)");
    ASSERT_FALSE(unknown.has_value());
    EXPECT_NE(unknown.error()[0].what.find("lognormal"), std::string::npos);
    for (const char* form : {"fixed(value)", "log_uniform(low, high)", "gamma(shape, scale)"}) {
        EXPECT_NE(unknown.error()[0].expected.find(form), std::string::npos);
    }
    EXPECT_NE(unknown.error()[0].hint.find("log_uniform(0.02, 1)"), std::string::npos);
    const char* const wrong[] = {"",
                                 "uniform",
                                 "uniform(1, 2",
                                 "uniform(1)",
                                 "uniform(1, 2, 3)",
                                 "uniform(2, 1)",
                                 "uniform(1, 1)",
                                 "uniform(a, 2)",
                                 "uniform(1, inf)",
                                 "uniform(nan, 1)",
                                 "uniform(, 1)",
                                 "log_uniform(0, 1)",
                                 "log_uniform(-1, 1)",
                                 "normal(0, 0)",
                                 "half_normal(-1)",
                                 "log_normal(0, 1)",
                                 "beta(0, 1)",
                                 "gamma(1, -1)",
                                 "fixed()",
                                 "(1, 2)"};
    for (const char* text : wrong) {
        const Result<Prior> prior = parse_prior(text);
        ASSERT_FALSE(prior.has_value()) << text;
        EXPECT_EQ(prior.error().size(), 1U);
        EXPECT_FALSE(prior.error()[0].what.empty());
        EXPECT_FALSE(prior.error()[0].expected.empty());
    }
}

TEST(Prior, cdf_is_the_integral_of_the_density_and_quantile_its_inverse) {
    for (const char* text : examples) {
        const Prior prior = *parse_prior(text);
        if (prior.family == Prior::Family::fixed) {
            continue;
        }
        for (int i = 1; i < 40; ++i) {
            const double p = i / 40.0;
            const double x = prior.quantile(p);
            EXPECT_GE(x, prior.support_low());
            EXPECT_LE(x, prior.support_high());
            EXPECT_NEAR(prior.cdf(x), p, 1e-13) << text;
        }
        // Midpoint rule between two quantiles.
        const double low = prior.quantile(0.2);
        const double high = prior.quantile(0.9);
        double sum = 0.0;
        const int steps = 20000;
        for (int i = 0; i < steps; ++i) {
            sum += std::exp(prior.log_density(low + (i + 0.5) * (high - low) / steps));
        }
        // gamma(0.2, 10) is steep at its left end: the rule itself is off by about 1e-5 there.
        EXPECT_NEAR(sum * (high - low) / steps, 0.7, text == std::string("gamma(0.2, 10)") ? 0.02 : 1e-6)
            << text;
        EXPECT_EQ(prior.log_density(prior.support_low() - 1.0), -elementary::infinity) << text;
    }
}

TEST(Prior, a_fixed_prior_is_its_value) {
    const Prior prior = *parse_prior("fixed(0.25)");
    Draws draws(RunKey{{1, 1}}, {});
    EXPECT_EQ(prior.sample(draws), 0.25);
    EXPECT_EQ(prior.quantile(0.9), 0.25);
    EXPECT_EQ(prior.log_density(0.25), 0.0);
    EXPECT_EQ(prior.log_density(0.26), -elementary::infinity);
    EXPECT_EQ(prior.support_low(), 0.25);
    EXPECT_EQ(prior.support_high(), 0.25);
}

// Cells of equal chance, alarm once in a million for each family; the seed is fixed.
TEST(Prior, samples_follow_the_distribution_function) {
    const RunKey key = make_run_key(3, Purpose::prior, 0, 0, 0);
    for (const char* text : examples) {
        const Prior prior = *parse_prior(text);
        if (prior.family == Prior::Family::fixed) {
            continue;
        }
        const int cells = 50;
        std::vector<std::int64_t> observed(cells, 0);
        for (std::uint32_t i = 0; i < 100000; ++i) {
            Draws draws(key, {0, 0, 0, i, 0});
            ++observed[std::min(cells - 1, static_cast<int>(cells * prior.cdf(prior.sample(draws))))];
        }
        EXPECT_GT(chi_square_p_value(observed, std::vector<double>(cells, 1.0 / cells)), 1e-6) << text;
    }
}

// Closed forms: P(1, x) = 1 - e^-x, P(1/2, x) = erf(sqrt x), P(3, x) by parts; I_x(a, 1) = x^a,
// I_x(2, 3) a polynomial, I_x(1/2, 1/2) an arcsine.
TEST(IncompleteFunctions, agree_with_closed_forms) {
    for (const double x : {1e-6, 0.01, 0.5, 1.0, 2.9, 7.0, 30.0}) {
        EXPECT_NEAR(gamma_cdf(x, 1.0), -std::expm1(-x), 1e-14);
        EXPECT_NEAR(gamma_cdf(x, 0.5), std::erf(std::sqrt(x)), 1e-14);
        EXPECT_NEAR(gamma_cdf(x, 3.0), 1.0 - std::exp(-x) * (1 + x + x * x / 2), 1e-14);
    }
    for (const double x : {1e-6, 0.1, 0.3, 0.5, 0.77, 0.999}) {
        EXPECT_NEAR(beta_cdf(x, 2.5, 1.0), std::pow(x, 2.5), 1e-14);
        EXPECT_NEAR(beta_cdf(x, 2.0, 3.0), x * x * (6 - 8 * x + 3 * x * x), 1e-14);
        EXPECT_NEAR(beta_cdf(x, 0.5, 0.5), 2 / M_PI * std::asin(std::sqrt(x)), 1e-14);
    }
    // Far larger shapes: the median of gamma(a) lies at a - 1/3 + O(1/a).
    EXPECT_NEAR(gamma_cdf(1e6 - 1.0 / 3.0, 1e6), 0.5, 1e-7);
    EXPECT_NEAR(beta_cdf(0.5, 1e5, 1e5), 0.5, 1e-9);
}

}  // namespace
}  // namespace upsurge
