#include "numbers/quantiles.h"

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

}  // namespace upsurge
