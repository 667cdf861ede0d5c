/// The global game of M10: at which strength of the regime attacks succeed.
#pragma once

#include <vector>

namespace upsurge {

struct AttackGame {
    double public_precision = 0;   ///< alp
    double public_signal = 0;      ///< z
    double private_precision = 0;  ///< bet
    double cost = 0;               ///< cst
};

/// One solution: regimes weaker than `threshold` fall, those who see less than `signal` attack.
struct AttackRoot {
    double threshold = 0;  ///< th*
    double signal = 0;     ///< x*
};

/// All solutions, lowest first; never none.
std::vector<AttackRoot> attack_roots(const AttackGame& game);
/// The solution whose threshold is nearest to `threshold`.
AttackRoot nearest_root(const std::vector<AttackRoot>& roots, double threshold);

}  // namespace upsurge
