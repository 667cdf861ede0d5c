#include "numbers/count_tails.h"

#include <algorithm>

#include "numbers/densities.h"
#include "numbers/elementary.h"

namespace upsurge {

namespace {

using elementary::absolute;
using elementary::infinity;

constexpr double close_enough = 0x1p-50;
constexpr int steps_max = 1000000;

double away_from_zero(double x) {
    return absolute(x) < 1e-300 ? 1e-300 : x;
}

/// The continued fraction of the incomplete beta function, DLMF 8.17.22: I_x(a, b) over
/// x^a (1 - x)^b / (a B(a, b)). Converges fast for x <= (a + 1) / (a + b + 2). Lentz' method.
double beta_fraction(double x, double a, double b) {
    double c = 1.0;
    double d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    double h = d;
    const auto advance = [&](double factor) {
        d = 1.0 / away_from_zero(1.0 + factor * d);
        c = away_from_zero(1.0 + factor / c);
        h *= d * c;
        return d * c;
    };
    for (int i = 1; i < steps_max; ++i) {
        const double m = static_cast<double>(i);
        advance(m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)));
        const double last = advance(-(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)));
        if (absolute(last - 1.0) <= close_enough) {
            break;
        }
    }
    return h;
}

/// sum over n >= 0 of mean^n / ((count + 1) ... (count + n)), for mean <= count + 1.
double poisson_series(double count, double mean) {
    double term = 1.0;
    double sum = 1.0;
    for (double n = count + 1.0; term > sum * 0x1p-56; n += 1.0) {
        term *= mean / n;
        sum += term;
    }
    return sum;
}

/// Gamma(shape, x) over x^shape e^-x, for x > shape.
double gamma_fraction(double shape, double x) {
    double b = x + 1.0 - shape;
    double c = 1e300;
    double d = 1.0 / away_from_zero(b);
    double h = d;
    for (int i = 1; i < steps_max; ++i) {
        const double n = static_cast<double>(i);
        const double factor = -n * (n - shape);
        b += 2.0;
        d = 1.0 / away_from_zero(factor * d + b);
        c = away_from_zero(b + factor / c);
        h *= d * c;
        if (absolute(d * c - 1.0) <= close_enough) {
            break;
        }
    }
    return h;
}

/// P(Y <= count) over the mass at count, term by term downwards, for a count below the mean.
double downward_series(double count, double q, double size) {
    double term = 1.0;
    double sum = 1.0;
    for (double n = count; n > 0.0 && term > sum * 0x1p-56; n -= 1.0) {
        term *= n / ((n - 1.0 + size) * q);
        sum += term;
    }
    return sum;
}

/// Above this size 1 - q has too few digits left for the fraction, and the series has few terms.
constexpr double nearly_poisson_size = 1000.0;

/// Both tails at a count >= 1: the one that is computed, and whether it is P(Y >= count).
struct Tail {
    double log_probability;
    bool upper;
};

Tail computed_tail(std::int64_t count, double mean, double size) {
    const double k = static_cast<double>(count);
    if (size >= infinity) {
        if (mean <= k + 1.0) {
            return {poisson_log_mass(count, mean) + log_of(poisson_series(k, mean)), true};
        }
        return {poisson_log_mass(count - 1, mean) + log_of(mean) + log_of(gamma_fraction(k, mean)), false};
    }
    const double p = size / (size + mean);
    const double q = mean / (size + mean);
    if (q <= (k + 1.0) / (k + size + 2.0)) {
        return {negative_binomial_log_mass(count, mean, size) + log_of(beta_fraction(q, k, size)), true};
    }
    if (size > nearly_poisson_size) {
        return {negative_binomial_log_mass(count - 1, mean, size) + log_of(downward_series(k - 1.0, q, size)),
                false};
    }
    // P(Y <= k - 1) = I_p(size, k), whose front is the mass at k - 1 times q (size + k - 1) / size.
    return {negative_binomial_log_mass(count - 1, mean, size) + log_of(q * ((size + k - 1.0) / size)) +
                log_of(beta_fraction(p, size, k)),
            false};
}

}  // namespace

double log_one_minus_exp(double x) {
    return x > -0.6931471805599453 ? log_of(-expm1_of(x)) : log1p_of(-exp_of(x));
}

double log_sum_of_two(double x, double y) {
    const double high = std::max(x, y);
    return high == -infinity ? high : high + log1p_of(exp_of(std::min(x, y) - high));
}

LogTails negative_binomial_log_tails(std::int64_t count, double mean, double size) {
    if (count <= 0) {
        return {-infinity, 0.0};
    }
    if (mean == 0.0) {
        return {0.0, -infinity};
    }
    const Tail tail = computed_tail(count, mean, size);
    const double computed = std::min(tail.log_probability, 0.0);
    const double other = log_one_minus_exp(computed);
    return tail.upper ? LogTails{other, computed} : LogTails{computed, other};
}

double negative_binomial_log_at_least(std::int64_t count, double mean, double size) {
    return negative_binomial_log_tails(count, mean, size).at_least;
}

double negative_binomial_log_at_most(std::int64_t count, double mean, double size) {
    return count == no_upper_bound ? 0.0 : negative_binomial_log_tails(count + 1, mean, size).below;
}

double log_between_tails(const LogTails& low, const LogTails& end) {
    // The smaller pair of tails loses fewer digits.
    if (low.below > -0.6931471805599453) {
        return low.at_least == -infinity
                   ? -infinity
                   : low.at_least + log_one_minus_exp(std::min(end.at_least - low.at_least, 0.0));
    }
    if (end.at_least > -0.6931471805599453) {
        return end.below == -infinity ? -infinity
                                      : end.below + log_one_minus_exp(std::min(low.below - end.below, 0.0));
    }
    return log_one_minus_exp(std::min(log_sum_of_two(low.below, end.at_least), 0.0));
}

double negative_binomial_log_between(std::int64_t low, std::int64_t high, double mean, double size) {
    low = std::max<std::int64_t>(low, 0);
    if (low > high) {
        return -infinity;
    }
    if (low == high) {
        return negative_binomial_log_mass(low, mean, size);
    }
    if (high == no_upper_bound) {
        return negative_binomial_log_at_least(low, mean, size);
    }
    if (low == 0) {
        return negative_binomial_log_at_most(high, mean, size);
    }
    if (high - low < 32) {
        double sum = -infinity;
        for (std::int64_t count = low; count <= high; ++count) {
            sum = log_sum_of_two(sum, negative_binomial_log_mass(count, mean, size));
        }
        return sum;
    }
    return log_between_tails(negative_binomial_log_tails(low, mean, size),
                             negative_binomial_log_tails(high + 1, mean, size));
}

}  // namespace upsurge
