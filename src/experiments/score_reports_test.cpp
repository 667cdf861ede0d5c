/// Scores of a made-up study, computed by hand, and what rivals may know.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "experiments/report_baselines.h"
#include "experiments/report_series.h"
#include "experiments/score_tables.h"
#include "models/hand_country.h"
#include "numbers/elementary.h"
#include "reports/observable_errors.h"
#include "reports/sample_report.h"
#include "reports/statement_background.h"
#include "scoring/scores.h"

namespace upsurge {
namespace {

constexpr Instant hour = 3600;
constexpr Instant day = 24 * hour;

/// A country of one town of 1000 people, four days long from midnight UTC.
Model one_town() {
    Model model = hand_country(4 * day);
    add_place(model, "T", PlaceKind::city, 0);
    for (Place& place : model.places) {
        place.population = 1000;
    }
    Source good;
    good.id = "good";
    good.reliability = 'A';
    model.sources = {good};
    return model;
}

/// A count of people in the town over six hours of a day from 0 on, published the same evening.
Report crowd_report(const char* id, int of_day, double value) {
    Report report;
    report.id = id;
    report.event_start = of_day * day + 12 * hour;
    report.event_end = of_day * day + 18 * hour;
    report.published_at = of_day * day + 20 * hour;
    report.published_precision = Precision::hour;
    report.places = {1};
    report.observable = Observable::crowd;
    report.form = ReportForm::count;
    report.value = value;
    report.source = "good";
    report.reliability = 'A';
    report.credibility = 6;
    return report;
}

ReportForecast forecast_of(std::vector<double> numbers) {
    ReportForecast forecast;
    forecast.numbers = std::move(numbers);
    return forecast;
}

ReportScore score_of(const Model& model, const Report& report, std::vector<double> numbers,
                     std::vector<double> weights = {}) {
    ReportForecast forecast = forecast_of(std::move(numbers));
    forecast.weights = std::move(weights);
    const auto scores =
        score_reports(model, std::span(&report, 1), std::span(&forecast, 1), model.reports, {});
    EXPECT_EQ(scores.scores.size(), 1u);
    return scores.scores.at(0);
}

/// Whole things that a source who knows names as they are.
ScoredReport exact_report(std::int64_t said, std::int64_t top) {
    ScoredReport report;
    report.scale.top = top;
    report.error.law = ErrorModel::Law::exact;
    report.statement = rounded_statement(said, 1, report.scale);
    return report;
}

TEST(StatementScores, AreThoseOfTheFourNumbersWhenTheSourceNamesThem) {
    const double numbers[] = {1, 2, 3, 4};
    const ScoredReport report = exact_report(2, 9);
    const StatementScores scores = statement_scores(report, 0.8, numbers, {}, {}, {});
    // By hand: mean |x - 2| = 1, mean |x - x'| over the twelve pairs 5/3: fair CRPS 1 - 5/6.
    EXPECT_NEAR(scores.crps, 1.0 / 6.0, 1e-12);
    // A quarter of the runs say 2; the background of 2 is log(4/3) / log(11).
    const double mixture = 0.8 * 0.25 + 0.2 * std::log(4.0 / 3.0) / std::log(11.0);
    EXPECT_NEAR(scores.log_score, -std::log(mixture), 1e-12);
    EXPECT_EQ(scores.q05, 1);
    EXPECT_EQ(scores.q95, 4);
    EXPECT_EQ(scores.width, 3);
    EXPECT_TRUE(scores.inside);
    EXPECT_EQ(scores.interval_score, 3);
    // Quantiles 1, 1.75, 2.5, 3.25, 4 of a thousand draws that are 250 of each: twice the mean of the losses
    // .05 * 1, .25 * .25, .5 * .5, .25 * 1.25, .05 * 2.
    EXPECT_NEAR(scores.q50, 2.5, 1e-12);
    EXPECT_NEAR(scores.wis, 2.0 / 5.0 * (0.05 + 0.25 * (2 - 1.75) + 0.25 + 0.25 * (3.25 - 2) + 0.1), 1e-12);
    // The rank of 2 lies between the 250 below and the 500 at most.
    EXPECT_GT(scores.pit, 250.0 / 1001);
    EXPECT_LT(scores.pit, 501.0 / 1001);
    EXPECT_FALSE(statement_scores(exact_report(5, 9), 0.8, numbers, {}, {}, {}).inside);
    EXPECT_TRUE(std::isnan(statement_scores(report, 0.8, std::span(numbers, 1), {}, {}, {}).crps));
}

TEST(StatementScores, FollowWeights) {
    const double numbers[] = {1, 2, 3, 4};
    const double weights[] = {0, 3, 0, 1};
    const StatementScores scores = statement_scores(exact_report(2, 9), 1, numbers, weights, {}, {});
    EXPECT_NEAR(scores.log_score, -std::log(0.75), 1e-12);
    // mean |x - 2| = 1/2; two numbers two apart, so a pair of different ones is: fair CRPS 1/2 - 1.
    EXPECT_NEAR(scores.crps, 0.5 - 0.5 * 2, 1e-12);
    EXPECT_EQ(scores.q50, 2);
    EXPECT_EQ(scores.q05, 2);
}

// Counts of runs that are off by what the fit learned: the interval holds what a source says nine times in
// ten if the model is off by that much, and seldom if its counts are taken as they are. Of 400 statements 360
// with a standard error of 6; a band of five of them has a false alarm in 2 million.
TEST(StatementScores, OfAModelThatIsOffHoldWhatIsSaid) {
    ScoredReport report;
    report.scale.top = 100000000;
    report.error.size = 16;
    report.error.listed = true;
    const std::vector<double> numbers(8, 3000.0);
    const std::vector<Discrepancy> off(8, {0, 1.0});
    ScoredReport truth = report;
    truth.error = seen_with(report.error, off.front());
    int inside = 0;
    int inside_taken_as_they_are = 0;
    for (std::uint32_t i = 0; i < 400; ++i) {
        Draws draws(make_run_key(8, Purpose::synthetic_reports, i, 0, 0), {});
        report.statement = rounded_statement(0, 1, report.scale);
        truth.statement = report.statement;
        report.statement = sample_statement(draws, truth, 1, 3000);
        const RunKey key = make_run_key(9, Purpose::scoring, i, 0, 0);
        inside += statement_scores(report, 1, numbers, {}, off, key).inside ? 1 : 0;
        inside_taken_as_they_are += statement_scores(report, 1, numbers, {}, {}, key).inside ? 1 : 0;
    }
    EXPECT_NEAR(inside, 360, 30);
    EXPECT_LT(inside_taken_as_they_are, 200);
}

TEST(StatementScores, OfRangesAndEvents) {
    const double numbers[] = {1, 2, 3, 4};
    ScoredReport report = exact_report(0, 9);
    report.statement = at_least_statement(4, report.scale);
    StatementScores scores = statement_scores(report, 1, numbers, {}, {}, {});
    EXPECT_NEAR(scores.log_score, -std::log(0.25), 1e-12);
    EXPECT_TRUE(scores.inside);  // 1 to 4 meets 4 or more
    EXPECT_TRUE(std::isnan(scores.crps));
    report.statement = at_least_statement(5, report.scale);
    EXPECT_FALSE(statement_scores(report, 1, numbers, {}, {}, {}).inside);
    report.statement = occurred_statement(false);
    report.error.occurred_base = 0;
    scores = statement_scores(report, 1, numbers, {}, {}, {});
    double chance = 0;  // 1 - exp(-x), by hand
    for (const double x : numbers) {
        chance += 0.25 * (1 - std::exp(-x));
    }
    EXPECT_NEAR(scores.probability, chance, 1e-12);
    EXPECT_NEAR(scores.brier, chance * chance, 1e-12);
    EXPECT_NEAR(scores.log_score, -std::log(1 - chance), 1e-12);
}

TEST(ScoreReports, MixesByTheGradeAndKeepsToTheReport) {
    Model model = one_town();
    const Report report = crowd_report("r", 1, 221);
    const ReportScore score = score_of(model, report, {200, 300});
    EXPECT_NEAR(score.reliability, 0.95,
                1e-9);  // letter A: beta(19, 1), and the report's own grade is the same
    const auto measure = measure_of(Observable::crowd, 1000, model.event_size);
    const Statement said = rounded_statement(221, 1, measure->scale);
    ErrorModel error = measure->error;
    error.log_bias = side_log_bias(report.side);
    const double known = 0.5 * (statement_kernel(said, measure->scale, error, 200) +
                                statement_kernel(said, measure->scale, error, 300));
    EXPECT_NEAR(score.runs.log_score,
                -std::log(0.95 * known + 0.05 * statement_background(said, measure->scale, 0.8)), 1e-9);
    // Other reports beside it change nothing: chance is addressed by the report's id.
    const std::vector<Report> both = {crowd_report("other", 0, 30), report};
    const std::vector<ReportForecast> forecasts = {forecast_of({5, 6}), forecast_of({200, 300})};
    const auto scores = score_reports(model, both, forecasts, {}, {});
    EXPECT_EQ(scores.scores[1].runs.q05, score.runs.q05);
    EXPECT_EQ(scores.scores[1].runs.pit, score.runs.pit);
}

TEST(ScoreReports, SaysWhyAReportIsLeftOut) {
    Model model = one_town();
    std::vector<Report> reports = {crowd_report("early", 0, 10), crowd_report("beyond", 4, 10),
                                   crowd_report("mapless", 1, 10), crowd_report("undated", 1, 10),
                                   crowd_report("late", 2, 10)};
    reports[2].observable.reset();
    reports[3].published_precision = Precision::unknown;
    const HistoryValues runs(std::vector<History>{History(96, 2), History(96, 2)});
    const auto forecasts = forecasts_of_runs(model, reports, runs, {}, {}, day);
    const auto scores = score_reports(model, reports, forecasts, {}, {});
    ASSERT_EQ(scores.scores.size(), 1u);
    EXPECT_EQ(reports[static_cast<std::size_t>(scores.scores[0].report)].id, "late");
    ASSERT_EQ(scores.left_out.size(), 4u);
    EXPECT_EQ(scores.left_out[0].why, "it was published by the study's as-of");
    EXPECT_EQ(scores.left_out[1].why, "its time does not lie within the simulated time");
    EXPECT_EQ(scores.left_out[2].why, "it maps to no observable");
    EXPECT_EQ(scores.left_out[3].why, "nobody knows whether it was published after the study's as-of");
    EXPECT_EQ(scores_left_out_text(reports, scores).substr(0, 17), "report,why\nearly,");
}

TEST(ReportSeries, IsWhatWasKnown) {
    Model model = one_town();
    const auto scale = measure_of(Observable::crowd, 1000, model.event_size)->scale;
    Report least = crowd_report("least", 0, 0);
    least.form = ReportForm::at_least;
    least.value.reset();
    least.low = 80;
    least.published_at -= hour;
    Report rumour = crowd_report("rumour", 1, 500);
    rumour.form = ReportForm::rumour;
    const std::vector<Report> reports = {crowd_report("a", 0, 111), least, rumour, crowd_report("b", 2, 37)};
    const SeriesKey key = *series_of(model, reports[0]);
    const auto series = [&](Instant moment) {
        return reported_series(model, reports, known_by(reports, {}, moment), key, scale, 3);
    };
    const ReportedSeries all = series(3 * day);
    ASSERT_EQ(all.days.size(), 3u);
    EXPECT_EQ(all.days[0].low, 111);  // narrows "at least 80"
    EXPECT_EQ(all.days[0].high, 111);
    EXPECT_TRUE(all.days[1].says_nothing());
    EXPECT_EQ(all.days[2].low, 37);
    EXPECT_EQ(all.reported, 2);
    EXPECT_EQ(series(day).days.size(), 1u);
    EXPECT_TRUE(series(18 * hour).days.empty());
    EXPECT_EQ(series(19 * hour).days[0].high, no_upper_bound);
}

TEST(Rivals, KnowNothingThatWasPublishedLater) {
    Model model = one_town();
    const Report scored = crowd_report("scored", 2, 120);
    model.reports = {crowd_report("a", 0, 111), crowd_report("b", 1, 237), scored, crowd_report("c", 3, 5)};
    const ReportScore before = score_of(model, scored, {100, 200});
    EXPECT_EQ(before.days_known, 2);
    EXPECT_EQ(before.known_until, 2 * day - 1);
    ASSERT_TRUE(before.autoregression && before.persistence);
    model.reports[2].value = 999;  // of the day itself
    model.reports[3].value = 1;    // later
    model.reports.push_back(crowd_report("late", 1, 700));
    model.reports.back().published_at = 2 * day;  // about yesterday, out on the day
    const ReportScore after = score_of(model, scored, {100, 200});
    EXPECT_EQ(after.autoregression->log_score, before.autoregression->log_score);
    EXPECT_EQ(after.persistence->crps, before.persistence->crps);
    EXPECT_EQ(after.days_known, 2);
    model.reports.back().published_at = 2 * day - 1;  // just in time: it counts
    EXPECT_NE(score_of(model, scored, {100, 200}).persistence->crps, before.persistence->crps);
    // A study as of an earlier moment has earlier rivals.
    ReportForecast forecast = forecast_of({100, 200});
    forecast.as_of = day;
    const auto scores =
        score_reports(model, std::span(&scored, 1), std::span(&forecast, 1), model.reports, {});
    EXPECT_EQ(scores.scores[0].days_known, 1);
    EXPECT_EQ(scores.scores[0].known_until, day);
}

TEST(Rivals, FollowTheFirstDayLawWhereNothingIsKnown) {
    const BaselineNumbers numbers = baseline_numbers({}, 3, 998, 1000, {});
    EXPECT_EQ(numbers.autoregression, numbers.persistence);
    const auto at_most = [&](double bound) {
        return std::count_if(numbers.persistence.begin(), numbers.persistence.end(),
                             [&](double number) { return number <= bound; });
    };
    // P(y <= 8) = log(10) / log(1000).
    EXPECT_NEAR(static_cast<double>(at_most(8)), 1000.0 / 3.0, 1);
    EXPECT_NEAR(static_cast<double>(at_most(98)), 2000.0 / 3.0, 1);
    EXPECT_EQ(at_most(998), 1000);
}

TEST(ScoreSummary, CountsWhatHeld) {
    Model model = one_town();
    std::vector<Report> reports;
    std::vector<ReportForecast> forecasts;
    for (int i = 0; i < 4; ++i) {
        reports.push_back(crowd_report(("r" + std::to_string(i)).c_str(), i, i == 3 ? 0 : 101));
        forecasts.push_back(forecast_of({100, 101, 102}));
    }
    // Two wires of one origin that say the same count once.
    reports[1].origin_group = "wire";
    reports.push_back(reports[1]);
    reports.back().id = "copy";
    forecasts.push_back(forecasts[1]);
    const auto scores = score_reports(model, reports, forecasts, reports, {});
    ASSERT_EQ(scores.scores.size(), 5u);
    EXPECT_EQ(std::count_if(scores.scores.begin(), scores.scores.end(),
                            [](const ReportScore& score) { return score.copy_of >= 0; }),
              1);
    const auto summaries = summarise_scores(model, reports, scores.scores, 1);
    EXPECT_EQ(summaries[0].reports, 4);
    EXPECT_EQ(summaries[0].coverage.inside, 3);
    EXPECT_EQ(summaries[0].coverage.total, 4);
    double sum = 0;
    for (const ReportScore& score : scores.scores) {
        sum += score.copy_of < 0 ? score.runs.log_score / 4 : 0;
    }
    EXPECT_NEAR(summaries[0].mean_log_score, sum, 1e-12);
    ASSERT_TRUE(summaries[2].log_score);
    EXPECT_EQ(summaries[2].forecaster, Forecaster::persistence);
    EXPECT_EQ(summaries[2].log_score->outcomes, 4);
    // All rows have the cells of their head.
    for (const std::string& text : {scores_text(model, reports, scores), score_summary_text(summaries)}) {
        const auto commas = [&](std::size_t begin) {
            return std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                              text.begin() + static_cast<std::ptrdiff_t>(text.find('\n', begin)), ',');
        };
        for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
            EXPECT_EQ(commas(at), commas(0));
        }
    }
}

}  // namespace
}  // namespace upsurge
