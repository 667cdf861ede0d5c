/// Reports against histories made by hand, where the right answer is known.
#include <gtest/gtest.h>

#include "experiments/comparison.h"
#include "experiments/gaps.h"
#include "experiments/standing.h"
#include "experiments/wording.h"
#include "fitting/report_numbers.h"

namespace upsurge {
namespace {

constexpr Instant hour = 3600;

/// A country of two regions, A and B, six hours long from midnight UTC.
Model two_regions() {
    Model model;
    model.clock = {0, 6 * hour, 1, 0, 0};
    Place country;
    country.id = "L";
    country.name = "Land";
    country.kind = PlaceKind::country;
    country.population = 4000;
    model.places.push_back(country);
    for (const char* id : {"A", "B"}) {
        Place region;
        region.id = id;
        region.name = id;
        region.kind = PlaceKind::region;
        region.parent = 0;
        region.population = *id == 'A' ? 3000 : 1000;
        region.urban_share = *id == 'A' ? 1 : 0;
        region.leaf = *id - 'A';
        model.leaves.push_back(static_cast<int>(model.places.size()));
        model.places.push_back(region);
    }
    return model;
}

Report report(const char* id, Instant from, Instant until, std::vector<int> places, Observable observable) {
    Report made;
    made.id = id;
    made.event_start = from;
    made.event_end = until;
    made.places = std::move(places);
    made.observable = observable;
    made.form = ReportForm::count;
    return made;
}

/// One run: crowd of A 0 100 200 300 200 100, of B half of it; price 10 in A and 30 in B; dead 0 0 1 1 2 2 in
/// A.
HistoryValues one_run(const Model& model) {
    History history(model.clock.ticks(), static_cast<int>(model.places.size()));
    const double crowd[] = {0, 100, 200, 300, 200, 100};
    const double dead[] = {0, 0, 1, 1, 2, 2};
    for (int tick = 0; tick < 6; ++tick) {
        history.at(tick, 1, Observable::crowd) = crowd[tick];
        history.at(tick, 2, Observable::crowd) = crowd[tick] / 2;
        history.at(tick, 0, Observable::crowd) = crowd[tick] * 1.5;
        history.at(tick, 1, Observable::dead_total) = dead[tick];
        history.at(tick, 1, Observable::lpg_price) = 10 * (tick + 1);
        history.at(tick, 2, Observable::lpg_price) = 30;
        history.at(tick, 0, Observable::regions_active) = crowd[tick] > 100 ? 2 : crowd[tick] > 0 ? 1 : 0;
    }
    return HistoryValues({history});
}

TEST(Comparison, FollowsTheKindOfObservable) {
    const Model model = two_regions();
    const HistoryValues runs = one_run(model);
    const auto value = [&](Instant from, Instant until, std::vector<int> places, Observable observable) {
        const auto values =
            report_numbers(model, runs, report("r", from, until, std::move(places), observable));
        return values.empty() ? -1 : values.front();
    };
    EXPECT_EQ(value(0, 2 * hour, {1}, Observable::crowd), 100);  // stock: the largest
    EXPECT_EQ(value(3 * hour, 6 * hour, {1}, Observable::crowd), 300);
    EXPECT_EQ(value(hour, hour, {1}, Observable::crowd), 100);         // a moment: the tick that holds it
    EXPECT_EQ(value(0, 6 * hour, {1, 2}, Observable::crowd), 450);     // people of several places are summed
    EXPECT_EQ(value(0, 6 * hour, {0, 1, 2}, Observable::crowd), 450);  // and never counted twice
    EXPECT_EQ(value(0, 4 * hour, {1}, Observable::dead_total), 1);     // cumulative: at the end
    EXPECT_EQ(value(0, 7 * hour, {1}, Observable::dead_total), -1);    // the clock does not reach its end
    EXPECT_EQ(value(0, 3 * hour, {1}, Observable::lpg_price), 20);     // a level: the mean
    EXPECT_EQ(value(0, hour, {1, 2}, Observable::lpg_price), 15);      // weighted by people
    EXPECT_EQ(value(-9 * hour, -hour, {1}, Observable::crowd), -1);    // outside the clock
}

TEST(Comparison, OnlyReportsWithNumbersAndRangesAreMet) {
    Model model = two_regions();
    Report inside = report("inside", 0, 6 * hour, {1}, Observable::crowd);
    inside.form = ReportForm::at_least;
    inside.low = 250;
    Report outside = inside;
    outside.id = "outside";
    outside.low = 301;
    Report denied = inside;
    denied.form = ReportForm::denied;
    Report silent = report("silent", 0, 6 * hour, {1}, Observable::crowd);
    silent.form = ReportForm::occurred;
    model.reports = {inside, outside, denied, silent};
    const auto comparisons = compare_reports(model, one_run(model));
    ASSERT_EQ(comparisons.size(), 2u);
    EXPECT_TRUE(comparisons[0].inside);
    EXPECT_FALSE(comparisons[0].reported_high);
    EXPECT_DOUBLE_EQ(*comparisons[0].ratio, 1.2);
    EXPECT_FALSE(comparisons[1].inside);
}

TEST(Standing, AWithdrawnListGoesWhole) {
    Model model = two_regions();
    Report total = report("total", 0, hour, {0}, Observable::dead_total);
    total.value = 164;
    total.origin_group = "list";
    Report part = report("part", 0, hour, {1}, Observable::dead_total);
    part.value = 103;
    part.origin_group = "list";
    Report back = report("back", 0, hour, {0}, Observable::dead_total);
    back.form = ReportForm::denied;
    back.supersedes = "total";
    back.published_at = 10;
    model.reports = {total, part, back};
    EXPECT_EQ(superseded_by(model), (std::vector<int>{2, 2, -1}));
    model.reports[2].form = ReportForm::count;  // a new figure replaces only the row it names
    EXPECT_EQ(superseded_by(model), (std::vector<int>{2, -1, -1}));
}

TEST(Standing, DisagreementsAreRangesThatDoNotMeet) {
    Model model = two_regions();
    Report few = report("few", 0, hour, {1}, Observable::crowd);
    few.form = ReportForm::at_most;
    few.high = 99;
    Report many = report("many", 0, hour, {1}, Observable::crowd);
    many.value = 999;
    Report bound = report("bound", 0, hour, {1}, Observable::crowd);
    bound.form = ReportForm::at_least;
    bound.low = 50;  // meets both
    Report elsewhere = many;
    elsewhere.id = "elsewhere";
    elsewhere.places = {2};
    model.reports = {few, many, bound, elsewhere};
    const auto found = disagreements(model);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].first, 0);
    EXPECT_EQ(found[0].second, 1);
    EXPECT_DOUBLE_EQ(found[0].factor, 10);
}

TEST(Standing, ATotalMayGrowButNotShrink) {
    Model model = two_regions();
    Report before = report("before", 0, hour, {1}, Observable::dead_total);
    before.value = 2;
    Report after = report("after", 0, 30 * hour, {1}, Observable::dead_total);
    after.value = 20;
    model.reports = {before, after};
    EXPECT_TRUE(disagreements(model).empty());
    model.reports[0].value = 40;
    ASSERT_EQ(disagreements(model).size(), 1u);
    EXPECT_EQ(disagreements(model)[0].first, 1);
}

TEST(Standing, ADenialMeetsWhatWasSaidOfTheSamePlaceAndTime) {
    Model model = two_regions();
    Report said = report("said", 0, 2 * hour, {1}, Observable::crowd);
    said.form = ReportForm::occurred;
    Report denied = report("denied", hour, 3 * hour, {0}, Observable::crowd);
    denied.form = ReportForm::denied;
    Report later = denied;
    later.event_start = 2 * hour;
    Report elsewhere = denied;
    elsewhere.places = {2};
    model.reports = {said, denied, later, elsewhere};
    const auto found = denials(model);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].second, 1);
}

TEST(Gaps, SayHowFarOffInWords) {
    Model model = two_regions();
    model.event_size = 150;
    Report first = report("first", 0, hour, {1}, Observable::crowd);
    first.form = ReportForm::occurred;
    model.reports = {first};
    const HistoryValues runs = one_run(model);
    const auto gaps = first_event_gaps(model, runs);
    ASSERT_EQ(gaps.size(), 2u);
    // A reaches 150 in the tick that ends at 03:00, two hours after the window; B reaches it at 04:00.
    EXPECT_EQ(gaps[0].simulated, "1 January, 03:00 [1 January, 03:00 to 1 January, 03:00]");
    EXPECT_EQ(gaps[0].off, "2 hours late");
    EXPECT_EQ(gaps[0].reports, std::vector<std::string>{"first"});
    EXPECT_EQ(gaps[1].off, "cannot tell: unreported is not calm");
    model.event_size = 1000;
    EXPECT_EQ(first_event_gaps(model, runs)[0].simulated, "never in any run");
}

TEST(Wording, KeepsReportedDigitsAndRoundsSimulatedOnes) {
    EXPECT_EQ(reported_text(19503159), "19,503,159");
    EXPECT_EQ(reported_text(87.5), "87.5");
    EXPECT_EQ(simulated_text(19503159), "19,500,000");
    EXPECT_EQ(simulated_text(999.6), "1,000");
    EXPECT_EQ(simulated_text(0), "0");
    EXPECT_EQ(factor_text(50, 100), "2 times too low");
    EXPECT_EQ(factor_text(105, 100), "about right");
    EXPECT_EQ(factor_text(0, 100), "none simulated");
}

}  // namespace
}  // namespace upsurge
