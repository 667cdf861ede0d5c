#include "numbers/exit_chain.h"

namespace upsurge {

std::int64_t ExitChain::exits_of_busy_row(std::int64_t n, double cumulative_hazard, double wait) {
    if (wait >= inversion_limit) {
        return binomial_exit(draws_, n, cumulative_hazard);
    }
    if (left_ == 0.0) {
        begin();
        know_left();
    }
    if (wait < left_) {
        left_ -= wait;
        return 0;
    }
    const double beyond = wait - left_;
    left_ = exponential(draws_);
    return exits_beyond(beyond, draws_, n, cumulative_hazard);
}

}  // namespace upsurge
