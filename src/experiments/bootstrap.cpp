#include "experiments/bootstrap.h"

#include <algorithm>
#include <cmath>

#include "studies/statistics.h"

namespace upsurge {

std::vector<Interval> bootstrap_intervals(std::span<const int> group_sizes, int count,
                                          const BootstrapOptions& options,
                                          const ResampledStatistics& statistics) {
    const auto values_count = static_cast<std::size_t>(count);
    std::vector<Interval> intervals(values_count);
    if (std::any_of(group_sizes.begin(), group_sizes.end(), [](int size) { return size < 2; })) {
        return intervals;
    }
    std::vector<std::vector<int>> picks;
    std::vector<std::span<const int>> views;
    for (int size : group_sizes) {
        picks.emplace_back(static_cast<std::size_t>(size));
    }
    for (const std::vector<int>& group : picks) {
        views.emplace_back(group);
    }
    std::vector<std::vector<double>> samples(values_count);
    std::vector<double> values(values_count);
    for (int resample = 0; resample < options.resamples; ++resample) {
        for (std::size_t group = 0; group < picks.size(); ++group) {
            Address address;
            address.row = static_cast<std::uint32_t>(resample);
            address.item = static_cast<std::uint32_t>(group);
            Draws draws(options.key, address);
            const auto size = static_cast<std::uint64_t>(picks[group].size());
            for (int& pick : picks[group]) {
                pick = static_cast<int>((draws.bits32() * size) >> 32);
            }
        }
        statistics(views, values);
        for (std::size_t i = 0; i < values_count; ++i) {
            if (!std::isnan(values[i])) {
                samples[i].push_back(values[i]);
            }
        }
    }
    for (std::size_t i = 0; i < values_count; ++i) {
        if (samples[i].empty()) {
            continue;
        }
        std::sort(samples[i].begin(), samples[i].end());
        intervals[i].low = quantile_of_sorted(samples[i], (1.0 - options.level) / 2.0);
        intervals[i].high = quantile_of_sorted(samples[i], (1.0 + options.level) / 2.0);
    }
    return intervals;
}

}  // namespace upsurge
