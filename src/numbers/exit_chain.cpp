#include "numbers/exit_chain.h"

#include <algorithm>

namespace upsurge {

std::int64_t ExitChain::exits_of_busy_row(std::int64_t n, double cumulative_hazard, double wait) {
    if (wait >= inversion_limit) {
        return binomial_exit(draws_, n, cumulative_hazard);
    }
    if (left_ == 0.0) {
        left_ = exponential(draws_);
        if (wait < left_) {
            left_ -= wait;
            return 0;
        }
    }
    // exp(-left) is uniform between exp(-wait), up to which nobody leaves, and 1. Rounding may put it there.
    const std::int64_t exits = binomial_exit_at(exp_of(-left_), draws_, n, cumulative_hazard);
    left_ = exponential(draws_);
    return std::max<std::int64_t>(exits, 1);
}

}  // namespace upsurge
