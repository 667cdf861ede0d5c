#include "experiments/score_summary.h"

#include <cmath>
#include <map>
#include <set>

#include "experiments/report_series.h"

namespace upsurge {
namespace {

/// Mean of what is a number.
class Mean {
  public:
    void add(double value) {
        if (!std::isnan(value)) {
            sum_ += value;
            ++count_;
        }
    }
    double value() const { return count_ > 0 ? sum_ / count_ : StatementScores::none; }

  private:
    double sum_ = 0;
    int count_ = 0;
};

const StatementScores* scores_of(const ReportScore& score, Forecaster forecaster) {
    switch (forecaster) {
        case Forecaster::runs:
            return &score.runs;
        case Forecaster::autoregression:
            return score.autoregression ? &*score.autoregression : nullptr;
        case Forecaster::persistence:
            return score.persistence ? &*score.persistence : nullptr;
    }
    return nullptr;
}

/// One score of the runs beside the same of a rival, by event day.
std::optional<Skill> skill_of(const Model& model, std::span<const Report> reports,
                              const std::vector<const ReportScore*>& scores, Forecaster rival,
                              double StatementScores::*which, std::uint64_t seed) {
    std::map<std::int64_t, std::pair<Mean, Mean>> days;
    for (const ReportScore* score : scores) {
        const StatementScores* other = scores_of(*score, rival);
        if (other && std::isfinite(score->runs.*which) && std::isfinite(other->*which)) {
            auto& day = days[event_days(model.clock, reports[static_cast<std::size_t>(score->report)]).day];
            day.first.add(score->runs.*which);
            day.second.add(other->*which);
        }
    }
    std::vector<double> own;
    std::vector<double> others;
    for (const auto& [day, means] : days) {
        own.push_back(means.first.value());
        others.push_back(means.second.value());
    }
    SkillOptions options;
    options.key = make_run_key(seed, Purpose::bootstrap, 0, 0, 0);
    const Result<Skill> skill = paired_skill(own, others, options);
    return skill ? std::optional<Skill>(*skill) : std::nullopt;
}

ScoreSummary summary_of(const Model& model, std::span<const Report> reports,
                        const std::vector<const ReportScore*>& scores, Forecaster forecaster,
                        std::uint64_t seed) {
    ScoreSummary summary;
    summary.forecaster = forecaster;
    Mean width;
    Mean log_score;
    Mean crps;
    Mean brier;
    int inside = 0;
    int intervals = 0;
    for (const ReportScore* score : scores) {
        const StatementScores* own = scores_of(*score, forecaster);
        if (!own) {
            continue;
        }
        ++summary.reports;
        log_score.add(own->log_score);
        crps.add(own->crps);
        brier.add(own->brier);
        width.add(own->width);
        if (score->kind != ScoreKind::event) {
            ++intervals;
            inside += own->inside ? 1 : 0;
        }
    }
    summary.coverage = coverage(inside, intervals, score_interval_level);
    summary.mean_width = width.value();
    summary.mean_log_score = log_score.value();
    summary.mean_crps = crps.value();
    summary.mean_brier = brier.value();
    if (forecaster != Forecaster::runs) {
        summary.log_score = skill_of(model, reports, scores, forecaster, &StatementScores::log_score, seed);
        summary.crps = skill_of(model, reports, scores, forecaster, &StatementScores::crps, seed);
    }
    return summary;
}

}  // namespace

std::string_view name_of(Forecaster forecaster) {
    return forecaster == Forecaster::runs             ? "runs"
           : forecaster == Forecaster::autoregression ? "autoregression"
                                                      : "persistence";
}

std::vector<ScoreSummary> summarise_scores(const Model& model, std::span<const Report> reports,
                                           std::span<const ReportScore> scores, std::uint64_t seed) {
    const auto observable_of = [&](const ReportScore& score) {
        return *reports[static_cast<std::size_t>(score.report)].observable;
    };
    std::vector<ScoreSummary> summaries;
    const auto add = [&](std::optional<ScoreKind> kind, std::optional<Observable> observable) {
        std::vector<const ReportScore*> chosen;
        for (const ReportScore& score : scores) {
            if (score.copy_of < 0 && (!kind || score.kind == *kind) &&
                (!observable || observable_of(score) == *observable)) {
                chosen.push_back(&score);
            }
        }
        if (chosen.empty() && kind) {
            return;
        }
        for (const Forecaster forecaster :
             {Forecaster::runs, Forecaster::autoregression, Forecaster::persistence}) {
            summaries.push_back(summary_of(model, reports, chosen, forecaster, seed));
            summaries.back().kind = kind;
            summaries.back().observable = observable;
        }
    };
    add(std::nullopt, std::nullopt);
    for (const ScoreKind kind : {ScoreKind::number, ScoreKind::range, ScoreKind::event}) {
        add(kind, std::nullopt);
    }
    std::set<Observable> observables;
    for (const ReportScore& score : scores) {
        observables.insert(observable_of(score));
    }
    for (const Observable observable : observables) {
        add(std::nullopt, observable);
    }
    return summaries;
}

}  // namespace upsurge
