#include "mechanisms/global_game.h"

#include <cmath>

#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

constexpr double sqrt_two_pi = 2.5066282746310005024;

/// The equation as a function of q = Phi^-1(th): it falls, except between its turning points.
struct Balance {
    double alp, z, root_bet, demand;

    double at(double q) const { return alp * (normal_cdf(q) - z) - root_bet * q - demand; }
    double slope(double q) const { return alp * normal_pdf(q) - root_bet; }
};

/// The root in [left, right], where the balance has opposite signs at the ends and is monotone: Newton's
/// steps, halving where one would leave the bracket or does not shrink fast enough.
double root_between(const Balance& balance, double left, double right, bool falls) {
    double q = 0.5 * (left + right);
    double last_step = right - left;
    for (int i = 0; i < 200; ++i) {
        const double value = balance.at(q);
        if (value == 0) {
            return q;
        }
        ((value > 0) == falls ? left : right) = q;
        double next = q - value / balance.slope(q);
        double close = 1e-8;  // the error after a step of Newton is of the order of its square
        if (!(next > left && next < right) || std::abs(next - q) > 0.5 * std::abs(last_step)) {
            next = 0.5 * (left + right);
            close = 1e-13;
        }
        last_step = next - q;
        q = next;
        if (std::abs(last_step) <= close * (1.0 + std::abs(q))) {
            return q;
        }
    }
    return q;
}

}  // namespace

double AttackRoot::signal_limit(double private_precision) const {
    return strength + quantile / std::sqrt(private_precision);
}

const AttackRoot& AttackRoots::nearest(double strength) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < count_; ++i) {
        if (std::abs(roots_[i].strength - strength) < std::abs(roots_[best].strength - strength)) {
            best = i;
        }
    }
    return roots_[best];
}

void AttackRoots::add(double quantile) {
    UPSURGE_CHECK(count_ < roots_.size(), "a global game has more than three equilibria");
    roots_[count_] = {normal_cdf(quantile), quantile};
    ++count_;
}

AttackRoots solve_attack(const AttackGame& game) {
    UPSURGE_CHECK(
        game.public_precision > 0 && game.private_precision > 0 && game.cost_share > 0 && game.cost_share < 1,
        "a global game without precision or with a cost share outside 0..1");
    const double alp = game.public_precision;
    const double root_bet = std::sqrt(game.private_precision);
    const Balance balance{alp, game.public_signal, root_bet,
                          std::sqrt(alp + game.private_precision) * normal_quantile(game.cost_share)};
    // Phi lies in 0..1, which bounds every root; one more on each side is safe against rounding.
    const double centre = -(alp * balance.z + balance.demand) / root_bet;
    const double low = centre - 1.0;
    const double high = centre + alp / root_bet + 1.0;
    AttackRoots roots;
    const double steepest = alp / (root_bet * sqrt_two_pi);
    if (steepest <= 1.0) {
        roots.add(root_between(balance, low, high, true));
        return roots;
    }
    const double turn = std::sqrt(2.0 * log_of(steepest));
    const double bottom = balance.at(-turn);
    const double top = balance.at(turn);
    if (bottom <= 0) {
        roots.add(root_between(balance, low, -turn, true));
    }
    if (bottom < 0 && top > 0) {
        roots.add(root_between(balance, -turn, turn, false));
    }
    if (top >= 0) {
        roots.add(root_between(balance, turn, high, true));
    }
    return roots;
}

}  // namespace upsurge
