/// How reports of each observable err: its scale, and the error of a source who knows.
#pragma once

#include <optional>
#include <string_view>

#include "reports/statement.h"
#include "reports/statement_kernel.h"
#include "society/observables.h"

namespace upsurge {

struct ReportedMeasure {
    ReportScale scale;
    ErrorModel error;
};

/// None for an observable whose unit nobody reports in (strength, threat units and the like). All error sizes
/// are assumed; docs/reports.md has them in a table.
/// @param largest     the largest number there can be: people who live in the report's places, regions,
/// workplaces and so
///                    on of the model; of a price, the upper end of the range that reports could name. >= 1.
///                    Not used for shares
/// @param event_size  people who make a crowd an event, > 0
std::optional<ReportedMeasure> measure_of(Observable observable, double largest, double event_size);

/// log of the factor by which a side's counts of people are off: the state's low, the opposition's high.
/// Assumed.
double side_log_bias(std::string_view side);

}  // namespace upsurge
