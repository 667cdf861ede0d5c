/// The global game of regime change: from which strength on an attack fails, when everybody sees one public
/// signal and a private one each.
///
///   alp (th - z) - sqrt(bet) Phi^-1(th) = sqrt(alp + bet) Phi^-1(cst)
///
/// One root while alp/sqrt(bet) <= sqrt(2 pi), up to three beyond; th = 1 - cst as bet grows without bound.
/// Source: Angeletos, Hellwig and Pavan 2007 doi:10.1111/j.1468-0262.2007.00766.x; Morris and Shin 1998.
#pragma once

#include <array>
#include <span>

namespace upsurge {

/// What everybody and nobody else knows, and what failing costs.
struct AttackGame {
    double public_precision = 1;   ///< alp, 1/strength^2, > 0
    double private_precision = 1;  ///< bet, 1/strength^2, > 0
    double public_signal = 0;      ///< z, strength
    double cost_share = 0.5;       ///< cst: punishment over punishment plus reward, 0..1 exclusive
};

/// One equilibrium.
struct AttackRoot {
    double strength = 0;  ///< th*: regimes weaker than this fall, 0..1
    double quantile = 0;  ///< Phi^-1(th*), exact also where th* rounds to 0 or 1

    /// x*: those whose private signal is below it attack.
    double signal_limit(double private_precision) const;
};

/// All equilibria, the lowest first; at least one.
class AttackRoots {
  public:
    std::span<const AttackRoot> all() const { return std::span(roots_).first(count_); }
    const AttackRoot& lowest() const { return roots_[0]; }
    /// The one whose strength is nearest to `strength`; of two equally near ones the lower.
    const AttackRoot& nearest(double strength) const;

    void add(double quantile);

  private:
    std::array<AttackRoot, 3> roots_{};
    std::size_t count_ = 0;
};

/// Solves the game to about 1e-13 in the quantile. Deterministic, allocates nothing.
AttackRoots solve_attack(const AttackGame& game);

}  // namespace upsurge
