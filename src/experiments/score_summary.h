/// Scores together: how often intervals held, how wide they were, and whether the runs beat the dull rivals.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/score_reports.h"
#include "scoring/coverage.h"
#include "scoring/skill.h"

namespace upsurge {

enum class Forecaster { runs, autoregression, persistence };
std::string_view name_of(Forecaster forecaster);

/// One forecaster over some of the reports; repeats of an origin are left out.
struct ScoreSummary {
    std::optional<ScoreKind> kind;         ///< none: all
    std::optional<Observable> observable;  ///< none: all
    Forecaster forecaster = Forecaster::runs;
    int reports = 0;        ///< that it has scores of
    Coverage coverage;      ///< of 90% intervals, numbers and ranges
    double mean_width = 0;  ///< of the same; NaN without any
    double mean_log_score = 0;
    double mean_crps = 0;   ///< of numbers; NaN without any
    double mean_brier = 0;  ///< of events; NaN without any
    /// The runs against this rival on the reports that both have scores of, each event day one outcome: the
    /// mean of its reports. None for the runs themselves and with fewer than two days.
    std::optional<Skill> log_score;  ///< only its difference means something
    std::optional<Skill> crps;
};

/// All reports, then each kind, then each observable; of each the three forecasters.
std::vector<ScoreSummary> summarise_scores(const Model& model, std::span<const Report> reports,
                                           std::span<const ReportScore> scores, std::uint64_t seed);

}  // namespace upsurge
