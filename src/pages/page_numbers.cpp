#include "pages/page_numbers.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "studies/statistics.h"

namespace upsurge {

double figures(double value, int digits) {
    if (!std::isfinite(value) || value == 0) {
        return 0;
    }
    return std::stod(fmt::format("{:.{}g}", value, digits));
}

Json share_json(std::size_t count, std::size_t total) {
    const ShareInterval interval = wilson_interval(count, total);
    return {{"runs", count},
            {"share", figures(static_cast<double>(count) / static_cast<double>(total), 4)},
            {"low", figures(interval.low, 4)},
            {"high", figures(interval.high, 4)}};
}

Json band_json(std::vector<double> sample) {
    const SampleSummary summary = summarise(sample);
    return {
        {"q05", figures(summary.q05, 4)}, {"q50", figures(summary.q50, 4)}, {"q95", figures(summary.q95, 4)}};
}

}  // namespace upsurge
