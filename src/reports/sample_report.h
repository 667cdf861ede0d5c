/// Synthetic reports: the source model run forwards, by the law that scores.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numbers/philox.h"
#include "reports/report_likelihood.h"

namespace upsurge {

/// What a source says in the report's form about a run's number x.
/// @param w  reliability of the source, 0 .. 1
Statement sample_statement(Draws& draws, const ScoredReport& report, double w, double x);

/// One set of synthetic reports.
struct SyntheticReports {
    std::vector<double> reliability;    ///< [sources] the w that was drawn
    std::vector<ScoredReport> reports;  ///< the same reports with other statements; `repeats` as it came out
};

/// Draws a w for every source from its prior's nodes and a statement for every report. Report i has its own
/// address, row i + 1; sources have row 0.
/// @param x    [reports] numbers of the run
/// @param key  made with Purpose::synthetic_reports
SyntheticReports sample_reports(const ReportLikelihood& model, std::span<const double> x, RunKey key);

}  // namespace upsurge
