#include "reports/report_audit.h"

#include <algorithm>
#include <cmath>

#include "numbers/elementary.h"

namespace upsurge {

namespace {

/// log of the weighted mean of exp(sign * value), without overflow, and the effective number of its terms.
LeftOut log_mean_exp(std::span<const double> values, std::span<const double> weights, double sign) {
    double largest = -elementary::infinity;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (weights[i] > 0.0) {
            largest = std::max(largest, sign * values[i]);
        }
    }
    if (!(elementary::absolute(largest) < elementary::infinity)) {
        return {largest, 0.0};
    }
    double total = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (weights[i] > 0.0) {
            const double term = weights[i] * exp_of(sign * values[i] - largest);
            total += weights[i];
            sum += term;
            squares += term * term;
        }
    }
    return {largest + log_of(sum / total), sum * sum / squares};
}

}  // namespace

double weighted_mean(std::span<const double> values, std::span<const double> weights) {
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += weights[i] * values[i];
        total += weights[i];
    }
    return sum / total;
}

double log_chance_ahead(std::span<const double> log_factors, std::span<const double> weights) {
    return log_mean_exp(log_factors, weights, 1.0).log_chance;
}

LeftOut log_chance_left_out(std::span<const double> log_factors, std::span<const double> weights) {
    LeftOut inverse = log_mean_exp(log_factors, weights, -1.0);
    inverse.log_chance = -inverse.log_chance;
    return inverse;
}

std::vector<ReportVerdict> leave_one_out(const WeightedFactors& first, const WeightedFactors& second,
                                         int reports) {
    std::vector<ReportVerdict> verdicts;
    const auto of_report = [](const WeightedFactors& all, int report) {
        const std::size_t draws = all.weights.size();
        return log_chance_left_out(all.log_factors.subspan(static_cast<std::size_t>(report) * draws, draws),
                                   all.weights);
    };
    for (int report = 0; report < reports; ++report) {
        const LeftOut one = of_report(first, report);
        const LeftOut two = of_report(second, report);
        verdicts.push_back({report, one.log_chance, two.log_chance, one.log_chance - two.log_chance,
                            std::min(one.effective, two.effective)});
    }
    std::stable_sort(verdicts.begin(), verdicts.end(), [](const ReportVerdict& a, const ReportVerdict& b) {
        return elementary::absolute(a.log_factor) > elementary::absolute(b.log_factor);
    });
    return verdicts;
}

}  // namespace upsurge
