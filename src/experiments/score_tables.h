/// scores.csv, score_summary.csv, scores_left_out.csv: docs/formats/scores-csv.md.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "experiments/score_summary.h"

namespace upsurge {

std::string scores_text(const Model& model, std::span<const Report> reports, const ReportScores& scores);
std::string score_summary_text(std::span<const ScoreSummary> summaries);
std::string scores_left_out_text(std::span<const Report> reports, const ReportScores& scores);

/// Writes all three durably, in place of older ones.
Result<void> write_score_tables(const std::filesystem::path& folder, const Model& model,
                                std::span<const Report> reports, const ReportScores& scores,
                                std::span<const ScoreSummary> summaries);

}  // namespace upsurge
