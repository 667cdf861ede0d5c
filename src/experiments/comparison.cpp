#include "experiments/comparison.h"

#include <algorithm>
#include <cmath>

#include "fitting/report_numbers.h"

namespace upsurge {

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
        std::vector<double> values = report_numbers(model, runs, report);
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
