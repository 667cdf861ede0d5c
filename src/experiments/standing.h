/// Which reports stand, and where reports contradict each other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/model.h"

namespace upsurge {

/// Position in Model::reports of the report that withdraws or replaces each one; -1 where it stands. A report
/// of form denied takes back every row of the same origin published with the one it names.
std::vector<int> superseded_by(const Model& model);

/// What a report says about a number: none where one side is open.
struct ReportedRange {
    std::optional<double> low;
    std::optional<double> high;
};
ReportedRange reported_range(const Report& report);

/// Two reports of the same observable, places and time whose ranges do not meet.
struct Disagreement {
    int first = 0;      ///< the lower one
    int second = 0;     ///< the higher one
    double factor = 1;  ///< lower end of the higher over upper end of the lower; one person is added to both
                        ///< so that zero has a factor
};

/// All pairs that contradict each other, largest factor first. Copies of one origin are compared once;
/// withdrawn reports take part, since they were said. Windows must overlap; of two running totals the
/// higher must not be the later one by more than six hours, since totals grow.
std::vector<Disagreement> disagreements(const Model& model);

/// Pairs in which `first` says that people did something and `second`, standing or not, denies it for a
/// place and time that overlap.
std::vector<Disagreement> denials(const Model& model);

}  // namespace upsurge
