#include "fitting/report_window.h"

#include "models/tick_window.h"
#include "studies/run_values.h"
#include "upsurge/result.h"

namespace upsurge {

ReportWindow::ReportWindow(const Model& model, const Report& report, int ticks)
    : observable_(report.observable.value_or(Observable::crowd)),
      kind_(describe(observable_).kind),
      aggregation_(describe(observable_).aggregation),
      event_size_(model.event_size),
      places_(outermost_places(model, report.places)) {
    UPSURGE_CHECK(report.observable && !report.places.empty(), "a gauge needs an observable and a place");
    double sum = 0;
    for (const int place : places_) {
        const bool mean = aggregation_ == Aggregation::mean_by_population && places_.size() > 1;
        weights_.push_back(
            mean ? static_cast<double>(model.places[static_cast<std::size_t>(place)].population) : 1.0);
        sum += weights_.back();
    }
    if (aggregation_ == Aggregation::mean_by_population) {
        for (double& weight : weights_) {
            weight /= sum;
        }
    }
    if (aggregation_ == Aggregation::same) {
        places_.resize(1);
        weights_.assign(1, 1.0);
    }
    const TickWindow in_ticks = ticks_within(model.clock, report.event_start, report.event_end);
    first_ = in_ticks.first;
    last_ = in_ticks.last;
    outside_ = in_ticks.empty() || last_ >= ticks ||
               (kind_ == ObservableKind::cumulative && report.event_end > model.clock.end);
}

Observable ReportWindow::observable_read() const {
    return counts_regions() ? Observable::crowd : observable_;
}

}  // namespace upsurge
