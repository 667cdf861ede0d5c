#include "experiments/comparison.h"

#include <algorithm>
#include <cmath>

namespace upsurge {

std::vector<double> simulated_values(const Model& model, const RunValues& runs, const Report& report) {
    if (!report.observable || report.places.empty()) {
        return {};
    }
    const TickWindow window = ticks_within(model.clock, report.event_start, report.event_end);
    if (window.empty()) {
        return {};
    }
    const ObservableKind kind = describe(*report.observable).kind;
    if (kind == ObservableKind::cumulative && report.event_end > model.clock.end) {
        return {};
    }
    const std::vector<double> values = combined_values(model, runs, *report.observable, report.places);
    std::vector<double> per_run;
    for (int run = 0; run < runs.runs(); ++run) {
        const double* series =
            values.data() + static_cast<std::size_t>(run) * static_cast<std::size_t>(runs.ticks());
        double result = series[window.last];
        if (kind == ObservableKind::stock || kind == ObservableKind::daily) {
            result = *std::max_element(series + window.first, series + window.last + 1);
        } else if (kind == ObservableKind::field) {
            double sum = 0;
            for (int tick = window.first; tick <= window.last; ++tick) {
                sum += series[tick];
            }
            result = sum / static_cast<double>(window.last - window.first + 1);
        }
        per_run.push_back(result);
    }
    return per_run;
}

std::optional<double> reported_number(const Report& report) {
    if (report.value) {
        return report.value;
    }
    if (report.low && report.high) {
        return *report.low > 0 ? std::sqrt(*report.low * *report.high) : (*report.low + *report.high) / 2;
    }
    return report.low ? report.low : report.high;
}

std::vector<Comparison> compare_reports(const Model& model, const RunValues& runs) {
    std::vector<Comparison> comparisons;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const Report& report = model.reports[i];
        if (!report.has_number() || report.form == ReportForm::denied || report.form == ReportForm::rumour) {
            continue;
        }
        std::vector<double> values = simulated_values(model, runs, report);
        if (values.empty()) {
            continue;
        }
        Comparison comparison;
        comparison.report = static_cast<int>(i);
        comparison.simulated = summarise(values);
        comparison.reported_low = report.value ? report.value : report.low;
        comparison.reported_high = report.value ? report.value : report.high;
        const std::optional<double> number = reported_number(report);
        if (number && *number != 0) {
            comparison.ratio = comparison.simulated.q50 / *number;
        }
        comparison.inside =
            (!comparison.reported_low || comparison.simulated.q95 >= *comparison.reported_low) &&
            (!comparison.reported_high || comparison.simulated.q05 <= *comparison.reported_high);
        comparisons.push_back(comparison);
    }
    return comparisons;
}

}  // namespace upsurge
