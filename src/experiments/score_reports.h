/// Reports scored against what was forecast of them, beside dull rivals (docs/scores.md).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/statement_scores.h"
#include "models/model.h"
#include "reports/scored_reports.h"
#include "studies/run_values.h"

namespace upsurge {

struct ScoreSettings {
    std::uint64_t seed = 1;
    int baseline_draws = 1000;
    SourceSettings sources;
};

/// What was forecast of one report, or why it is not scored.
struct ReportForecast {
    std::vector<double> numbers;   ///< [runs] the number that the report speaks of; empty: not scored
    std::vector<double> weights;   ///< [runs]; empty: equal
    std::vector<Discrepancy> off;  ///< [runs] how far their model's counts are off; empty: not at all
    std::optional<Instant> as_of;  ///< rivals know nothing published later; none: up to the event's day
    std::string why_not;           ///< where numbers is empty
};

struct ReportScore {
    int report = 0;    ///< position in the reports given
    int copy_of = -1;  ///< the earlier report of one origin that it repeats; summaries leave repeats out
    ScoreKind kind = ScoreKind::number;
    double reliability = 0;  ///< w of the mixture
    StatementScores runs;
    /// None where the observable is no count, and the first also where it found no posterior.
    std::optional<StatementScores> autoregression;
    std::optional<StatementScores> persistence;
    Instant known_until = 0;  ///< the latest publication that the rivals knew of
    int days_known = 0;       ///< days of the rivals' series that say something; 0: the first-day law
};

struct ReportScores {
    std::vector<ReportScore> scores;  ///< by time of publication
    std::vector<Unscored> left_out;   ///< in the order of the reports
};

/// Scores each report by itself: nothing is learned of a source from its other reports. All reports given
/// take part in saying which were withdrawn, confirmed or repeated.
/// @param forecasts  [reports]
/// @param published  what rivals may know, each from its publication on and never one of unknown publication
/// @param done       called after each report with how many of how many are done; may be empty
ReportScores score_reports(const Model& model, std::span<const Report> reports,
                           std::span<const ReportForecast> forecasts, std::span<const Report> published,
                           const ScoreSettings& settings, const std::function<void(int, int)>& done = {});

/// What finished runs forecast of each report whose time lies within the clock.
/// @param weights  of the runs; empty: equal
/// @param off      of the runs; empty: their counts are taken as they are
/// @param as_of    of the study: reports published by then, or at an unknown time, are not scored
std::vector<ReportForecast> forecasts_of_runs(const Model& model, std::span<const Report> reports,
                                              const RunValues& runs, std::span<const double> weights,
                                              std::span<const Discrepancy> off, std::optional<Instant> as_of);

}  // namespace upsurge
