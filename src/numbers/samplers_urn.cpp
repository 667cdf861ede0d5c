// Draws without replacement.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

/// Hypergeometric with good <= bad and taken <= half of all, so that 0 .. min(good, taken) is possible.
struct Urn {
    std::int64_t good;
    std::int64_t bad;
    std::int64_t taken;

    std::int64_t high() const { return std::min(good, taken); }
    /// mass(k + 1) / mass(k)
    double step_up(std::int64_t k) const {
        const double up = static_cast<double>(good - k) * static_cast<double>(taken - k);
        return up / (static_cast<double>(k + 1) * static_cast<double>(bad - taken + k + 1));
    }
    /// log mass(k) without the part that does not depend on k.
    double log_mass(std::int64_t k) const {
        const double p = static_cast<double>(taken) / static_cast<double>(good + bad);
        return binomial_log_mass(k, good, p) + binomial_log_mass(taken - k, bad, p);
    }
};

std::int64_t invert_hypergeometric(Draws& draws, const Urn& urn) {
    const std::int64_t all = urn.good + urn.bad;
    const std::int64_t few = urn.high();
    double mass_at_zero = 1.0;
    if (few <= 32) {
        const std::int64_t many = std::max(urn.good, urn.taken);
        for (std::int64_t i = 0; i < few; ++i) {
            mass_at_zero *= static_cast<double>(all - many - i) / static_cast<double>(all - i);
        }
    } else {
        mass_at_zero = exp_of(hypergeometric_log_mass(0, urn.good, urn.bad, urn.taken));
    }
    for (;;) {
        double u = draws.uniform();
        double mass = mass_at_zero;
        std::int64_t k = 0;
        const std::int64_t end = std::min<std::int64_t>(few, 160);
        while (u > mass && k < end) {
            u -= mass;
            mass *= urn.step_up(k);
            ++k;
        }
        if (k < end || end == few) {
            return k;
        }
    }
}

/// Rejection for log-concave masses. With r = log(mass / mass at the mode), tangents at 1.41 standard
/// deviations on both sides lie above r everywhere; between the points where they reach 0 the hat is flat.
/// About 1.15 tries a draw.
std::int64_t reject_hypergeometric(Draws& draws, const Urn& urn) {
    const double good = static_cast<double>(urn.good);
    const double taken = static_cast<double>(urn.taken);
    const double all = static_cast<double>(urn.good + urn.bad);
    const std::int64_t mode =
        static_cast<std::int64_t>(std::floor((good + 1.0) * ((taken + 1.0) / (all + 2.0))));
    const double variance = taken * (good / all) * (1.0 - good / all) * ((all - taken) / (all - 1.0));
    const std::int64_t reach = static_cast<std::int64_t>(std::ceil(1.41 * std::sqrt(variance)));
    const double top = urn.log_mass(mode);

    // The hat over offsets x from the mode, where offset x stands for mode + floor(x).
    const std::int64_t right = mode + reach;
    double right_rise = 0.0;
    double right_slope = 0.0;
    double right_edge = static_cast<double>(urn.high() + 1 - mode);
    if (right < urn.high()) {
        right_rise = urn.log_mass(right) - top;
        right_slope = -log_of(urn.step_up(right));
        right_edge = static_cast<double>(reach + 1) + right_rise / right_slope;
    }
    const std::int64_t left = mode - reach;
    double left_rise = 0.0;
    double left_slope = 0.0;
    double left_edge = static_cast<double>(-mode);
    if (left > 0) {
        left_rise = urn.log_mass(left) - top;
        left_slope = log_of(urn.step_up(left - 1));
        left_edge = static_cast<double>(-reach) - left_rise / left_slope;
    }
    const double middle = right_edge - left_edge;
    const double right_area = right_slope > 0.0 ? 1.0 / right_slope : 0.0;
    const double left_area = left_slope > 0.0 ? 1.0 / left_slope : 0.0;

    for (;;) {
        const double u = draws.uniform() * (middle + right_area + left_area);
        double log_height = log_of(draws.uniform());
        double x;
        if (u <= middle) {
            x = left_edge + u;
        } else if (u <= middle + right_area) {
            const double wait = -log_of((u - middle) / right_area);
            x = right_edge + wait / right_slope;
            log_height -= wait;
        } else {
            const double wait = -log_of((u - middle - right_area) / left_area);
            x = left_edge - wait / left_slope;
            log_height -= wait;
        }
        const double offset = std::floor(x);
        if (offset < static_cast<double>(-mode) || offset > static_cast<double>(urn.high() - mode)) {
            continue;
        }
        const std::int64_t k = mode + static_cast<std::int64_t>(offset);
        // The chord from the mode to a tangent point lies below r.
        const double share = offset / static_cast<double>(reach);
        if ((offset >= 0.0 && share <= 1.0 && right_slope > 0.0 && log_height <= share * right_rise) ||
            (offset < 0.0 && share >= -1.0 && left_slope > 0.0 && log_height <= -share * left_rise)) {
            return k;
        }
        if (log_height <= urn.log_mass(k) - top) {
            return k;
        }
    }
}

std::int64_t sum_of(std::span<const std::int64_t> counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

}  // namespace

std::uint64_t uniform_below(Draws& draws, std::uint64_t n) {
    UPSURGE_CHECK(n >= 1, "uniform_below: nothing to choose from");
    // Multiply and keep the high word; the low word tells the few values that would be over-represented.
    using Wide = unsigned __int128;
    for (;;) {
        const Wide product = static_cast<Wide>(draws.bits64()) * n;
        const std::uint64_t low = static_cast<std::uint64_t>(product);
        if (low >= n || low >= (0 - n) % n) {
            return static_cast<std::uint64_t>(product >> 64);
        }
    }
}

std::int64_t hypergeometric(Draws& draws, std::int64_t good, std::int64_t bad, std::int64_t taken) {
    UPSURGE_CHECK(good >= 0 && bad >= 0 && good <= largest_count - bad && taken >= 0 && taken <= good + bad,
                  "hypergeometric: bad parameters");
    if (taken > good + bad - taken) {
        return good - hypergeometric(draws, good, bad, good + bad - taken);
    }
    if (good > bad) {
        return taken - hypergeometric(draws, bad, good, taken);
    }
    if (good == 0 || taken == 0) {
        return 0;
    }
    const Urn urn{good, bad, taken};
    const double mean =
        static_cast<double>(taken) * (static_cast<double>(good) / static_cast<double>(good + bad));
    return mean < 10.0 ? invert_hypergeometric(draws, urn) : reject_hypergeometric(draws, urn);
}

void multivariate_hypergeometric(Draws& draws, std::span<const std::int64_t> counts, std::int64_t taken,
                                 std::span<std::int64_t> out) {
    UPSURGE_CHECK(out.size() == counts.size(), "multivariate_hypergeometric: spans differ in length");
    std::int64_t rest = sum_of(counts);
    UPSURGE_CHECK(taken >= 0 && taken <= rest, "multivariate_hypergeometric: takes more than there is");
    std::int64_t left = taken;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::int64_t count = counts[i];
        rest -= count;
        const std::int64_t picked = left == 0 ? 0 : hypergeometric(draws, count, rest, left);
        left -= picked;
        out[i] = picked;
    }
}

}  // namespace upsurge
