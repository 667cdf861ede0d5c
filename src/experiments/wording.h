/// Numbers in sentences: reported ones as stated, simulated ones with three figures and their interval.
#pragma once

#include <optional>
#include <string>

#include "models/model.h"
#include "studies/statistics.h"

namespace upsurge {

/// 38,000: every digit that was said.
std::string reported_text(double value);
/// 12,300 or 0.042: three figures of a simulated number.
std::string simulated_text(double value);
/// 12,300 [5,100 to 23,000]: the median and the central 90% of the runs.
std::string interval_text(const SampleSummary& summary);
/// The number of a report in words: 38,000 · 100 to 999 · at least 5,000 · at most 80 · no number.
std::string report_number_text(const Report& report);
/// How far off a simulated number is: 2.3 times too many · 4 times too few · about right (within a tenth).
std::string factor_text(double simulated, double reported);
/// 1 report · 3 reports.
std::string count_text(long long count, const std::string& one, const std::string& many);

}  // namespace upsurge
