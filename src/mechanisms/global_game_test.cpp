// The global game of regime change: known answers (V7) and the equation itself on a grid.
#include "mechanisms/global_game.h"

#include <gtest/gtest.h>

#include <cmath>

#include "numbers/elementary.h"

namespace upsurge {
namespace {

double strength_of(double alp, double bet, double z, double cst) {
    const AttackRoots roots = solve_attack({alp, bet, z, cst});
    EXPECT_EQ(roots.all().size(), 1U);
    return roots.lowest().strength;
}

TEST(GlobalGame, KnownStrengths) {
    EXPECT_NEAR(strength_of(1, 1, 0.2, 0.4), 0.841227, 5e-7);
    EXPECT_NEAR(strength_of(1, 1, 0.5, 0.4), 0.717682, 5e-7);
    EXPECT_NEAR(strength_of(1, 1, 0.8, 0.4), 0.538587, 5e-7);
}

TEST(GlobalGame, WorkedGuarantee) {  // a stronger signal, a higher cost, both
    EXPECT_NEAR(strength_of(2, 4, 0.5, 0.4), 0.692, 5e-4);
    EXPECT_NEAR(strength_of(2, 4, 0.9, 0.4), 0.441, 5e-4);
    EXPECT_NEAR(strength_of(2, 4, 0.5, 0.6), 0.308, 5e-4);
    EXPECT_NEAR(strength_of(2, 4, 0.9, 0.6), 0.143, 5e-4);
    // Precision alone cuts both ways.
    EXPECT_NEAR(strength_of(1, 4, 0.5, 0.4), 0.638, 5e-4);
    EXPECT_NEAR(strength_of(4, 4, 0.5, 0.4), 0.859, 5e-4);
}

TEST(GlobalGame, ThreeRootsWhereThePublicSignalIsPrecise) {
    const AttackRoots roots = solve_attack({5, 1, 0.5, 0.5});
    ASSERT_EQ(roots.all().size(), 3U);
    EXPECT_NEAR(roots.all()[0].strength, 0.006835, 5e-7);
    EXPECT_NEAR(roots.all()[1].strength, 0.5, 1e-12);
    EXPECT_NEAR(roots.all()[2].strength, 0.993165, 5e-7);
    EXPECT_EQ(solve_attack({2.5, 1, 0.5, 0.5}).all().size(), 1U);
    EXPECT_EQ(solve_attack({2.6, 1, 0.5, 0.5}).all().size(), 3U);
    EXPECT_EQ(roots.nearest(-1).strength, roots.lowest().strength);
    EXPECT_EQ(roots.nearest(0.4).strength, roots.all()[1].strength);
    EXPECT_EQ(roots.nearest(0.9).strength, roots.all()[2].strength);
}

TEST(GlobalGame, DiffuseSignalLeavesTheCost) {
    // Distance from the limit is of order alp/sqrt(bet).
    for (const double cst : {0.05, 0.3, 0.5, 0.8, 0.99}) {
        EXPECT_NEAR(strength_of(1, 1e12, 0.7, cst), 1 - cst, 2e-6);
    }
}

TEST(GlobalGame, EveryRootSolvesTheEquationAndNoneIsMissed) {
    for (const double alp : {0.001, 0.3, 1.0, 2.4, 2.51, 3.0, 7.0, 40.0, 3000.0}) {
        for (const double bet : {0.01, 0.5, 1.0, 9.0, 1000.0}) {
            for (const double z : {-1.0, 0.0, 0.3, 0.5, 0.9, 2.2}) {
                for (const double cst : {0.005, 0.2, 0.5, 0.77, 0.99}) {
                    const AttackRoots roots = solve_attack({alp, bet, z, cst});
                    const double demand = std::sqrt(alp + bet) * normal_quantile(cst);
                    const auto balance = [&](double q) {
                        return alp * (normal_cdf(q) - z) - std::sqrt(bet) * q - demand;
                    };
                    double last = -INFINITY;
                    for (const AttackRoot& root : roots.all()) {
                        EXPECT_GT(root.quantile, last);
                        last = root.quantile;
                        const double scale = alp * (1 + std::abs(z)) + std::sqrt(bet) * std::abs(last) + 1;
                        EXPECT_NEAR(balance(root.quantile) / scale, 0.0, 1e-11)
                            << alp << ' ' << bet << ' ' << z << ' ' << cst;
                        EXPECT_DOUBLE_EQ(root.signal_limit(bet),
                                         root.strength + root.quantile / std::sqrt(bet));
                    }
                    // Signs on a fine grid change as often as there are roots.
                    const double reach = (alp * (2 + std::abs(z)) + std::abs(demand)) / std::sqrt(bet) + 2;
                    const int steps = 20001;
                    int changes = 0;
                    bool above = true;
                    for (int i = 0; i < steps; ++i) {
                        const double wide = -1 + 2.0 * i / (steps - 1);
                        // denser near 0, where the turning points are
                        const double q = wide * wide * wide * reach;
                        const bool now = balance(q) > 0;
                        changes += now != above ? 1 : 0;
                        above = now;
                    }
                    EXPECT_EQ(changes, static_cast<int>(roots.all().size()))
                        << alp << ' ' << bet << ' ' << z << ' ' << cst;
                }
            }
        }
    }
}

}  // namespace
}  // namespace upsurge
