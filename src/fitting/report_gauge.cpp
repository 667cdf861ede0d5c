#include "fitting/report_gauge.h"

#include <algorithm>
#include <utility>

namespace upsurge {

namespace {

std::vector<ReportWindow> windows_of(const Model& model, std::span<const int> reports, int ticks) {
    std::vector<ReportWindow> windows;
    for (const int report : reports) {
        windows.emplace_back(model, model.reports[static_cast<std::size_t>(report)], ticks);
    }
    return windows;
}

}  // namespace

ReportGauge::ReportGauge(const Model& model, std::span<const int> reports, int ticks)
    : ReportGauge(model.clock, windows_of(model, reports, ticks), ticks) {}

ReportGauge::ReportGauge(const Clock& clock, std::vector<ReportWindow> windows, int ticks)
    : windows_(std::move(windows)),
      open_(static_cast<std::size_t>(ticks)),
      due_(static_cast<std::size_t>(ticks)),
      coming_(static_cast<std::size_t>(ticks)),
      first_coming_(ticks) {
    const int first_closing = ticks - static_cast<int>(closing_hours / clock.tick_hours);
    const int look_ahead = static_cast<int>(look_ahead_hours / clock.tick_hours);
    for (std::size_t i = 0; i < windows_.size(); ++i) {
        const ReportWindow& window = windows_[i];
        const int ordinal = static_cast<int>(i);
        if (window.outside()) {
            outside_.push_back(ordinal);
        } else {
            int first_open = window.first();
            if (window.kind() == ObservableKind::cumulative && window.last() >= first_closing) {
                first_open = std::max(0, window.last() - look_ahead);
                for (int tick = first_open; tick < window.last(); ++tick) {
                    const double share = static_cast<double>(tick - first_open) / look_ahead;
                    coming_[static_cast<std::size_t>(tick)].push_back({ordinal, share});
                }
                first_coming_ = std::min(first_coming_, first_open);
            }
            for (int tick = first_open; tick <= window.last(); ++tick) {
                open_[static_cast<std::size_t>(tick)].push_back(ordinal);
            }
            due_[static_cast<std::size_t>(window.last())].push_back(ordinal);
            last_tick_ = std::max(last_tick_, window.last() + 1);
        }
    }
}

void ReportGauge::see(int tick, const History& now, int row, std::span<double> readings) const {
    for (const int ordinal : open_[static_cast<std::size_t>(tick)]) {
        const ReportWindow& window = windows_[static_cast<std::size_t>(ordinal)];
        const Observable observable = window.observable_read();
        const double value =
            window.together([&](std::size_t i) { return now.at(row, window.places()[i], observable); });
        window.take(tick, value, readings[static_cast<std::size_t>(ordinal)]);
    }
}

}  // namespace upsurge
