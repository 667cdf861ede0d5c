#include "experiments/score_reports.h"

#include <algorithm>
#include <map>
#include <utility>

#include "experiments/report_baselines.h"
#include "experiments/report_series.h"
#include "fitting/largest_numbers.h"
#include "fitting/report_numbers.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

/// Chance belongs to the report, so that other reports of its file do not change its scores.
RunKey key_of_report(std::uint64_t seed, const Report& report) {
    StateHash hash;
    hash.add_text(report.id);
    return make_run_key(seed, Purpose::scoring, hash.value(), 0, 0);
}

RunKey key_of_series(std::uint64_t seed, const Model& model, const SeriesKey& series, std::int64_t day) {
    StateHash hash;
    hash.add_text(describe(series.observable).id);
    for (const int place : series.places) {
        hash.add_text(model.places[static_cast<std::size_t>(place)].id);
    }
    hash.add(day);
    return make_run_key(seed, Purpose::baseline, hash.value(), 0, 0);
}

/// The rivals' forecasts, each made once.
class Rivals {
  public:
    struct Forecast {
        BaselineNumbers numbers;
        int days_known = 0;
    };

    Rivals(const Model& model, std::span<const Report> published, const ScoreSettings& settings)
        : model_(model), published_(published), settings_(settings) {}

    const Forecast& of(const SeriesKey& series, const ReportScale& scale, std::int64_t day,
                       Instant known_until) {
        const auto [found, is_new] = forecasts_.try_emplace({series, day, known_until});
        if (is_new) {
            const ReportedSeries reported =
                reported_series(model_, published_, known_at(known_until), series, scale, day);
            found->second.days_known = reported.reported;
            found->second.numbers = baseline_numbers(reported, day, scale.top, settings_.baseline_draws,
                                                     key_of_series(settings_.seed, model_, series, day));
        }
        return found->second;
    }

  private:
    const KnownReports& known_at(Instant moment) {
        const auto [found, is_new] = known_.try_emplace(moment);
        if (is_new) {
            found->second = known_by(published_, model_.sources, moment);
        }
        return found->second;
    }

    struct Key {
        SeriesKey series;
        std::int64_t day;
        Instant known_until;
        auto operator<=>(const Key&) const = default;
    };
    const Model& model_;
    std::span<const Report> published_;
    const ScoreSettings& settings_;
    std::map<Instant, KnownReports> known_;
    std::map<Key, Forecast> forecasts_;
};

std::string why_no_forecast(const Model& model, const Report& report, std::optional<Instant> as_of) {
    if (!report.observable) {
        return "it maps to no observable";
    }
    if (report.places.empty()) {
        return "it names no place";
    }
    if (report.event_start < model.clock.start || report.event_end > model.clock.end) {
        return "its time does not lie within the simulated time";
    }
    if (as_of && report.published_precision == Precision::unknown) {
        return "nobody knows whether it was published after the study's as-of";
    }
    if (as_of && report.published_at <= *as_of) {
        return "it was published by the study's as-of";
    }
    return {};
}

}  // namespace

ReportScores score_reports(const Model& model, std::span<const Report> reports,
                           std::span<const ReportForecast> forecasts, std::span<const Report> published,
                           const ScoreSettings& settings, const std::function<void(int, int)>& done) {
    UPSURGE_CHECK(forecasts.size() == reports.size(), "not one forecast for each report");
    ReportScores result;
    const KnownReports known = known_by(reports, model.sources, std::nullopt);
    for (const int withdrawn : known.withdrawn) {
        result.left_out.push_back({withdrawn, "a later report withdraws or replaces it"});
    }
    std::vector<double> largest;
    for (const Report& report : reports) {
        largest.push_back(largest_number(model, report));
    }
    const ScoredReports ready = scored_reports(reports, known, largest, model.event_size, settings.sources);
    result.left_out.insert(result.left_out.end(), ready.unscored.begin(), ready.unscored.end());
    Rivals rivals(model, published, settings);
    const auto all = std::count_if(ready.report.begin(), ready.report.end(), [&](int position) {
        return !forecasts[static_cast<std::size_t>(position)].numbers.empty();
    });
    for (std::size_t i = 0; i < ready.report.size(); ++i) {
        const int position = ready.report[i];
        const Report& report = reports[static_cast<std::size_t>(position)];
        const ReportForecast& forecast = forecasts[static_cast<std::size_t>(position)];
        if (forecast.numbers.empty()) {
            result.left_out.push_back({position, forecast.why_not});
            continue;
        }
        const ScoredReport& scored = ready.likelihood.reports()[i];
        const RunKey key = key_of_report(settings.seed, report);
        ReportScore score;
        score.report = position;
        score.copy_of = scored.repeats ? ready.report[static_cast<std::size_t>(scored.copy_of)] : -1;
        score.kind = score_kind(scored.statement);
        score.reliability =
            prior_reliability(scored, ready.likelihood.sources()[static_cast<std::size_t>(scored.source)]);
        score.runs = statement_scores(scored, score.reliability, forecast.numbers, forecast.weights,
                                      forecast.off, key);
        const EventDays days = event_days(model.clock, report);
        score.known_until = forecast.as_of ? std::min(*forecast.as_of, days.from - 1) : days.from - 1;
        if (scored.scale.counts) {
            const Rivals::Forecast& rival =
                rivals.of(*series_of(model, report), scored.scale, days.day, score.known_until);
            score.days_known = rival.days_known;
            const auto scores_of = [&](const std::vector<double>& numbers) -> std::optional<StatementScores> {
                if (numbers.empty()) {
                    return std::nullopt;
                }
                return statement_scores(scored, score.reliability, numbers, {}, {}, key);
            };
            score.autoregression = scores_of(rival.numbers.autoregression);
            score.persistence = scores_of(rival.numbers.persistence);
        }
        result.scores.push_back(std::move(score));
        if (done) {
            done(static_cast<int>(result.scores.size()), static_cast<int>(all));
        }
    }
    std::stable_sort(result.left_out.begin(), result.left_out.end(),
                     [](const Unscored& a, const Unscored& b) { return a.report < b.report; });
    return result;
}

std::vector<ReportForecast> forecasts_of_runs(const Model& model, std::span<const Report> reports,
                                              const RunValues& runs, std::span<const double> weights,
                                              std::span<const Discrepancy> off,
                                              std::optional<Instant> as_of) {
    std::vector<ReportForecast> forecasts;
    for (const Report& report : reports) {
        ReportForecast forecast;
        forecast.as_of = as_of;
        forecast.why_not = why_no_forecast(model, report, as_of);
        if (forecast.why_not.empty()) {
            forecast.numbers = report_numbers(model, runs, report);
            forecast.weights.assign(weights.begin(), weights.end());
            forecast.off.assign(off.begin(), off.end());
            if (forecast.numbers.empty()) {
                forecast.why_not = "its time does not end within the runs";
            }
        }
        forecasts.push_back(std::move(forecast));
    }
    return forecasts;
}

}  // namespace upsurge
