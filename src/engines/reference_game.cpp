#include "engines/reference_game.h"

#include <cmath>

#include "numbers/elementary.h"

namespace upsurge {

namespace {

/// The unknown is t = Phi^-1(th*), so that thresholds near 0 and 1 need no care.
constexpr double step = 0.05;
constexpr int steps_each_side = 240;
constexpr double beyond = 1000;

struct Knot {
    double t;
    double cdf;
};

const std::vector<Knot>& knots() {
    static const std::vector<Knot> made = [] {
        std::vector<Knot> grid = {{-beyond, 0.0}};
        for (int i = -steps_each_side; i <= steps_each_side; ++i) {
            grid.push_back({i * step, normal_cdf(i * step)});
        }
        grid.push_back({beyond, 1.0});
        return grid;
    }();
    return made;
}

}  // namespace

std::vector<AttackRoot> attack_roots(const AttackGame& game) {
    const double alp = game.public_precision;
    const double bet = game.private_precision;
    const double right = std::sqrt(alp + bet) * normal_quantile(game.cost);
    const auto excess = [&](double t, double cdf) {
        return alp * (cdf - game.public_signal) - std::sqrt(bet) * t - right;
    };
    std::vector<AttackRoot> roots;
    const std::vector<Knot>& grid = knots();
    for (std::size_t i = 1; i < grid.size(); ++i) {
        double low = grid[i - 1].t;
        double high = grid[i].t;
        const bool above_first = excess(low, grid[i - 1].cdf) > 0;
        if (above_first == (excess(high, grid[i].cdf) > 0)) {
            continue;
        }
        for (int halving = 0; halving < 60 && high - low > 1e-14; ++halving) {
            const double middle = (low + high) / 2;
            if ((excess(middle, normal_cdf(middle)) > 0) == above_first) {
                low = middle;
            } else {
                high = middle;
            }
        }
        const double t = (low + high) / 2;
        roots.push_back({normal_cdf(t), normal_cdf(t) + t / std::sqrt(bet)});
    }
    return roots;
}

AttackRoot nearest_root(const std::vector<AttackRoot>& roots, double threshold) {
    AttackRoot nearest = roots.front();
    for (const AttackRoot& root : roots) {
        if (std::fabs(root.threshold - threshold) < std::fabs(nearest.threshold - threshold)) {
            nearest = root;
        }
    }
    return nearest;
}

}  // namespace upsurge
