#include "scoring/coverage.h"

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/prior.h"
#include "upsurge/result.h"

namespace upsurge {

Coverage coverage(std::int64_t inside, std::int64_t total, double rate, double confidence) {
    UPSURGE_CHECK(
        inside >= 0 && inside <= total && rate >= 0.0 && rate <= 1.0 && confidence > 0.0 && confidence < 1.0,
        "coverage: numbers out of range");
    Coverage result;
    result.inside = inside;
    result.total = total;
    if (total == 0) {
        result.share = elementary::quiet_nan;
        return result;
    }
    const double k = static_cast<double>(inside);
    const double n = static_cast<double>(total);
    const double tail = 0.5 * (1.0 - confidence);
    result.share = k / n;
    if (inside > 0) {
        result.share_low = Prior{Prior::Family::beta, k, n - k + 1.0}.quantile(tail);
    }
    if (inside < total) {
        result.share_high = Prior{Prior::Family::beta, k + 1.0, n - k}.quantile(1.0 - tail);
    }
    // The smallest count whose lower tail exceeds what is left, and the same from above.
    double below = exp_of(binomial_log_mass(0, total, rate));
    while (below <= tail) {
        ++result.expected_low;
        below += exp_of(binomial_log_mass(result.expected_low, total, rate));
    }
    result.expected_high = total;
    double above = exp_of(binomial_log_mass(total, total, rate));
    while (above <= tail) {
        --result.expected_high;
        above += exp_of(binomial_log_mass(result.expected_high, total, rate));
    }
    result.as_promised = result.expected_low <= inside && inside <= result.expected_high;
    return result;
}

double randomised_pit(double below, double at_most, RunKey key, std::uint32_t outcome_number) {
    Draws draws(key, {.row = outcome_number});
    return below + draws.uniform() * (at_most - below);
}

double ensemble_pit(std::span<const double> draws, double outcome, RunKey key, std::uint32_t outcome_number) {
    std::int64_t below = 0;
    std::int64_t equal = 0;
    for (double draw : draws) {
        below += draw < outcome ? 1 : 0;
        equal += draw == outcome ? 1 : 0;
    }
    const double ranks = static_cast<double>(draws.size() + 1);
    return randomised_pit(static_cast<double>(below) / ranks, static_cast<double>(below + equal + 1) / ranks,
                          key, outcome_number);
}

}  // namespace upsurge
