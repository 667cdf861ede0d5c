#include "scoring/scores.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "numbers/count_tails.h"
#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/quantiles.h"
#include "scoring/weights.h"

namespace upsurge {

namespace {

using elementary::infinity;
using elementary::quiet_nan;

/// e^-z (I0(z) + I1(z)) for z >= 0, with the modified Bessel functions of the first kind: by their power
/// series (DLMF 10.25.2) or, from z = 40 on, by Hankel's expansion (DLMF 10.40.1), whose terms there fall
/// below 1e-17 before they grow.
double scaled_bessel_sum(double z) {
    if (z < 40.0) {
        const double half = 0.5 * z;
        double term = 1.0;
        double sum = 0.0;
        for (double k = 1.0; term > sum * 0x1p-56; k += 1.0) {
            // The terms of I0 and I1 with half^(2k) and half^(2k + 1).
            sum += term + term * half / k;
            term *= half * half / (k * k);
        }
        return exp_of(-z) * sum;
    }
    double sum = 0.0;
    for (const double order : {0.0, 1.0}) {
        double term = 1.0;
        double part = 0.0;
        for (double k = 1.0; std::fabs(term) > 1e-18; k += 1.0) {
            part += term;
            const double odd = 2.0 * k - 1.0;
            term *= -(4.0 * order * order - odd * odd) / (k * 8.0 * z);
        }
        sum += part;
    }
    return sum / std::sqrt(2.0 * 3.14159265358979323846 * z);
}

std::size_t bin_of(double value, std::span<const double> edges) {
    const auto after = std::upper_bound(edges.begin(), edges.end(), value);
    return after == edges.begin() ? 0 : static_cast<std::size_t>(after - edges.begin()) - 1;
}

double distance(const double* a, const double* b, std::size_t count) {
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return std::sqrt(sum);
}

/// The mean distance of two draws over two, of a plain or fair ensemble.
double half_spread(double pair_sum, std::span<const double> shares, EnsembleKind kind) {
    if (kind == EnsembleKind::plain) {
        return pair_sum;
    }
    const double apart = 1.0 - sum_of_squares(shares);
    return apart > 0x1p-50 ? pair_sum / apart : quiet_nan;
}

}  // namespace

double log_score(std::span<const CountComponent> mixture, std::int64_t low, std::int64_t high) {
    double weights = 0.0;
    double sum = -infinity;
    for (const CountComponent& component : mixture) {
        UPSURGE_CHECK(component.weight >= 0.0 && component.mean >= 0.0 && component.size > 0.0,
                      "log_score: a component out of range");
        weights += component.weight;
        sum = log_sum_of_two(sum, log_of(component.weight) + negative_binomial_log_between(
                                                                 low, high, component.mean, component.size));
    }
    UPSURGE_CHECK(weights > 0.0, "log_score: a mixture without weight");
    return log_of(weights) - sum;
}

double ensemble_log_score(std::span<const double> draws, std::span<const double> weights, double outcome,
                          std::span<const double> edges, double added) {
    UPSURGE_CHECK(!edges.empty() && added > 0.0, "ensemble_log_score: no bins or nothing added");
    const std::vector<double> shares = normalised_weights(weights, draws.size());
    const std::size_t bin = bin_of(outcome, edges);
    double share = 0.0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        share += bin_of(draws[i], edges) == bin ? shares[i] : 0.0;
    }
    const double n = 1.0 / sum_of_squares(shares);
    return -log_of((n * share + added) / (n + added * static_cast<double>(edges.size())));
}

double binary_log_score(double probability, bool happened) {
    return happened ? -log_of(probability) : -log1p_of(-probability);
}

double brier_score(double probability, bool happened) {
    const double off = probability - (happened ? 1.0 : 0.0);
    return off * off;
}

double crps_normal(double mean, double standard_deviation, double outcome) {
    const double z = (outcome - mean) / standard_deviation;
    constexpr double inverse_sqrt_pi = 0.5641895835477562869;
    return standard_deviation * (z * (2.0 * normal_cdf(z) - 1.0) + 2.0 * normal_pdf(z) - inverse_sqrt_pi);
}

double crps_poisson(double mean, double outcome) {
    if (mean == 0.0) {
        return std::fabs(outcome);
    }
    // The mean distance from the outcome is linear between whole numbers, so a real outcome is allowed.
    const double below = std::floor(outcome);
    double cdf = 0.0;
    double mass = 0.0;
    if (below >= 0.0) {
        const auto count = static_cast<std::int64_t>(below);
        cdf = exp_of(negative_binomial_log_at_most(count, mean, infinity));
        mass = exp_of(poisson_log_mass(count, mean));
    }
    return (outcome - mean) * (2.0 * cdf - 1.0) + 2.0 * mean * mass - mean * scaled_bessel_sum(2.0 * mean);
}

double crps_ensemble(std::span<const double> draws, std::span<const double> weights, double outcome,
                     EnsembleKind kind) {
    const std::vector<double> shares = normalised_weights(weights, draws.size());
    std::vector<std::pair<double, double>> sorted(draws.size());
    for (std::size_t i = 0; i < draws.size(); ++i) {
        sorted[i] = {draws[i], shares[i]};
    }
    // By value and then by weight, so that the order of the draws moves no bit.
    std::sort(sorted.begin(), sorted.end());
    double miss = 0.0;
    double spread = 0.0;
    double below = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        miss += sorted[i].second * std::fabs(sorted[i].first - outcome);
        below += sorted[i].second;
        if (i + 1 < sorted.size()) {
            // Each gap lies between a share F of the draws and 1 - F of them.
            spread += (sorted[i + 1].first - sorted[i].first) * (below * (1.0 - below));
        }
    }
    return miss - half_spread(spread, shares, kind);
}

double energy_score(std::span<const double> draws, std::span<const double> weights,
                    std::span<const double> outcome, EnsembleKind kind) {
    const std::size_t quantities = outcome.size();
    UPSURGE_CHECK(quantities > 0 && draws.size() % quantities == 0, "energy_score: draws of another shape");
    const std::size_t count = draws.size() / quantities;
    const std::vector<double> shares = normalised_weights(weights, count);
    double miss = 0.0;
    double spread = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const double* draw = draws.data() + i * quantities;
        miss += shares[i] * distance(draw, outcome.data(), quantities);
        double from_here = 0.0;
        for (std::size_t j = i + 1; j < count; ++j) {
            from_here += shares[j] * distance(draw, draws.data() + j * quantities, quantities);
        }
        spread += shares[i] * from_here;
    }
    return miss - half_spread(spread, shares, kind);
}

double interval_score(double low, double high, double level, double outcome) {
    const double missed = std::max(low - outcome, 0.0) + std::max(outcome - high, 0.0);
    return (high - low) + 2.0 / (1.0 - level) * missed;
}

double ensemble_interval_score(std::span<const double> sorted, double level, double outcome) {
    const double tail = 0.5 * (1.0 - level);
    return interval_score(quantile_of_sorted(sorted, tail), quantile_of_sorted(sorted, 1.0 - tail), level,
                          outcome);
}

double quantile_loss(double level, double quantile, double outcome) {
    return outcome < quantile ? (1.0 - level) * (quantile - outcome) : level * (outcome - quantile);
}

double weighted_interval_score(std::span<const double> levels, std::span<const double> quantiles,
                               double outcome, MedianCounts median) {
    const std::size_t count = levels.size();
    UPSURGE_CHECK(count % 2 == 1 && quantiles.size() == count, "weighted_interval_score: shapes");
    for (std::size_t i = 0; i < count; ++i) {
        UPSURGE_CHECK(std::fabs(levels[i] + levels[count - 1 - i] - 1.0) < 1e-9 && levels[i] > 0.0 &&
                          (i == 0 || levels[i] > levels[i - 1]),
                      "weighted_interval_score: levels are not symmetric and rising");
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        sum += quantile_loss(levels[i], quantiles[i], outcome);
    }
    const double middle = quantile_loss(0.5, quantiles[count / 2], outcome);
    return median == MedianCounts::once ? 2.0 * sum / static_cast<double>(count)
                                        : 2.0 * (sum + middle) / static_cast<double>(count + 1);
}

}  // namespace upsurge
