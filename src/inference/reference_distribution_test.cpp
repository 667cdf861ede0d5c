// The distribution that a sampler may start from: a density that sums to one, and samples that follow it.
#include "inference/reference_distribution.h"

#include <gtest/gtest.h>

#include <cmath>

#include "numbers/chi_square.h"

namespace upsurge {
namespace {

TEST(ReferenceDistribution, sums_to_one_over_the_free_scale) {
    for (const ReferenceDistribution& q :
         {ReferenceDistribution({{-1.0}, {2.0}, {2.5}}, {1, 0, 3}), ReferenceDistribution({{4.0}}, {2})}) {
        double sum = 0;
        constexpr double step = 0.001;
        for (double z = -12; z < 12; z += step) {
            sum += step * std::exp(q.log_density(std::vector<double>{z}));
        }
        EXPECT_NEAR(sum, 1, 1e-6);
    }
}

// One point of two coordinates: a fifth is the prior, the rest normal with the smallest width.
TEST(ReferenceDistribution, is_prior_and_kernels_in_their_shares) {
    const ReferenceDistribution q({{1.0, -2.0}}, {5});
    const auto normal_density = [](double z, double width) {
        return std::exp(-0.5 * z * z / (width * width)) / (width * std::sqrt(2 * M_PI));
    };
    const double width = ReferenceDistribution::width_min;
    const double expected = 0.2 * normal_density(1.1, 1) * normal_density(-2.05, 1) +
                            0.8 * normal_density(0.1, width) * normal_density(-0.05, width);
    EXPECT_NEAR(q.log_density(std::vector<double>{1.1, -2.05}), std::log(expected), 1e-12);
}

// Silverman's rule by hand: two points of equal weight in one dimension, (4/3 / 2)^(1/5) of their spread 1.
TEST(ReferenceDistribution, has_kernels_as_wide_as_the_points_lie_apart) {
    const ReferenceDistribution q({{-1.0}, {1.0}}, {1, 1});
    const double width = std::pow(4.0 / 3.0 / 2.0, 0.2);
    const double at = std::exp(-0.5 / (width * width)) / width;
    const double expected = (0.2 + 0.8 * at) / std::sqrt(2 * M_PI);
    EXPECT_NEAR(q.log_density(std::vector<double>{0.0}), std::log(expected), 1e-12);
}

// 20,000 samples in 24 cells; a false alarm once in 100,000 had the seed been free.
TEST(ReferenceDistribution, samples_follow_the_density) {
    const ReferenceDistribution q({{-1.0}, {2.0}, {2.5}}, {1, 0.5, 3});
    std::vector<double> chance;
    std::vector<std::int64_t> seen(26, 0);
    const auto cell = [](double z) {
        return static_cast<std::size_t>(std::min(25.0, std::max(0.0, std::floor((z + 3) / 0.25) + 1)));
    };
    chance.assign(26, 0.0);
    constexpr double step = 0.0005;
    for (double z = -12 + step / 2; z < 12; z += step) {
        chance[cell(z)] += step * std::exp(q.log_density(std::vector<double>{z}));
    }
    for (std::uint32_t i = 0; i < 20000; ++i) {
        Draws draws(make_run_key(4, Purpose::tempering, i, 0, 0), {});
        ++seen[cell(q.sample(draws)[0])];
    }
    EXPECT_GT(chi_square_p_value(seen, chance), 1e-5);
}

}  // namespace
}  // namespace upsurge
