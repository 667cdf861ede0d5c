#include "misfit.h"

#include <algorithm>
#include <map>

#include "experiments/comparison.h"
#include "experiments/standing.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

double weight_of_grade(char reliability) {
    switch (reliability) {
        case 'A':
            return 1.0;
        case 'B':
            return 0.8;
        case 'C':
            return 0.6;
        case 'D':
            return 0.3;
        default:
            return 0.1;
    }
}

bool counts(const Model& model, const Report& report) {
    return report.observable && report.form != ReportForm::rumour &&
           report.published_precision != Precision::unknown &&
           report.published_at <= model.clock.hindsight_until &&
           *report.observable != Observable::lpg_price && *report.observable != Observable::shutdown &&
           *report.observable != Observable::state_of_emergency;
}

/// Huber's loss with scale one half on the log scale: a factor of 1.65 is one unit.
double huber(double miss) {
    const double size = std::abs(miss) / 0.5;
    return size <= 1 ? 0.5 * size * size : size - 0.5;
}

double distance(const Model& model, const Report& report, double simulated_log) {
    const auto logged = [](double x) { return log1p_of(x); };
    if (!report.has_number()) {
        const double edge = logged(model.event_size);
        if (report.form == ReportForm::occurred) {
            return std::min(0.0, simulated_log - edge);
        }
        return report.form == ReportForm::denied ? std::max(0.0, simulated_log - edge) : 0.0;
    }
    const ReportedRange range = reported_range(report);
    if (range.low && simulated_log < logged(*range.low)) {
        return simulated_log - logged(*range.low);
    }
    if (range.high && simulated_log > logged(*range.high)) {
        return simulated_log - logged(*range.high);
    }
    if (range.low && !range.high) {
        return 0.25 * (simulated_log - logged(*range.low));
    }
    if (range.high && !range.low) {
        return 0.25 * (simulated_log - logged(*range.high));
    }
    return 0.0;
}

Miss quiet_before_first_report(const Model& model, const RunValues& runs) {
    Instant first = model.clock.end;
    for (const Report& report : model.reports) {
        if (report.observable == Observable::crowd && report.form != ReportForm::denied &&
            report.event_start >= model.clock.start) {
            first = std::min(first, report.event_start);
        }
    }
    const std::vector<double> crowd = runs.values(Observable::crowd, 0);
    double largest = 0;
    for (int run = 0; run < runs.runs(); ++run) {
        for (int tick = 0; tick < runs.ticks() && model.clock.at(tick + 1) <= first; ++tick) {
            largest = std::max(largest, crowd[static_cast<std::size_t>(run * runs.ticks() + tick)]);
        }
    }
    Miss miss;
    miss.simulated = largest;
    miss.miss = std::max(0.0, log1p_of(largest) - log1p_of(100.0));
    miss.weight = 2;
    miss.loss = miss.weight * huber(miss.miss);
    return miss;
}

}  // namespace

std::vector<Miss> misses(const Model& model, const RunValues& runs) {
    std::map<std::string, int> group_sizes;
    const auto group_of = [](const Report& report) {
        return report.origin_group.empty()
                   ? report.id
                   : report.origin_group + "/" + std::to_string(static_cast<int>(*report.observable)) + "/" +
                         std::to_string(report.places.empty() ? -1 : report.places.front());
    };
    for (const Report& report : model.reports) {
        if (counts(model, report)) {
            ++group_sizes[group_of(report)];
        }
    }
    std::vector<Miss> result = {quiet_before_first_report(model, runs)};
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const Report& report = model.reports[i];
        if (!counts(model, report)) {
            continue;
        }
        const std::vector<double> values = simulated_values(model, runs, report);
        if (values.empty()) {
            continue;
        }
        double sum = 0;
        for (const double value : values) {
            sum += log1p_of(std::max(value, 0.0));
        }
        const double simulated_log = sum / static_cast<double>(values.size());
        Miss miss;
        miss.report = static_cast<int>(i);
        miss.simulated = expm1_of(simulated_log);
        miss.miss = distance(model, report, simulated_log);
        miss.weight = weight_of_grade(report.reliability) / group_sizes[group_of(report)];
        miss.loss = miss.weight * huber(miss.miss);
        result.push_back(miss);
    }
    return result;
}

double total(const std::vector<Miss>& misses) {
    double sum = 0;
    for (const Miss& miss : misses) {
        sum += miss.loss;
    }
    return sum;
}

}  // namespace upsurge
