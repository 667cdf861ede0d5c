#include "numbers/quantiles.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace upsurge {

double quantile_of_sorted(std::span<const double> sorted, double probability) {
    if (sorted.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double position = probability * static_cast<double>(sorted.size() - 1);
    const double below = std::floor(position);
    const std::size_t index = static_cast<std::size_t>(below);
    if (index + 1 >= sorted.size()) {
        return sorted.back();
    }
    return sorted[index] + (position - below) * (sorted[index + 1] - sorted[index]);
}

double weighted_quantile(std::vector<std::pair<double, double>> values_and_weights, double p) {
    std::sort(values_and_weights.begin(), values_and_weights.end());
    double sum = 0;
    for (const auto& [value, weight] : values_and_weights) {
        sum += weight;
    }
    double below = 0;
    for (const auto& [value, weight] : values_and_weights) {
        below += weight;
        if (below >= p * sum) {
            return value;
        }
    }
    return values_and_weights.empty() ? std::numeric_limits<double>::quiet_NaN()
                                      : values_and_weights.back().first;
}

}  // namespace upsurge
