/// One report scored against weighted numbers, whichever forecast they come from: runs or a dull rival.
///
/// The forecast is of what the source says. With knowledge a source says what the error law makes of a number
/// (sample_statement, trusted wholly); without, anything (the background). The log score is of the mixture of
/// both, by the prior reliability of the report's grade; all else is of a source who knows.
#pragma once

#include <limits>
#include <span>
#include <string_view>

#include "numbers/philox.h"
#include "reports/report_likelihood.h"

namespace upsurge {

/// How a report is scored: by the form of its statement.
enum class ScoreKind {
    number,  ///< it names a number, perhaps rounded
    range,   ///< it bounds one: an interval, at least, at most
    event    ///< it says that something occurred, or did not
};
ScoreKind score_kind(const Statement& statement);
std::string_view name_of(ScoreKind kind);

/// Chance that a report comes from knowledge, before any data: the mean over the prior of its source.
double prior_reliability(const ScoredReport& report, const Reliability& source);

/// NaN where a score does not apply to the kind.
struct StatementScores {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    double log_score = none;  ///< -log(w mean K + (1 - w) B), nats
    /// Of number and range: quantiles of a thousand draws of what a source who knows says; of a range, of the
    /// number that the source has in mind.
    double q05 = none;
    double q50 = none;
    double q95 = none;
    bool inside = false;  ///< q05 .. q95 holds the number, or meets the range
    double width = none;  ///< q95 - q05
    // Of a number, by the same draws.
    double crps = none;            ///< fair between numbers of the forecast; NaN with a single one
    double wis = none;             ///< quantiles .05 .25 .5 .75 .95, median counted once
    double interval_score = none;  ///< at 90%
    double pit = none;             ///< randomised
    // Of an event.
    double probability = none;  ///< that a source who knows says it occurred
    double brier = none;
};

inline constexpr double score_interval_level = 0.9;

/// @param reliability  w of the report, 0 to 1
/// @param numbers      the number that the report speaks of, in each run; not empty
/// @param weights      of the runs; empty: equal
/// @param off          of the runs: how far their model's counts are off; empty: not at all
/// @param key          of the draws and of the PIT's chance
StatementScores statement_scores(const ScoredReport& report, double reliability,
                                 std::span<const double> numbers, std::span<const double> weights,
                                 std::span<const Discrepancy> off, RunKey key);

}  // namespace upsurge
