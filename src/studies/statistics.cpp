#include "studies/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace upsurge {

SampleSummary summarise(std::span<double> sample) {
    SampleSummary summary;
    if (sample.empty()) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none, none, none, none, none, none};
    }
    const auto [low, high] = std::minmax_element(sample.begin(), sample.end());
    if (*low == *high) {
        const double same = *low;
        return {same, 0.0, same, same, same, same, same};
    }
    std::sort(sample.begin(), sample.end());
    const double count = static_cast<double>(sample.size());
    double sum = 0;
    for (double value : sample) {
        sum += value;
    }
    summary.mean = sum / count;
    double squares = 0;
    for (double value : sample) {
        squares += (value - summary.mean) * (value - summary.mean);
    }
    summary.sd = std::sqrt(squares / (count - 1.0));
    summary.q05 = quantile_of_sorted(sample, 0.05);
    summary.q25 = quantile_of_sorted(sample, 0.25);
    summary.q50 = quantile_of_sorted(sample, 0.50);
    summary.q75 = quantile_of_sorted(sample, 0.75);
    summary.q95 = quantile_of_sorted(sample, 0.95);
    return summary;
}

std::vector<SampleSummary> summarise_ticks(std::span<const double> values, int runs, int ticks) {
    std::vector<SampleSummary> summaries(static_cast<std::size_t>(ticks));
    std::vector<double> sample(static_cast<std::size_t>(runs));
    for (std::size_t tick = 0; tick < summaries.size(); ++tick) {
        for (std::size_t run = 0; run < sample.size(); ++run) {
            sample[run] = values[run * static_cast<std::size_t>(ticks) + tick];
        }
        summaries[tick] = summarise(sample);
    }
    return summaries;
}

ShareInterval wilson_interval(std::size_t count, std::size_t total) {
    if (total == 0) {
        return {0, 1};
    }
    constexpr double z = 1.959963984540054;
    const double n = static_cast<double>(total);
    const double share = static_cast<double>(count) / n;
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    // With none or all of the runs the end is exact, whatever rounding says.
    return {count == 0 ? 0 : middle - half, count == total ? 1 : middle + half};
}

}  // namespace upsurge
