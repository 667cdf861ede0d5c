/// What finished runs say about a report: the number it speaks of, run by run.
#pragma once

#include <vector>

#include "models/model.h"
#include "studies/run_values.h"

namespace upsurge {

/// [runs] by the rule of report_window.h. Empty where the report has no observable or place, or its time does
/// not end within the runs.
std::vector<double> report_numbers(const Model& model, const RunValues& runs, const Report& report);

}  // namespace upsurge
