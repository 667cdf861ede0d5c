#include "numbers/beta_quadrature.h"

#include <gtest/gtest.h>

#include <vector>

namespace upsurge {
namespace {

// E[w^j] of beta(a, b) is the product of (a + i) / (a + b + i), i < j; n points are exact up to degree 2 n
// - 1.
TEST(BetaQuadrature, keeps_moments_up_to_twice_its_points) {
    const double shapes[][2] = {{19, 1}, {17, 3}, {14, 6}, {5, 5}, {4, 16}, {1, 1}, {0.5, 0.5}, {0.3, 2.5}};
    for (const auto& shape : shapes) {
        for (const std::size_t n : {1U, 2U, 8U, 15U}) {
            std::vector<double> nodes(n);
            std::vector<double> weights(n);
            beta_quadrature(shape[0], shape[1], nodes, weights);
            double moment = 1.0;
            for (std::size_t degree = 0; degree < 2 * n; ++degree) {
                double sum = 0.0;
                for (std::size_t i = 0; i < n; ++i) {
                    double power = weights[i];
                    for (std::size_t j = 0; j < degree; ++j) {
                        power *= nodes[i];
                    }
                    sum += power;
                }
                EXPECT_NEAR(sum / moment, 1.0, 1e-12)
                    << shape[0] << " " << shape[1] << " n " << n << " " << degree;
                const double j = static_cast<double>(degree);
                moment *= (shape[0] + j) / (shape[0] + shape[1] + j);
            }
            for (std::size_t i = 0; i < n; ++i) {
                EXPECT_GT(weights[i], 0.0);
                EXPECT_GT(nodes[i], i == 0 ? 0.0 : nodes[i - 1]);
                EXPECT_LT(nodes[i], 1.0);
            }
        }
    }
}

// Degree 2 n is the first that fails: the rule is Gauss's and not something finer.
TEST(BetaQuadrature, errs_from_degree_twice_its_points_on) {
    double node[1];
    double weight[1];
    beta_quadrature(5, 5, node, weight);
    EXPECT_NEAR(node[0] * node[0] * weight[0], 0.25, 1e-15);  // E[w^2] is 3/11
}

}  // namespace
}  // namespace upsurge
