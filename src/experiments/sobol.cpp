#include "experiments/sobol.h"

#include <limits>

namespace upsurge {
namespace {

constexpr std::uint64_t sobol_evaluation = 0;

/// Indices of some rows, each maybe more than once.
/// @param indices  [2 x factors] written: first-order, then total
void estimate(int factors, std::span<const double> outputs, std::span<const int> rows,
              std::span<double> indices, double& mean, double& variance) {
    const auto per_row = static_cast<std::size_t>(sobol_points_per_row(factors));
    const auto factor_count = static_cast<std::size_t>(factors);
    const double count = static_cast<double>(rows.size());
    const auto row_of = [&](int row) { return outputs.data() + static_cast<std::size_t>(row) * per_row; };
    // Sums start from one of the outputs, so that outputs without variance have exactly none.
    const double shift = rows.empty() ? std::numeric_limits<double>::quiet_NaN() : row_of(rows.front())[0];
    mean = 0;
    for (int row : rows) {
        mean += (row_of(row)[0] - shift) + (row_of(row)[1] - shift);
    }
    mean = shift + mean / (2.0 * count);
    variance = 0;
    for (std::size_t i = 0; i < 2 * factor_count; ++i) {
        indices[i] = 0;
    }
    for (int row : rows) {
        const double* y = row_of(row);
        const double a = y[0] - mean;
        const double b = y[1] - mean;
        variance += a * a + b * b;
        for (std::size_t factor = 0; factor < factor_count; ++factor) {
            const double change = y[2 + factor] - y[0];
            indices[factor] += b * change;
            indices[factor_count + factor] += change * change;
        }
    }
    variance /= 2.0 * count;
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t factor = 0; factor < factor_count; ++factor) {
        indices[factor] = variance > 0 ? indices[factor] / count / variance : none;
        indices[factor_count + factor] =
            variance > 0 ? indices[factor_count + factor] / (2.0 * count) / variance : none;
    }
}

}  // namespace

std::vector<double> sobol_point(int factors, std::uint64_t seed, int row, int which) {
    const RunKey key =
        make_run_key(seed, Purpose::sensitivity, sobol_evaluation, static_cast<std::uint64_t>(row), 0);
    std::vector<double> point;
    for (int factor = 0; factor < factors; ++factor) {
        Address address;
        address.item = static_cast<std::uint32_t>(factor);
        address.row = which == 1 || which == 2 + factor ? 1 : 0;
        point.push_back(Draws(key, address).uniform());
    }
    return point;
}

SobolIndices sobol_indices(int factors, std::span<const double> outputs, const BootstrapOptions& options) {
    const auto factor_count = static_cast<std::size_t>(factors);
    const auto rows =
        static_cast<int>(outputs.size() / static_cast<std::size_t>(sobol_points_per_row(factors)));
    std::vector<int> all;
    for (int row = 0; row < rows; ++row) {
        all.push_back(row);
    }
    SobolIndices found;
    std::vector<double> indices(2 * factor_count);
    estimate(factors, outputs, all, indices, found.mean, found.variance);
    const auto middle = indices.begin() + factors;
    found.first_order.assign(indices.begin(), middle);
    found.total.assign(middle, indices.end());
    const int sizes[] = {rows};
    const std::vector<Interval> intervals =
        bootstrap_intervals(sizes, 2 * factors, options,
                            [&](const std::vector<std::span<const int>>& picks, std::span<double> values) {
                                double mean = 0;
                                double variance = 0;
                                estimate(factors, outputs, picks.front(), values, mean, variance);
                            });
    found.first_order_intervals.assign(intervals.begin(), intervals.begin() + factors);
    found.total_intervals.assign(intervals.begin() + factors, intervals.end());
    return found;
}

}  // namespace upsurge
