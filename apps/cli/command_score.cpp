#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "commands.h"
#include "experiments/run_discrepancies.h"
#include "experiments/score_tables.h"
#include "experiments/wording.h"
#include "failing.h"
#include "fitting/read_fit.h"
#include "json_output.h"
#include "output.h"
#include "progress.h"
#include "scenarios/instant.h"
#include "scenarios/read_reports_file.h"
#include "studies/durable_file.h"
#include "studies/local_time.h"
#include "studies/study.h"
#include "studies/study_folder.h"

namespace upsurge::cli {
namespace {

/// JSON has no NaN.
Json number_or_null(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

Json skill_json(const std::optional<Skill>& skill, bool as_ratio) {
    if (!skill) {
        return {};
    }
    return {{"days", skill->outcomes},
            {"runs", skill->mean_score},
            {"rival", skill->mean_rival},
            {"difference", number_or_null(skill->difference)},
            {"difference_low", number_or_null(skill->difference_low)},
            {"difference_high", number_or_null(skill->difference_high)},
            {"skill", as_ratio ? number_or_null(skill->skill) : Json()},
            {"skill_low", as_ratio ? number_or_null(skill->skill_low) : Json()},
            {"skill_high", as_ratio ? number_or_null(skill->skill_high) : Json()}};
}

Json summary_json(const ScoreSummary& one) {
    Json json;
    json["kind"] = one.kind ? name_of(*one.kind) : "all";
    json["observable"] = one.observable ? upsurge::describe(*one.observable).id : "all";
    json["forecaster"] = name_of(one.forecaster);
    json["reports"] = one.reports;
    json["intervals"] = one.coverage.total;
    json["inside"] = one.coverage.inside;
    json["coverage"] = number_or_null(one.coverage.share);
    json["coverage_low"] = one.coverage.share_low;
    json["coverage_high"] = one.coverage.share_high;
    json["expected_low"] = one.coverage.expected_low;
    json["expected_high"] = one.coverage.expected_high;
    json["mean_width"] = number_or_null(one.mean_width);
    json["mean_log_score"] = number_or_null(one.mean_log_score);
    json["mean_crps"] = number_or_null(one.mean_crps);
    json["mean_brier"] = number_or_null(one.mean_brier);
    json["log_score"] = skill_json(one.log_score, false);
    json["crps"] = skill_json(one.crps, true);
    return json;
}

std::string figure(double value, const char* format) {
    return std::isfinite(value) ? fmt::format(fmt::runtime(format), value) : "none";
}

class ScoreCommand final : public Command {
  public:
    const char* name() const override { return "score"; }
    const char* summary() const override {
        return "a study's runs against reports: intervals, scores, and dull rivals beside them";
    }
    const char* examples() const override {
        return "upsurge score studies/latest\n"
               "upsurge score studies/latest --reports later-reports.csv --out scored-later";
    }
    void declare(CommandLine& line) override {
        line.argument("study", study_, "folder of a study with runs", true);
        line.text("--reports", reports_, "FILE",
                  "score these reports, a file like reports.csv with the scenario's places; the scenario's "
                  "own then only "
                  "inform the rivals (default: the scenario's own, published after the study's as-of if it "
                  "has one)");
        line.text("--out", out_, "DIR", "folder for the tables (default: the study)");
        line.number("--seed", seed_, "of the draws of what sources say; the same seed gives the same tables");
        line.flag("--quiet", quiet_, "no progress and no closing lines");
    }

    Exit execute() override {
        const Result<Study> study = open_study(study_);
        if (!study) {
            return fail(*this, study.error());
        }
        if (!study->runs) {
            return fail_about(study_, "no run of this study was finished",
                              "`upsurge resume` goes on with it");
        }
        const Model& model = study->scenario.model;
        // What a fit behind the study knew stands with the fit.
        const std::filesystem::path fitted = study->scenario.folder / "fitted";
        Manifest knowing = study->manifest;
        std::vector<std::string> held_out;
        if (is_study(fitted)) {
            Result<Manifest> fit = read_manifest(fitted);
            Result<std::vector<std::string>> held = held_out_ids(fitted);
            if (!fit || !held) {
                return fail(*this, fit ? held.error() : fit.error());
            }
            knowing = std::move(*fit);
            held_out = std::move(*held);
        }
        std::optional<Instant> as_of;
        if (const auto written = option_of(knowing, "--as-of")) {
            const auto moment = parse_instant(*written);
            if (!moment) {
                return fail(*this, moment.error());
            }
            as_of = moment->instant;
        }
        std::vector<Report> foreign;
        if (!reports_.empty()) {
            Result<std::vector<Report>> read = foreign_reports(*study);
            if (!read) {
                return fail(*this, read.error());
            }
            foreign = std::move(*read);
        }
        const std::vector<Report>& reports = reports_.empty() ? model.reports : foreign;
        std::vector<Report> published = model.reports;
        published.insert(published.end(), foreign.begin(), foreign.end());

        const std::filesystem::path folder = out_.empty() ? study->folder : std::filesystem::path(out_);
        if (auto made = make_folder(folder); !made) {
            return fail(*this, made.error());
        }
        const auto off = run_discrepancies(study->folder, study->runs->runs());
        if (!off) {
            return fail(*this, off.error());
        }
        std::vector<ReportForecast> forecasts =
            forecasts_of_runs(model, reports, *study->runs, {}, *off, as_of);
        if (reports_.empty() && !held_out.empty()) {
            const auto is_held = [&](const Report& report) {
                return std::find(held_out.begin(), held_out.end(), report.id) != held_out.end();
            };
            for (std::size_t i = 0; i < reports.size(); ++i) {
                if (!is_held(reports[i])) {
                    forecasts[i] = {{}, {}, {}, {}, "the fit was shown it"};
                }
            }
            // Rivals are shown what the fit was shown.
            std::erase_if(published, is_held);
        }
        ScoreSettings settings;
        settings.seed = seed_;
        const ReportScores scores = scored(model, reports, forecasts, published, settings);
        const std::vector<ScoreSummary> summaries = summarise_scores(model, reports, scores.scores, seed_);
        if (auto written = write_score_tables(folder, model, reports, scores, summaries); !written) {
            return fail(*this, written.error());
        }
        const std::string hindsight =
            reports_.empty() && !held_out.empty()
                ? fmt::format(
                      "held out: {} that the fit was not shown; the scenario's other values were chosen "
                      "with them in sight",
                      count_text(static_cast<long long>(held_out.size()), "report", "reports"))
                : hindsight_line(model, reports, scores, as_of);
        if (as_json) {
            write_json(json_of(*study, folder, as_of, scores, summaries, hindsight));
        } else if (!quiet_) {
            print(*study, folder, scores, summaries, hindsight);
        }
        return Exit::done;
    }

  private:
    Exit fail_about(const std::string& file, std::string what, std::string hint) const {
        Problem problem;
        problem.file = file;
        problem.what = std::move(what);
        problem.hint = std::move(hint);
        return fail(*this, {problem});
    }

    Result<std::vector<Report>> foreign_reports(const Study& study) const {
        const Result<ScenarioOptions> options = scenario_options_of(study.manifest);
        if (!options) {
            return tl::unexpected(options.error());
        }
        return read_reports_file(reports_, study.scenario.folder, *options);
    }

    ReportScores scored(const Model& model, const std::vector<Report>& reports,
                        const std::vector<ReportForecast>& forecasts, const std::vector<Report>& published,
                        const ScoreSettings& settings) const {
        using Stopwatch = std::chrono::steady_clock;
        Progress progress(quiet_ || as_json, 1, "reports");
        const Stopwatch::time_point start = Stopwatch::now();
        return score_reports(model, reports, forecasts, published, settings, [&](int done, int total) {
            const double seconds = std::chrono::duration<double>(Stopwatch::now() - start).count();
            progress.show({done, total, seconds, seconds / done * (total - done)});
        });
    }

    /// Which of the reports could have shaped the runs; empty: none.
    std::string hindsight_line(const Model& model, const std::vector<Report>& reports,
                               const ReportScores& scores, std::optional<Instant> as_of) const {
        if (as_of || scores.scores.empty()) {
            return {};
        }
        if (reports_.empty()) {
            return "hindsight: the parameters were chosen with these reports";
        }
        long long early = 0;
        for (const ReportScore& score : scores.scores) {
            early +=
                reports[static_cast<std::size_t>(score.report)].published_at <= model.clock.hindsight_until;
        }
        return early == 0 ? std::string()
                          : fmt::format(
                                "hindsight: {} of these published by {}, and what was known by then could be "
                                "used to "
                                "choose the parameters",
                                early == 1 ? "1 report was" : fmt::format("{} reports were", early),
                                day_text(model.clock.hindsight_until, model.clock.utc_offset_minutes));
    }

    void print(const Study& study, const std::filesystem::path& folder, const ReportScores& scores,
               const std::vector<ScoreSummary>& summaries, const std::string& hindsight) const {
        write_line(fmt::format("{} of {} scored against {}; {} left out",
                               count_text(static_cast<long long>(scores.scores.size()), "report", "reports"),
                               reports_.empty() ? "the scenario" : reports_,
                               count_text(study.runs->runs(), "run", "runs"), scores.left_out.size()));
        if (!hindsight.empty()) {
            write_line(hindsight);
        }
        TextTable table(
            {"", "reports", "in 90%", "of", "rate", "95% band", "mean width", "log score", "CRPS", "Brier"},
            1);
        for (const ScoreSummary& one : summaries) {
            if (one.observable || (one.kind && one.forecaster != Forecaster::runs)) {
                continue;
            }
            const Coverage& held = one.coverage;
            const bool some = held.total > 0;
            table.add({one.kind ? fmt::format("  runs, {}s", name_of(*one.kind))
                                : std::string(name_of(one.forecaster)),
                       std::to_string(one.reports), std::to_string(held.inside), std::to_string(held.total),
                       figure(held.share, "{:.2f}"),
                       some ? fmt::format("{:.2f} to {:.2f}", held.share_low, held.share_high) : "none",
                       std::isfinite(one.mean_width) ? simulated_text(one.mean_width) : "none",
                       figure(one.mean_log_score, "{:.2f}"),
                       std::isfinite(one.mean_crps) ? simulated_text(one.mean_crps) : "none",
                       figure(one.mean_brier, "{:.3f}")});
        }
        write_line("\n" + table.text());
        for (const ScoreSummary& one : summaries) {
            if (one.kind || one.observable || !one.log_score) {
                continue;
            }
            const Skill& logs = *one.log_score;
            std::string line =
                fmt::format("runs against {}, {}: log score {:+.2f} [{:+.2f} to {:+.2f}]",
                            name_of(one.forecaster), count_text(logs.outcomes, "event day", "event days"),
                            logs.difference, logs.difference_low, logs.difference_high);
            if (one.crps && std::isfinite(one.crps->skill)) {
                line += fmt::format(", CRPS skill {:.2f} [{} to {}]", one.crps->skill,
                                    figure(one.crps->skill_low, "{:.2f}"),
                                    figure(one.crps->skill_high, "{:.2f}"));
            }
            write_line(line);
        }
        write_line(
            "Smaller scores are better; below 0 the runs have the better log score, skill above 0 the better "
            "CRPS (90% "
            "intervals). Intervals are of what sources who know would say.");
        write_line((folder / "scores.csv").string());
        write_line((folder / "score_summary.csv").string());
        write_line((folder / "scores_left_out.csv").string());
    }

    Json json_of(const Study& study, const std::filesystem::path& folder, std::optional<Instant> as_of,
                 const ReportScores& scores, const std::vector<ScoreSummary>& summaries,
                 const std::string& hindsight) const {
        Json json = json_head(name());
        json["study"] = study_;
        json["scenario"] = study.manifest.scenario_id;
        json["reports_file"] = reports_;
        json["runs"] = study.runs->runs();
        json["state_hash"] = study.manifest.state_hash;
        json["seed"] = seed_;
        json["as_of"] =
            as_of ? format_instant(*as_of, study.scenario.model.clock.utc_offset_minutes) : std::string();
        json["hindsight"] = hindsight;
        json["scored"] = scores.scores.size();
        json["left_out"] = scores.left_out.size();
        json["tables"] = {(folder / "scores.csv").string(), (folder / "score_summary.csv").string(),
                          (folder / "scores_left_out.csv").string()};
        json["summary"] = Json::array();
        for (const ScoreSummary& one : summaries) {
            json["summary"].push_back(summary_json(one));
        }
        return json;
    }

    std::string study_;
    std::string reports_;
    std::string out_;
    std::uint64_t seed_ = 1;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_score_command() {
    return std::make_unique<ScoreCommand>();
}

}  // namespace upsurge::cli
