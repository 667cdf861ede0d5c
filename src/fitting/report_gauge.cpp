#include "fitting/report_gauge.h"

#include <algorithm>

#include "models/tick_window.h"
#include "studies/run_values.h"
#include "upsurge/result.h"

namespace upsurge {

ReportGauge::ReportGauge(const Model& model, std::span<const int> reports, int ticks)
    : event_size_(model.event_size),
      open_(static_cast<std::size_t>(ticks)),
      due_(static_cast<std::size_t>(ticks)),
      coming_(static_cast<std::size_t>(ticks)),
      first_coming_(ticks) {
    const int first_closing = ticks - static_cast<int>(closing_hours / model.clock.tick_hours);
    const int look_ahead = static_cast<int>(look_ahead_hours / model.clock.tick_hours);
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const Report& report = model.reports[static_cast<std::size_t>(reports[i])];
        UPSURGE_CHECK(report.observable && !report.places.empty(), "a gauge needs an observable and a place");
        Window window;
        window.observable = *report.observable;
        window.kind = describe(*report.observable).kind;
        window.aggregation = describe(*report.observable).aggregation;
        window.places = outermost_places(model, report.places);
        double sum = 0;
        for (const int place : window.places) {
            const bool mean =
                window.aggregation == Aggregation::mean_by_population && window.places.size() > 1;
            window.weights.push_back(
                mean ? static_cast<double>(model.places[static_cast<std::size_t>(place)].population) : 1.0);
            sum += window.weights.back();
        }
        if (window.aggregation == Aggregation::mean_by_population) {
            for (double& weight : window.weights) {
                weight /= sum;
            }
        }
        if (window.aggregation == Aggregation::same) {
            window.places.resize(1);
            window.weights.assign(1, 1.0);
        }
        const TickWindow in_ticks = ticks_within(model.clock, report.event_start, report.event_end);
        window.first = in_ticks.first;
        window.last = in_ticks.last;
        const bool beyond = window.last >= ticks ||
                            (window.kind == ObservableKind::cumulative && report.event_end > model.clock.end);
        const int ordinal = static_cast<int>(i);
        if (in_ticks.empty() || beyond) {
            outside_.push_back(ordinal);
        } else {
            if (window.kind == ObservableKind::cumulative && window.last >= first_closing) {
                window.first = std::max(0, window.last - look_ahead);
                for (int tick = window.first; tick < window.last; ++tick) {
                    const double share = static_cast<double>(tick - window.first) / look_ahead;
                    coming_[static_cast<std::size_t>(tick)].push_back({ordinal, share});
                }
                first_coming_ = std::min(first_coming_, window.first);
            }
            for (int tick = window.first; tick <= window.last; ++tick) {
                open_[static_cast<std::size_t>(tick)].push_back(ordinal);
            }
            due_[static_cast<std::size_t>(window.last)].push_back(ordinal);
            last_tick_ = std::max(last_tick_, window.last + 1);
        }
        windows_.push_back(std::move(window));
    }
}

double ReportGauge::value_of(const Window& window, const History& now, int row) const {
    double sum = 0;
    for (std::size_t i = 0; i < window.places.size(); ++i) {
        const int place = window.places[i];
        if (window.aggregation == Aggregation::count_regions && window.places.size() > 1) {
            sum += now.at(row, place, Observable::crowd) >= event_size_ ? 1.0 : 0.0;
        } else {
            sum += window.weights[i] * now.at(row, place, window.observable);
        }
    }
    return sum;
}

void ReportGauge::see(int tick, const History& now, int row, std::span<double> readings) const {
    for (const int ordinal : open_[static_cast<std::size_t>(tick)]) {
        const Window& window = windows_[static_cast<std::size_t>(ordinal)];
        double& reading = readings[static_cast<std::size_t>(ordinal)];
        const double value = value_of(window, now, row);
        switch (window.kind) {
            case ObservableKind::stock:
            case ObservableKind::daily:
                reading = tick == window.first ? value : std::max(reading, value);
                break;
            case ObservableKind::cumulative:
                reading = value;
                break;
            case ObservableKind::field:
                reading += value / static_cast<double>(window.last - window.first + 1);
                break;
        }
    }
}

}  // namespace upsurge
