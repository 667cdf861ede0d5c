#include "numbers/densities.h"

#include <algorithm>

#include "numbers/elementary.h"

namespace upsurge {

namespace {

using elementary::absolute;
using elementary::half_log_two_pi;
using elementary::infinity;

/// stirling_error(1) .. stirling_error(7).
constexpr double small_stirling_errors[] = {0x1.4c071bcda0a5bp-4, 0x1.52a9b923ea649p-5, 0x1.c579a268d80b3p-6,
                                            0x1.54a2662fd78a9p-6, 0x1.10b4e513fcbedp-6, 0x1.c6b167bebdf36p-7,
                                            0x1.85d4d612e4a86p-7};

/// stirling_error for any x > 0.
double real_stirling_error(double x) {
    return x >= 8.0 ? stirling_error(x) : lgamma_of(x + 1.0) - ((x + 0.5) * log_of(x) - x + half_log_two_pi);
}

}  // namespace

double stirling_error(double n) {
    if (n < 8.0) {
        return small_stirling_errors[std::clamp(static_cast<int>(n), 1, 7) - 1];
    }
    const double inverse = 1.0 / n;
    return inverse * elementary::polynomial(coefficients::stirling_tail, inverse * inverse);
}

double deviance_of(double x, double mean) {
    if (x == 0.0) {
        return mean;
    }
    // log(x / mean) = 2 atanh(v); the first term of its series cancels against mean - x.
    const double difference = x - mean;
    const double v = difference / (x + mean);
    if (absolute(v) < 0.17) {
        const double z = v * v;
        return v * (difference + x * (z * elementary::polynomial(coefficients::log_tail, z)));
    }
    return x * log_of(x / mean) - difference;
}

double normal_log_density(double x, double mean, double standard_deviation) {
    const double z = (x - mean) / standard_deviation;
    return -0.5 * z * z - log_of(standard_deviation) - half_log_two_pi;
}

double log_normal_log_density(double x, double log_mean, double log_standard_deviation) {
    if (!(x > 0.0)) {
        return -infinity;
    }
    const double log_x = log_of(x);
    return normal_log_density(log_x, log_mean, log_standard_deviation) - log_x;
}

double half_normal_log_density(double x, double scale) {
    return x >= 0.0 ? normal_log_density(x, 0.0, scale) + log_of(2.0) : -infinity;
}

double uniform_log_density(double x, double low, double high) {
    return x >= low && x <= high ? -log_of(high - low) : -infinity;
}

double log_uniform_log_density(double x, double low, double high) {
    return x >= low && x <= high ? -log_of(x) - log_of(log_of(high / low)) : -infinity;
}

double beta_log_density(double x, double a, double b) {
    if (!(x >= 0.0 && x <= 1.0)) {
        return -infinity;
    }
    // A zero exponent makes its factor 1 even at the end of the interval.
    const double left = a == 1.0 ? 0.0 : (a - 1.0) * log_of(x);
    const double right = b == 1.0 ? 0.0 : (b - 1.0) * log1p_of(-x);
    return left + right + (lgamma_of(a + b) - lgamma_of(a) - lgamma_of(b));
}

double gamma_log_density(double x, double shape, double scale) {
    if (!(x >= 0.0)) {
        return -infinity;
    }
    const double y = x / scale;
    const double left = shape == 1.0 ? 0.0 : (shape - 1.0) * log_of(y);
    return left - y - lgamma_of(shape) - log_of(scale);
}

double binomial_log_mass(std::int64_t count, std::int64_t trials, double probability) {
    if (count < 0 || count > trials) {
        return -infinity;
    }
    if (probability <= 0.0 || probability >= 1.0) {
        return count == (probability <= 0.0 ? 0 : trials) ? 0.0 : -infinity;
    }
    const double k = static_cast<double>(count);
    const double n = static_cast<double>(trials);
    const double rest = static_cast<double>(trials - count);
    if (count == 0) {
        return n * log1p_of(-probability);
    }
    if (count == trials) {
        return n * log_of(probability);
    }
    return ((stirling_error(n) - stirling_error(k)) - stirling_error(rest)) -
           deviance_of(k, n * probability) - deviance_of(rest, n * (1.0 - probability)) -
           (half_log_two_pi + 0.5 * log_of(k * (rest / n)));
}

double poisson_log_mass(std::int64_t count, double mean) {
    if (count < 0) {
        return -infinity;
    }
    if (mean == 0.0) {
        return count == 0 ? 0.0 : -infinity;
    }
    if (count == 0) {
        return -mean;
    }
    const double k = static_cast<double>(count);
    return -stirling_error(k) - deviance_of(k, mean) - (half_log_two_pi + 0.5 * log_of(k));
}

double negative_binomial_log_mass(std::int64_t count, double mean, double size) {
    if (count < 0) {
        return -infinity;
    }
    if (size >= infinity || mean == 0.0) {
        return poisson_log_mass(count, mean);
    }
    if (count == 0) {
        return -size * log1p_of(mean / size);
    }
    // size / (size + k) times a binomial mass with a real number of trials, size + k.
    const double k = static_cast<double>(count);
    const double n = size + k;
    const double mean_of_count = n * (mean / (mean + size));
    const double mean_of_size = n * (size / (mean + size));
    return ((real_stirling_error(n) - stirling_error(k)) - real_stirling_error(size)) -
           deviance_of(k, mean_of_count) - deviance_of(size, mean_of_size) -
           (half_log_two_pi + 0.5 * log_of(k * (n / size)));
}

double hypergeometric_log_mass(std::int64_t count, std::int64_t good, std::int64_t bad, std::int64_t taken) {
    if (count < std::max<std::int64_t>(0, taken - bad) || count > std::min(good, taken)) {
        return -infinity;
    }
    if (taken == 0 || taken == good + bad) {
        return 0.0;
    }
    const double p = static_cast<double>(taken) / static_cast<double>(good + bad);
    return binomial_log_mass(count, good, p) + binomial_log_mass(taken - count, bad, p) -
           binomial_log_mass(taken, good + bad, p);
}

}  // namespace upsurge
