#include "reports/known_by.h"

#include <gtest/gtest.h>

#include <string>

namespace upsurge {
namespace {

Report published(const std::string& id, Instant at, const std::string& source = "paper") {
    Report report;
    report.id = id;
    report.published_at = at;
    report.published_precision = Precision::hour;
    report.source = source;
    report.reliability = 'C';
    report.credibility = 2;
    return report;
}

std::vector<int> positions(const KnownReports& reports) {
    std::vector<int> result;
    for (const KnownReport& known : reports.known) {
        result.push_back(known.report);
    }
    return result;
}

/// A first toll (0), a list of one origin that is published and taken back (1, 2, withdrawn by 3), a
/// corrected toll (4, replaces 0), and a page without a date (5, replaces 4).
std::vector<Report> tolls() {
    std::vector<Report> reports = {published("toll", 100),   published("list-1", 200),
                                   published("list-2", 200), published("no-list", 300),
                                   published("toll-2", 400), published("page", 150)};
    reports[1].origin_group = reports[2].origin_group = "list";
    reports[3].form = ReportForm::denied;
    reports[3].supersedes = "list-1";
    reports[4].supersedes = "toll";
    reports[5].published_precision = Precision::unknown;
    reports[5].supersedes = "toll-2";
    return reports;
}

TEST(KnownBy, takes_what_was_out_and_not_yet_withdrawn) {
    const std::vector<Report> reports = tolls();
    const auto at = [&](Instant moment) { return known_by(reports, {}, moment); };
    EXPECT_EQ(positions(at(99)), (std::vector<int>{}));
    EXPECT_EQ(positions(at(100)), (std::vector<int>{0}));
    EXPECT_EQ(positions(at(299)), (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(positions(at(300)), (std::vector<int>{0, 3}));
    EXPECT_EQ(at(300).withdrawn, (std::vector<int>{1, 2}));
    EXPECT_EQ(at(300).not_yet, (std::vector<int>{4}));
    EXPECT_EQ(at(300).undated, (std::vector<int>{5}));
    // The undated page replaces nothing as of a moment, and the last toll with hindsight.
    EXPECT_EQ(positions(at(1000)), (std::vector<int>{3, 4}));
    EXPECT_EQ(positions(known_by(reports, {}, std::nullopt)), (std::vector<int>{3, 5}));
}

TEST(KnownBy, later_reports_change_nothing_about_an_earlier_moment) {
    const std::vector<Report> reports = tolls();
    for (const Instant moment : {100, 200, 300, 400}) {
        std::vector<Report> then;
        for (const Report& report : reports) {
            if (report.published_at <= moment && report.published_precision != Precision::unknown) {
                then.push_back(report);
            }
        }
        std::vector<std::string> from_all;
        std::vector<std::string> from_then;
        for (const KnownReport& known : known_by(reports, {}, moment).known) {
            from_all.push_back(reports[static_cast<std::size_t>(known.report)].id);
        }
        for (const KnownReport& known : known_by(then, {}, std::nullopt).known) {
            from_then.push_back(then[static_cast<std::size_t>(known.report)].id);
        }
        EXPECT_EQ(from_all, from_then) << moment;
    }
}

TEST(KnownBy, a_grade_that_came_later_is_F6_until_then) {
    Source source;
    source.id = "paper";
    source.reliability = 'B';
    source.graded_at = 250;
    const std::vector<Source> sources = {source};
    const std::vector<Report> reports = {published("one", 100), published("two", 100, "unlisted")};
    const KnownReports before = known_by(reports, sources, 200);
    EXPECT_EQ(before.grades_not_known, 1);
    EXPECT_EQ(before.known[0].source_letter, 'F');
    EXPECT_EQ(before.known[0].letter, 'F');
    EXPECT_EQ(before.known[0].digit, 6);
    EXPECT_EQ(before.known[1].source_letter, 'C');
    EXPECT_EQ(before.known[1].digit, 2);
    for (const std::optional<Instant> moment : {std::optional<Instant>(250), std::optional<Instant>()}) {
        const KnownReports after = known_by(reports, sources, moment);
        EXPECT_EQ(after.grades_not_known, 0);
        EXPECT_EQ(after.known[0].source_letter, 'B');
        EXPECT_EQ(after.known[0].letter, 'C');
        EXPECT_EQ(after.known[0].digit, 2);
    }
}

}  // namespace
}  // namespace upsurge
