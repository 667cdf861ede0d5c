#include "experiments/score_tables.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

#include "scenarios/csv.h"
#include "scenarios/instant.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

using Cells = std::vector<std::string>;

std::string number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}
std::string number(std::optional<double> value) {
    return value ? number(*value) : std::string();
}
std::string word(bool yes) {
    return yes ? "yes" : "no";
}

std::string_view name_of_form(ReportForm form) {
    constexpr std::string_view names[] = {"count",    "interval", "at_least", "at_most",
                                          "occurred", "denied",   "rumour"};
    return names[static_cast<std::size_t>(form)];
}

void append(Cells& row, const Cells& more) {
    row.insert(row.end(), more.begin(), more.end());
}

std::string inside_cell(const ReportScore& score, const StatementScores& scores) {
    return score.kind == ScoreKind::event ? std::string() : word(scores.inside);
}

/// What a rival is told of beside the runs.
Cells rival_cells(const ReportScore& score, const std::optional<StatementScores>& rival) {
    if (!rival) {
        return Cells(5);
    }
    return {number(rival->log_score), number(rival->crps), number(rival->width), inside_cell(score, *rival),
            number(rival->brier)};
}

std::string place_ids(const Model& model, const Report& report) {
    std::string ids;
    for (const int place : report.places) {
        ids += (ids.empty() ? "" : ";") + model.places[static_cast<std::size_t>(place)].id;
    }
    return ids;
}

Cells score_row(const Model& model, std::span<const Report> reports, const ReportScore& score) {
    const Report& report = reports[static_cast<std::size_t>(score.report)];
    const auto time = [&](Instant moment) { return format_instant(moment, model.clock.utc_offset_minutes); };
    const StatementScores& runs = score.runs;
    Cells row = {report.id,
                 report.source,
                 std::string(describe(*report.observable).id),
                 place_ids(model, report),
                 time(report.event_start),
                 time(report.event_end),
                 time(report.published_at),
                 std::string(name_of_form(report.form)),
                 std::string(name_of(score.kind)),
                 score.copy_of < 0 ? "" : reports[static_cast<std::size_t>(score.copy_of)].id,
                 number(report.value),
                 number(report.low),
                 number(report.high),
                 number(score.reliability),
                 number(runs.q05),
                 number(runs.q50),
                 number(runs.q95),
                 inside_cell(score, runs),
                 number(runs.width),
                 number(runs.log_score),
                 number(runs.crps),
                 number(runs.wis),
                 number(runs.interval_score),
                 number(runs.pit),
                 number(runs.probability),
                 number(runs.brier),
                 score.autoregression || score.persistence ? time(score.known_until) : "",
                 score.autoregression || score.persistence ? std::to_string(score.days_known) : ""};
    append(row, rival_cells(score, score.autoregression));
    append(row, rival_cells(score, score.persistence));
    return row;
}

Cells skill_cells(const std::optional<Skill>& log_score, const std::optional<Skill>& crps) {
    Cells cells(7);
    if (log_score) {
        cells[0] = std::to_string(log_score->outcomes);
        cells[1] = number(log_score->difference);
        cells[2] = number(log_score->difference_low);
        cells[3] = number(log_score->difference_high);
    }
    if (crps) {
        cells[4] = number(crps->skill);
        cells[5] = number(crps->skill_low);
        cells[6] = number(crps->skill_high);
    }
    return cells;
}

}  // namespace

std::string scores_text(const Model& model, std::span<const Report> reports, const ReportScores& scores) {
    std::string text =
        "report,source,observable,place,event_start,event_end,published_at,form,kind,copy_of,value,low,high,"
        "reliability,q05,q50,q95,inside,width,log_score,crps,wis,interval_score,pit,probability,brier,"
        "rivals_know_until,rivals_days,"
        "autoregression_log_score,autoregression_crps,autoregression_width,autoregression_inside,"
        "autoregression_brier,persistence_log_score,persistence_crps,persistence_width,persistence_inside,"
        "persistence_brier\n";
    for (const ReportScore& score : scores.scores) {
        text += format_csv_row(score_row(model, reports, score)) + "\n";
    }
    return text;
}

std::string score_summary_text(std::span<const ScoreSummary> summaries) {
    std::string text =
        "kind,observable,forecaster,reports,intervals,inside,coverage,coverage_low,coverage_high,expected_"
        "low,"
        "expected_high,as_promised,mean_width,mean_log_score,mean_crps,mean_brier,days,log_score_difference,"
        "log_score_difference_low,log_score_difference_high,crps_skill,crps_skill_low,crps_skill_high\n";
    for (const ScoreSummary& one : summaries) {
        const Coverage& held = one.coverage;
        const bool some = held.total > 0;
        Cells row = {one.kind ? std::string(name_of(*one.kind)) : "all",
                     one.observable ? std::string(describe(*one.observable).id) : "all",
                     std::string(name_of(one.forecaster)),
                     std::to_string(one.reports),
                     std::to_string(held.total),
                     std::to_string(held.inside),
                     number(held.share),
                     some ? number(held.share_low) : "",
                     some ? number(held.share_high) : "",
                     some ? std::to_string(held.expected_low) : "",
                     some ? std::to_string(held.expected_high) : "",
                     some ? word(held.as_promised) : "",
                     number(one.mean_width),
                     number(one.mean_log_score),
                     number(one.mean_crps),
                     number(one.mean_brier)};
        append(row, skill_cells(one.log_score, one.crps));
        text += format_csv_row(row) + "\n";
    }
    return text;
}

std::string scores_left_out_text(std::span<const Report> reports, const ReportScores& scores) {
    std::string text = "report,why\n";
    for (const Unscored& one : scores.left_out) {
        text += format_csv_row({reports[static_cast<std::size_t>(one.report)].id, one.why}) + "\n";
    }
    return text;
}

Result<void> write_score_tables(const std::filesystem::path& folder, const Model& model,
                                std::span<const Report> reports, const ReportScores& scores,
                                std::span<const ScoreSummary> summaries) {
    const std::pair<const char*, std::string> files[] = {
        {"scores.csv", scores_text(model, reports, scores)},
        {"scores_left_out.csv", scores_left_out_text(reports, scores)},
        {"score_summary.csv", score_summary_text(summaries)},
    };
    for (const auto& [name, text] : files) {
        if (auto written = write_durably(folder / name, text); !written) {
            return written;
        }
    }
    return {};
}

}  // namespace upsurge
