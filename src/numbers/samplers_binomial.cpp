// Binomial and Poisson draws, and what is made of them.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

// A mean below 10 goes beyond this with chance below 1e-90: reaching it means the last bits of u were lost
// to rounding, and the draw is made again.
constexpr std::int64_t inversion_end = 160;

/// 1 / k, so that walks over masses do not divide.
constexpr std::array<double, inversion_end + 1> reciprocals = [] {
    std::array<double, inversion_end + 1> table{};
    for (std::size_t k = 1; k < table.size(); ++k) {
        table[k] = 1.0 / static_cast<double>(k);
    }
    return table;
}();

/// The count at which u is used up by the masses of Binomial(n, p), walking up from that of k; at most `end`.
/// @param rise  (n + 1) p / (1 - p)
/// @param odds  p / (1 - p)
std::int64_t walk_up(double u, double mass, std::int64_t k, std::int64_t end, double rise, double odds) {
    while (u > mass && k < end) {
        u -= mass;
        ++k;
        mass *= rise * reciprocals[static_cast<std::size_t>(k)] - odds;
    }
    return k;
}

/// Inverts u from mass(0), with odds = p / (1 - p), n p < 10.
std::int64_t invert_binomial(Draws& draws, double u, std::int64_t n, double mass_at_zero, double odds) {
    const double rise = static_cast<double>(n + 1) * odds;
    const std::int64_t end = std::min(n, inversion_end);
    for (;; u = draws.uniform()) {
        const std::int64_t k = walk_up(u, mass_at_zero, 0, end, rise, odds);
        if (k < inversion_end || k == n) {
            return k;
        }
    }
}

/// log(mass(k) / mass(mode)) of Binomial(n, p), from Stirling's formula around the mode.
double log_mass_from_mode(double k, double mode, double n, double p) {
    const double q = 1.0 - p;
    const double rest = n - k;
    const double mode_rest = n - mode;
    const double corrections =
        (stirling_error(mode) - stirling_error(k)) + (stirling_error(mode_rest) - stirling_error(rest));
    // d log(p (n - mode) / (q mode)), where the argument is close to 1.
    const double tilt = (k - mode) * log1p_of((n * p - mode) / (q * mode));
    return corrections + tilt - deviance_of(k, mode) - deviance_of(rest, mode_rest) -
           0.5 * log_of((k / mode) * (rest / mode_rest));
}

/// Whether height <= mass(k) / mass(mode) of Binomial(n, p), p <= 1/2. Next to the mode the ratio is a short
/// product; elsewhere Kachitvichyanukul and Schmeiser's bounds of its logarithm (1988,
/// doi:10.1145/42372.42381) decide all but a few cases without it.
bool is_below_mass(double height, std::int64_t count, std::int64_t mode, std::int64_t trials, double p,
                   double variance) {
    const double n = static_cast<double>(trials);
    const double away = std::fabs(static_cast<double>(count - mode));
    if (away <= 15.0) {
        const double odds = p / (1.0 - p);
        const double rise = (n + 1.0) * odds;
        double up = 1.0;
        double down = 1.0;
        for (std::int64_t i = mode + 1; i <= count; ++i) {
            const double at = static_cast<double>(i);
            up *= rise - odds * at;
            down *= at;
        }
        for (std::int64_t i = count + 1; i <= mode; ++i) {
            const double at = static_cast<double>(i);
            down *= rise - odds * at;
            up *= at;
        }
        return height * down <= up;
    }
    const double log_height = log_of(height);
    if (away < 0.5 * variance - 1.0) {
        const double doubt =
            (away / variance) * (((away * (1.0 / 3.0) + 0.625) * away + 1.0 / 6.0) / variance + 0.5);
        const double middle = -0.5 * away * away / variance;
        if (log_height < middle - doubt) {
            return true;
        }
        if (log_height > middle + doubt) {
            return false;
        }
    }
    if (count == 0 || count == trials) {
        return log_height <= binomial_log_mass(count, trials, p) - binomial_log_mass(mode, trials, p);
    }
    return log_height <= log_mass_from_mode(static_cast<double>(count), static_cast<double>(mode), n, p);
}

/// BTRS for n p >= 10, p <= 1/2.
std::int64_t reject_binomial(Draws& draws, std::int64_t trials, double p) {
    const double n = static_cast<double>(trials);
    const double variance = n * p * (1.0 - p);
    const double spread = std::sqrt(variance);
    const double b = 1.15 + 2.53 * spread;
    const double a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double c = n * p + 0.5;
    const double inner = 0.92 - 4.2 / b;
    for (;;) {
        const double v = draws.uniform();
        const double u = draws.uniform() - 0.5;
        const double us = 0.5 - std::fabs(u);
        const double x = (2.0 * a / us + b) * u + c;
        if (!(x >= 0.0 && x < n + 1.0)) {
            continue;
        }
        const std::int64_t count = static_cast<std::int64_t>(x);
        if (us >= 0.07 && v <= inner) {
            return count;
        }
        const std::int64_t mode = static_cast<std::int64_t>((n + 1.0) * p);
        const double alpha = (2.83 + 5.1 / b) * spread;
        if (is_below_mass(v * alpha / (a / (us * us) + b), count, mode, trials, p, variance)) {
            return count;
        }
    }
}

/// x^n by squaring, for a few multiplications.
double whole_power(double x, std::int64_t n) {
    double power = 1.0;
    for (; n > 0; n >>= 1) {
        power = (n & 1) != 0 ? power * x : power;
        x *= x;
    }
    return power;
}

/// Binomial(n, p) for p <= 1/2 and n, p > 0.
std::int64_t lower_binomial(Draws& draws, std::int64_t n, double p) {
    const double mean = static_cast<double>(n) * p;
    if (mean >= inversion_limit) {
        return reject_binomial(draws, n, p);
    }
    const double u = draws.uniform();
    if (u <= 1.0 - mean) {
        return 0;  // (1 - p)^n >= 1 - n p
    }
    const double mass_at_zero =
        n <= 64 ? whole_power(1.0 - p, n) : exp_of(static_cast<double>(n) * log1p_of(-p));
    return invert_binomial(draws, u, n, mass_at_zero, p / (1.0 - p));
}

/// Up to so many items of a multinomial choose their category one by one.
constexpr std::int64_t one_by_one = 3;

/// The last category of positive probability whose sum with all after it reaches `rest`, 0 < rest < the sum
/// of all.
std::size_t category_at(double rest, std::span<const double> from_here,
                        std::span<const double> probabilities) {
    std::size_t category = 0;
    while (category + 1 < from_here.size() && from_here[category + 1] >= rest) {
        ++category;
    }
    while (probabilities[category] == 0.0) {
        --category;
    }
    return category;
}

}  // namespace

std::int64_t binomial(Draws& draws, std::int64_t n, double p) {
    UPSURGE_CHECK(n >= 0 && n <= largest_count && p >= 0.0 && p <= 1.0, "binomial: bad parameters");
    if (n == 0 || p == 0.0) {
        return 0;
    }
    if (p > 0.5) {
        return p == 1.0 ? n : n - lower_binomial(draws, n, 1.0 - p);
    }
    return lower_binomial(draws, n, p);
}

std::int64_t binomial_exit(Draws& draws, std::int64_t n, double cumulative_hazard) {
    UPSURGE_CHECK(n >= 0 && n <= largest_count && cumulative_hazard >= 0.0, "binomial_exit: bad parameters");
    const double h = cumulative_hazard;
    if (n == 0 || h == 0.0) {
        return 0;
    }
    if (h > 0.6931471805599453) {
        const double stay = exp_of(-h);
        return stay == 0.0 ? n : n - lower_binomial(draws, n, stay);
    }
    const double total = static_cast<double>(n) * h;
    if (total >= inversion_limit) {
        const double p = -expm1_of(-h);
        if (static_cast<double>(n) * p >= inversion_limit) {
            return reject_binomial(draws, n, p);
        }
    }
    const double u = draws.uniform();
    if (u <= 1.0 - total) {
        return 0;  // exp(-n h) >= 1 - n h
    }
    return invert_binomial(draws, u, n, exp_of(-total), expm1_of(h));
}

std::int64_t exits_beyond(double beyond, Draws& draws, std::int64_t n, double cumulative_hazard) {
    const double h = cumulative_hazard;
    const double total = static_cast<double>(n) * h;
    // One leaves if expm1(beyond) <= n expm1(h); the left side is at most 2 b / (2 - b), the right at least n
    // h.
    if (n == 1 || (beyond < 2.0 && 2.0 * beyond <= (2.0 - beyond) * total)) {
        return 1;
    }
    const double odds = expm1_of(h);
    std::int64_t k = walk_up(expm1_of(beyond), static_cast<double>(n) * odds, 1, std::min(n, inversion_end),
                             static_cast<double>(n + 1) * odds, odds);
    if (k < inversion_end || k == n) {
        return k;
    }
    do {
        k = binomial_exit(draws, n, h);
    } while (k == 0);
    return k;
}

std::int64_t competing_exits(Draws& draws, std::int64_t n, std::span<const double> cumulative_hazards,
                             std::span<std::int64_t> out) {
    double total_hazard = 0.0;
    for (const double h : cumulative_hazards) {
        total_hazard += h;
    }
    const std::int64_t total = binomial_exit(draws, n, total_hazard);
    if (total == 0) {
        std::fill(out.begin(), out.end(), 0);
        return 0;
    }
    multinomial(draws, total, cumulative_hazards, out);
    return total;
}

std::int64_t poisson(Draws& draws, double mean) {
    UPSURGE_CHECK(mean >= 0.0 && mean <= 0x1p50, "poisson: bad mean");
    if (mean == 0.0) {
        return 0;
    }
    if (mean < inversion_limit) {
        const double mass_at_zero = exp_of(-mean);
        for (;;) {
            double u = draws.uniform();
            double mass = mass_at_zero;
            std::int64_t k = 0;
            while (u > mass && k < inversion_end) {
                u -= mass;
                ++k;
                mass *= mean / static_cast<double>(k);
            }
            if (k < inversion_end) {
                return k;
            }
        }
    }
    const double b = 0.931 + 2.53 * std::sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inner = 0.9277 - 3.6224 / (b - 2.0);
    for (;;) {
        const double u = draws.uniform() - 0.5;
        const double v = draws.uniform();
        const double us = 0.5 - std::fabs(u);
        const double x = (2.0 * a / us + b) * u + (mean + 0.43);
        if (!(x >= 0.0 && x < 0x1p53)) {
            continue;
        }
        const std::int64_t count = static_cast<std::int64_t>(x);
        if (us >= 0.07 && v <= inner) {
            return count;
        }
        if (us < 0.013 && v > us) {
            continue;
        }
        const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
        if (log_of(v * inverse_alpha / (a / (us * us) + b)) <= poisson_log_mass(count, mean)) {
            return count;
        }
    }
}

std::int64_t negative_binomial(Draws& draws, double mean, double size) {
    UPSURGE_CHECK(mean >= 0.0 && size > 0.0, "negative_binomial: bad parameters");
    if (mean == 0.0) {
        return 0;
    }
    if (size >= elementary::infinity) {
        return poisson(draws, mean);
    }
    const double rate = gamma(draws, size) * (mean / size);
    return poisson(draws, rate);
}

void multinomial(Draws& draws, std::int64_t n, std::span<const double> probabilities,
                 std::span<std::int64_t> out) {
    const std::size_t categories = probabilities.size();
    UPSURGE_CHECK(out.size() == categories, "multinomial: spans differ in length");
    // Sums from the end, so that the last categories lose nothing to cancellation.
    std::array<double, 32> small;
    std::vector<double> large;
    if (categories > small.size()) {
        large.resize(categories);
    }
    const std::span<double> from_here =
        categories > small.size() ? std::span<double>(large) : std::span<double>(small).first(categories);
    double sum = 0.0;
    for (std::size_t i = categories; i-- > 0;) {
        UPSURGE_CHECK(probabilities[i] >= 0.0, "multinomial: negative probability");
        sum += probabilities[i];
        from_here[i] = sum;
    }
    UPSURGE_CHECK(n == 0 || sum > 0.0, "multinomial: no category to choose");
    if (n <= one_by_one) {
        std::fill(out.begin(), out.end(), 0);
        for (std::int64_t item = 0; item < n; ++item) {
            ++out[category_at(draws.uniform() * sum, from_here, probabilities)];
        }
        return;
    }
    std::int64_t left = n;
    for (std::size_t i = 0; i < categories; ++i) {
        const double p = probabilities[i];
        std::int64_t taken = 0;
        if (left > 0 && p > 0.0) {
            taken = p >= from_here[i] ? left : binomial(draws, left, p / from_here[i]);
        }
        left -= taken;
        out[i] = taken;
    }
}

}  // namespace upsurge
