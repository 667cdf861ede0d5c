/// Reported against simulated: one comparison per report that has a number and an observable.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/model.h"
#include "studies/run_values.h"
#include "studies/statistics.h"

namespace upsurge {

struct Comparison {
    int report = 0;  ///< index into Model::reports
    SampleSummary simulated;
    std::optional<double> reported_low;   ///< none: no lower bound was reported
    std::optional<double> reported_high;  ///< none: no upper bound was reported
    std::optional<double> ratio;          ///< simulated median over the reported number; none when that is 0
    bool inside = false;                  ///< the report's range and the simulated 90% chance band meet
};

/// The number a report states, where one number can stand for it: the value, the middle of an interval
/// (geometric, since crowds err by factors), or its one bound.
std::optional<double> reported_number(const Report& report);

/// Comparisons in the order of the reports. Reports without a number or observable, outside the clock, or
/// of form denied or rumour have none; a cumulative count is compared only if the clock reaches its date.
std::vector<Comparison> compare_reports(const Model& model, const RunValues& runs);

}  // namespace upsurge
