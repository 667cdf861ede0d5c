#include "reports/scored_reports.h"

#include <gtest/gtest.h>

#include "reports/observable_errors.h"

namespace upsurge {
namespace {

Report crowd_report(const std::string& id, const std::string& source, Instant published_at, double low,
                    double high) {
    Report report;
    report.id = id;
    report.source = source;
    report.published_at = published_at;
    report.published_precision = Precision::hour;
    report.event_start = 0;
    report.event_end = 3600;
    report.places = {2};
    report.observable = Observable::crowd;
    report.form = ReportForm::interval;
    report.low = low;
    report.high = high;
    report.side = "independent";
    report.reliability = 'B';
    report.credibility = 2;
    return report;
}

ScoredReports score(const std::vector<Report>& reports, const SourceSettings& settings = {},
                    const std::vector<Source>& sources = {}) {
    const std::vector<double> largest(reports.size(), 50000);
    return scored_reports(reports, known_by(reports, sources, std::nullopt), largest, 100, settings);
}

TEST(ScoredReports, come_in_the_order_of_publication_with_their_sources) {
    const std::vector<Report> reports = {crowd_report("late", "paper", 900, 200, 700),
                                         crowd_report("early", "radio", 100, 100, 999),
                                         crowd_report("again", "paper", 500, 1000, 2000)};
    const ScoredReports scored = score(reports);
    EXPECT_EQ(scored.report, (std::vector<int>{1, 2, 0}));
    EXPECT_EQ(scored.source_names, (std::vector<std::string>{"radio", "paper"}));
    EXPECT_EQ(scored.likelihood.reports()[0].source, 0);
    EXPECT_EQ(scored.likelihood.reports()[1].source, 1);
    EXPECT_EQ(scored.likelihood.reports()[2].source, 1);
    EXPECT_TRUE(scored.unscored.empty());
}

TEST(ScoredReports, name_what_is_not_scored_and_why) {
    std::vector<Report> reports(5, crowd_report("x", "paper", 1, 200, 700));
    for (std::size_t i = 0; i < reports.size(); ++i) {
        reports[i].id = "x" + std::to_string(i);
    }
    reports[0].observable.reset();
    reports[1].places.clear();
    reports[2].observable = Observable::threat;
    reports[3].low = 60000;
    reports[3].high = 70000;
    reports[4].observable = Observable::lpg_price;
    reports[4].form = ReportForm::occurred;
    reports[4].low.reset();
    reports[4].high.reset();
    const ScoredReports scored = score(reports);
    ASSERT_EQ(scored.unscored.size(), 5U);
    EXPECT_TRUE(scored.report.empty());
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(scored.unscored[i].report, static_cast<int>(i));
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_NE(scored.unscored[i].why, scored.unscored[j].why);
        }
    }
}

TEST(ScoredReports, a_copy_is_of_the_same_origin_and_answers_the_same_question) {
    std::vector<Report> reports = {crowd_report("wire", "agency", 100, 200, 700),
                                   crowd_report("copy", "paper", 200, 300, 900),
                                   crowd_report("other-place", "paper", 300, 200, 700),
                                   crowd_report("other-origin", "radio", 400, 200, 700),
                                   crowd_report("unlike", "radio", 500, 5000, 9000)};
    for (Report& report : reports) {
        report.origin_group = "wire";
    }
    reports[2].places = {3};
    reports[3].origin_group = "";
    const std::vector<ScoredReport> scored = score(reports).likelihood.reports();
    EXPECT_EQ(scored[0].copy_of, -1);
    EXPECT_EQ(scored[1].copy_of, 0);
    EXPECT_TRUE(scored[1].repeats);
    EXPECT_EQ(scored[1].copy_chance, 0.8);
    EXPECT_EQ(scored[2].copy_of, -1);
    EXPECT_EQ(scored[3].copy_of, -1);
    EXPECT_EQ(scored[3].copy_chance, 0);
    EXPECT_EQ(scored[4].copy_of, 0);
    EXPECT_FALSE(scored[4].repeats);
    reports[1].event_start = 3600;  // begins where the other ends
    reports[1].event_end = 7200;
    EXPECT_EQ(score(reports).likelihood.reports()[1].copy_of, -1);
}

TEST(ScoredReports, a_confirmation_in_the_file_is_not_counted_twice) {
    std::vector<Report> reports = {crowd_report("one", "paper", 100, 200, 700),
                                   crowd_report("two", "radio", 200, 300, 900)};
    reports[0].credibility = 1;
    const double judged_alone = odds_of_grade('B', 'B', 6);
    EXPECT_EQ(score(reports).likelihood.reports()[0].odds, judged_alone);
    reports[1].low = 800;  // does not confirm
    EXPECT_EQ(score(reports).likelihood.reports()[0].odds, odds_of_grade('B', 'B', 1));
    reports[1].low = 300;
    reports[1].source = "paper";  // nobody confirms themselves
    EXPECT_EQ(score(reports).likelihood.reports()[0].odds, odds_of_grade('B', 'B', 1));
}

TEST(ScoredReports, grades_sides_and_rumours_find_their_places) {
    Source source;
    source.id = "paper";
    source.reliability = 'D';
    std::vector<Report> reports = {crowd_report("one", "paper", 100, 200, 700),
                                   crowd_report("two", "paper", 200, 5000, 7000)};
    reports[0].side = "state";
    reports[1].form = ReportForm::rumour;
    const ScoredReports scored = score(reports, {}, {source});
    EXPECT_NEAR(scored.likelihood.sources()[0].mean(), 0.5, 1e-14);
    EXPECT_EQ(scored.likelihood.reports()[0].odds, odds_of_grade('D', 'B', 2));
    EXPECT_EQ(scored.likelihood.reports()[0].error.log_bias, side_log_bias("state"));
    EXPECT_EQ(scored.likelihood.reports()[0].trust, 1);
    EXPECT_EQ(scored.likelihood.reports()[1].trust, 0.4);
}

TEST(ScoredReports, bounds_may_be_read_as_near) {
    std::vector<Report> reports = {crowd_report("one", "paper", 100, 300, 0)};
    reports[0].form = ReportForm::at_least;
    reports[0].high.reset();
    SourceSettings near;
    near.bound_stop = 0.5;
    const ReportLikelihood plain = score(reports).likelihood;
    const ReportLikelihood close = score(reports, near).likelihood;
    EXPECT_GT(plain.kernel(0, 20000.0), 0.99);
    EXPECT_LT(close.kernel(0, 20000.0), 0.01);
    EXPECT_GT(close.kernel(0, 400.0), 0.2);
}

TEST(ObservableErrors, every_reported_unit_has_a_scale) {
    for (int i = 0; i < observable_count; ++i) {
        const auto observable = static_cast<Observable>(i);
        const std::string_view unit = describe(observable).unit;
        const bool none =
            unit == "strength" || unit == "threat units" || unit == "grievance units" || unit == "level";
        const std::optional<ReportedMeasure> measure = measure_of(observable, 1000, 100);
        EXPECT_EQ(measure.has_value(), !none) << describe(observable).id;
        if (measure) {
            EXPECT_GE(measure->scale.top, 1);
            EXPECT_GT(measure->error.occurred_scale, 0);
        }
    }
    EXPECT_EQ(measure_of(Observable::lpg_price, 1000, 100)->scale.point_of(120), 119);
    EXPECT_EQ(measure_of(Observable::shutdown, 1, 100)->scale.point_of(0.95), 95);
    EXPECT_EQ(measure_of(Observable::crowd, 0, 100)->scale.top, 1);
}

TEST(Agreement, of_statements) {
    ReportScale scale;
    scale.top = 1000;
    const Statement some = interval_statement(200, 700, scale);
    EXPECT_TRUE(agree(some, at_least_statement(700, scale)));
    EXPECT_FALSE(agree(some, at_least_statement(701, scale)));
    EXPECT_TRUE(agree(some, occurred_statement(true)));
    EXPECT_FALSE(agree(occurred_statement(false), some));
    EXPECT_TRUE(agree(occurred_statement(false), at_most_statement(40, scale)));
    EXPECT_FALSE(agree(occurred_statement(false), occurred_statement(true)));
}

}  // namespace
}  // namespace upsurge
