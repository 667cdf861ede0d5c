/// Forecasts of a report's number by those who know nothing but earlier reports of the same number.
#pragma once

#include <cstdint>
#include <vector>

#include "experiments/report_series.h"
#include "numbers/philox.h"

namespace upsurge {

struct BaselineNumbers {
    std::vector<double> autoregression;  ///< draws, equally likely; empty where no posterior could be found
    std::vector<double> persistence;
};

/// Draws of the number on `day` by the negative binomial autoregression of logarithms, its parameters from
/// their posterior, and by persistence. Both follow the level, also of what only grows. After an empty series
/// both are the first-day law.
/// @param largest  the largest number there can be, in points
/// @param key      made with Purpose::baseline
BaselineNumbers baseline_numbers(const ReportedSeries& series, std::int64_t day, std::int64_t largest,
                                 int draws, RunKey key);

}  // namespace upsurge
