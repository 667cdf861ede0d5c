#include "numbers/lattice_posterior.h"

#include <gtest/gtest.h>

#include <cmath>

namespace upsurge {
namespace {

// A normal of two variables with standard deviations 2 and 1/2 and correlation 0.6, not scaled to 1.
double normal_pair(std::span<const double> x) {
    const double a = (x[0] - 3) / 2;
    const double b = (x[1] + 1) / 0.5;
    return 7 - (a * a - 1.2 * a * b + b * b) / (2 * (1 - .36));
}

TEST(LatticePosterior, ANormal) {
    const LatticePosterior found = *lattice_posterior(normal_pair, std::vector<double>{3, -1});
    EXPECT_NEAR(found.log_integral, 7 + std::log(2 * M_PI * 2 * .5 * .8), 1e-6);
    // Draws: variance wider by 1/12, mean and correlation kept. 4,000 of them: standard errors .033 and .012.
    double sum = 0;
    double squares = 0;
    double products = 0;
    for (std::uint32_t i = 0; i < 4000; ++i) {
        Draws draws(make_run_key(1, Purpose::baseline, 0, 0, 0), {.row = i});
        const std::vector<double> x = found.sample(draws);
        const double a = (x[0] - 3) / 2;
        sum += a / 4000;
        squares += a * a / 4000;
        products += a * (x[1] + 1) / .5 / 4000;
    }
    EXPECT_NEAR(sum, 0, .07);
    EXPECT_NEAR(squares, 13.0 / 12, .1);
    EXPECT_NEAR(products, .6 * 13 / 12, .08);
}

// log of a gamma(2, 1) variable, exp(2 x - e^x), whose integral is Gamma(2) = 1, and a normal beside it.
TEST(LatticePosterior, ASkewedOneAndAFinerStep) {
    const auto skewed = [](std::span<const double> x) {
        return 2 * x[0] - std::exp(x[0]) - .5 * x[1] * x[1] - .5 * std::log(2 * M_PI);
    };
    const std::vector<double> mode = {std::log(2.0), 0};
    EXPECT_NEAR(lattice_posterior(skewed, mode)->log_integral, 0, 3e-4);
    EXPECT_NEAR(lattice_posterior(skewed, mode, {.step = .5, .depth = 25})->log_integral, 0, 1e-8);
    // The mean of the log of a gamma(2, 1) is 1 - Euler's constant.
    EXPECT_NEAR(lattice_posterior(skewed, mode, {.step = .5, .depth = 25})->mean()[0],
                1 - 0.57721566490153286, 1e-7);
}

TEST(LatticePosterior, SaysWhatWentWrong) {
    const auto saddle = [](std::span<const double> x) { return x[0] * x[0] - x[1] * x[1]; };
    EXPECT_FALSE(lattice_posterior(saddle, std::vector<double>{0, 0}).has_value());
    const auto wide = [](std::span<const double> x) { return -std::log1p(x[0] * x[0]); };
    const auto grown = lattice_posterior(wide, std::vector<double>{0}, {.points_max = 1000});
    ASSERT_FALSE(grown.has_value());
    EXPECT_EQ(grown.error()[0].what, "the density spreads over more than 1000 lattice points");
}

}  // namespace
}  // namespace upsurge
