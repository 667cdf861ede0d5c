// Sums, resampling, proposals and the free scale. Seeds are fixed.
#include "inference/weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "inference/prior_scale.h"
#include "inference/random_walk.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

Draws draws_of(std::uint64_t test, std::uint64_t i) {
    return Draws(make_run_key(1, Purpose::filter, test, i, 0), {});
}

TEST(Weights, sums_are_right_for_every_length) {
    std::vector<double> terms;
    double sum = 0.0;
    double squares = 0.0;
    for (int n = 0; n < 40; ++n) {
        EXPECT_EQ(ordered_sum(terms), sum);  // whole numbers: exact in any order
        EXPECT_EQ(ordered_sum_of_squares(terms), squares);
        terms.push_back(n * n - 7.0);
        sum += terms.back();
        squares += terms.back() * terms.back();
    }
}

TEST(Weights, far_apart_logs_are_summed) {
    const std::vector<double> logs = {-1000.0, -1000.0 + log_of(3.0), -elementary::infinity};
    std::vector<double> scaled(3);
    const WeightSum sum = scale_weights(logs, scaled, array_functions(VectorPath::portable));
    EXPECT_NEAR(sum.log_sum, -1000.0 + log_of(4.0), 1e-12);
    EXPECT_NEAR(sum.effective_sample_size, 1.6, 1e-12);
    EXPECT_EQ(scaled[2], 0.0);
    EXPECT_EQ(log_sum_exp(std::vector<double>{}), -elementary::infinity);
    EXPECT_EQ(log_sum_exp(std::vector<double>(3, -elementary::infinity)), -elementary::infinity);
    EXPECT_TRUE(std::isnan(log_sum_exp(std::vector<double>{0.0, std::nan("")})));
}

TEST(Resampling, is_unbiased_and_never_off_by_one_or_more) {
    // Over 20,000 draws the mean number of offspring has a standard error of at most .5/sqrt(20,000) = .0035:
    // 5 of them, seven slots; by chance off 4 times in a million.
    const std::vector<double> weights = {0.0, 0.1, 2.7, 0.0, 1.3, 0.4, 3.5};
    const double sum = ordered_sum(weights);
    constexpr int repeats = 20000;
    std::vector<double> mean(weights.size(), 0.0);
    for (int repeat = 0; repeat < repeats; ++repeat) {
        Draws draws = draws_of(1, static_cast<std::uint64_t>(repeat));
        std::vector<std::uint32_t> ancestors(weights.size());
        systematic_ancestors(weights, sum, draws.uniform(), ancestors);
        std::vector<int> offspring(weights.size(), 0);
        for (const std::uint32_t ancestor : ancestors) {
            ++offspring[ancestor];
        }
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double expected = weights[i] / sum * static_cast<double>(weights.size());
            ASSERT_LT(std::fabs(offspring[i] - expected), 1.0);
            ASSERT_TRUE(weights[i] > 0.0 || offspring[i] == 0);
            // Whoever goes on at all goes on in its own slot.
            ASSERT_TRUE(offspring[i] == 0 || ancestors[i] == i);
            mean[i] += offspring[i] / static_cast<double>(repeats);
        }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        EXPECT_NEAR(mean[i], weights[i] / sum * 7.0, 5 * 0.0035) << i;
    }
}

TEST(Resampling, every_slot_is_filled_in_random_cases) {
    for (std::uint64_t repeat = 0; repeat < 3000; ++repeat) {
        Draws draws = draws_of(2, repeat);
        std::vector<double> weights(1 + uniform_below(draws, 40));
        for (double& weight : weights) {
            weight = draws.uniform() < 0.5 ? 0.0 : exp_of(10.0 * normal(draws));
        }
        weights[uniform_below(draws, weights.size())] = 1.0;
        std::vector<std::uint32_t> ancestors(weights.size());
        systematic_ancestors(weights, ordered_sum(weights), draws.uniform(), ancestors);
        for (const std::uint32_t ancestor : ancestors) {
            ASSERT_LT(ancestor, weights.size());
            ASSERT_GT(weights[ancestor], 0.0);
            ASSERT_EQ(ancestors[ancestor], ancestor);
        }
    }
}

TEST(Resampling, a_single_slot_is_drawn_by_weight) {
    const std::vector<double> weights = {0.0, 1.0, 0.0, 3.0, 0.0};
    EXPECT_EQ(slot_at(weights, 4.0, 1e-9), 1U);
    EXPECT_EQ(slot_at(weights, 4.0, 0.2499), 1U);
    EXPECT_EQ(slot_at(weights, 4.0, 0.2501), 3U);
    EXPECT_EQ(slot_at(weights, 4.0, 1.0), 3U);
}

TEST(RandomWalk, has_the_wanted_covariance) {
    const std::vector<double> matrix = {4.0, 1.0, 0.5, 1.0, 2.0, -0.3, 0.5, -0.3, 1.0};
    const std::vector<double> lower = lower_triangle(matrix, 3, 1e-12);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            double product = 0.0;
            for (std::size_t k = 0; k < 3; ++k) {
                product += lower[i * 3 + k] * lower[j * 3 + k];
            }
            EXPECT_NEAR(product, matrix[i * 3 + j], 1e-12);
        }
    }
    const RandomWalk walk(matrix, 3);
    std::vector<std::vector<double>> steps;
    for (std::uint64_t i = 0; i < 40000; ++i) {
        Draws draws = draws_of(3, i);
        steps.push_back(walk.propose(std::vector<double>(3, 1.0), 0.5, draws));
    }
    const std::vector<double> found = weighted_covariance(steps, std::vector<double>(steps.size(), 2.0));
    for (std::size_t i = 0; i < 9; ++i) {
        // Relative standard error of a variance .7%: 5 of them of the largest entry.
        EXPECT_NEAR(found[i], 0.25 * 2.38 * 2.38 / 3.0 * matrix[i],
                    0.25 * 2.38 * 2.38 / 3.0 * 4.0 * 5 * 0.007);
    }
}

TEST(RandomWalk, a_sample_of_one_point_still_moves) {
    const RandomWalk walk(std::vector<double>(4, 0.0), 2);
    Draws draws = draws_of(4, 0);
    const std::vector<double> to = walk.propose(std::vector<double>{1.0, 2.0}, 1.0, draws);
    EXPECT_NE(to[0], 1.0);
    EXPECT_NEAR(to[0], 1.0, 1e-4);
    EXPECT_NEAR(to[1], 2.0, 1e-4);
}

TEST(RandomWalk, a_covariance_counts_weights) {
    const std::vector<std::vector<double>> points = {{0.0, 1.0}, {2.0, 5.0}, {100.0, -7.0}};
    const std::vector<double> covariance = weighted_covariance(points, std::vector<double>{1.0, 3.0, 0.0});
    EXPECT_DOUBLE_EQ(covariance[0], 0.75);
    EXPECT_DOUBLE_EQ(covariance[1], 1.5);
    EXPECT_DOUBLE_EQ(covariance[3], 3.0);
}

TEST(PriorScale, makes_every_prior_standard_normal) {
    using Family = Prior::Family;
    const PriorScale scale({{Family::uniform, 2.0, 5.0},
                            {Family::log_uniform, 0.01, 10.0},
                            {Family::normal, -3.0, 2.0},
                            {Family::half_normal, 4.0, 0.0},
                            {Family::log_normal, 2.0, 0.7},
                            {Family::beta, 2.0, 5.0},
                            {Family::gamma, 3.0, 0.5}});
    for (const double z : {-3.0, -1.0, -0.2, 0.0, 0.7, 2.5}) {
        const std::vector<double> values = scale.values(std::vector<double>(7, z));
        for (std::size_t i = 0; i < values.size(); ++i) {
            EXPECT_NEAR(scale.priors()[i].cdf(values[i]), 0.5 * std::erfc(-z / std::sqrt(2.0)), 1e-9) << i;
        }
        for (const double back : scale.free(values)) {
            EXPECT_NEAR(back, z, 1e-6);
        }
    }
    EXPECT_NEAR(scale.log_density(std::vector<double>(7, 1.5)), 7 * (-1.125 - 0.91893853320467274), 1e-12);
    // Far out, values stay finite and inside.
    for (const double z : {-40.0, 40.0}) {
        for (const double value : scale.values(std::vector<double>(7, z))) {
            EXPECT_TRUE(std::isfinite(value));
        }
    }
}

}  // namespace
}  // namespace upsurge
