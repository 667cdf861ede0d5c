// Which days are spoken of, silent, or neither, by reports written for the purpose.
#include "fitting/spoken_days.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/hand_country.h"

namespace upsurge {
namespace {

constexpr Instant hour = 3600;
constexpr Instant day = 24 * hour;

/// Two regions, one of them an hour behind, and a town in the other; three days from midnight UTC.
Model two_regions() {
    Model model = hand_country(3 * day);
    const int west = add_place(model, "W", PlaceKind::region, 0, HandPlace::with_parts);
    const int east = add_place(model, "E", PlaceKind::region, 0);
    model.places[static_cast<std::size_t>(east)].utc_offset_minutes = -60;
    add_place(model, "T", PlaceKind::city, west);
    model.reported_crowd = "log_uniform(50, 5000)";
    return model;
}

/// That people were in the street of a place from noon to six of a day.
Report seen(int place, int of_day) {
    Report report;
    report.observable = Observable::crowd;
    report.form = ReportForm::occurred;
    report.places = {place};
    report.event_start = of_day * day + 12 * hour;
    report.event_end = of_day * day + 18 * hour;
    return report;
}

/// The days in order, three of the west and then three of the east: S spoken of, s silent, blank left out.
std::string words(const Model& model, const std::vector<int>& known, const std::vector<int>& held_out = {},
                  std::optional<Instant> as_of = {}) {
    std::vector<KnownReport> all;
    for (const int report : known) {
        all.push_back({report, 'B', 'B', 2});
    }
    const SpokenDays days(model, all, held_out, as_of, model.clock.ticks());
    std::string text(6, ' ');
    for (const SpokenDay& one : days.all()) {
        const std::size_t at = (one.place == 1 ? 0 : 3) + static_cast<std::size_t>(one.begin / day);
        text[at] = one.spoken ? 'S' : 's';
    }
    return text;
}

TEST(SpokenDays, AreThoseThatAReportSpeaksOfAndSilentAreAllOthers) {
    Model model = two_regions();
    // The east's third day has not ended with the clock, so it is not there.
    EXPECT_EQ(words(model, {}), "sssss ");
    model.reports = {seen(3, 0), seen(2, 1)};
    EXPECT_EQ(words(model, {0, 1}), "SsssS ");
    EXPECT_EQ(words(model, {0}), "Sssss ");
    // All of the country is no region.
    model.reports.push_back(seen(0, 2));
    EXPECT_EQ(words(model, {2}), "sssss ");
    // Who says that nobody was there, or speaks of something else, speaks of no crowd.
    model.reports[0].form = ReportForm::denied;
    model.reports[1].observable = Observable::detentions_total;
    EXPECT_EQ(words(model, {0, 1}), "sssss ");
    model.reported_crowd.clear();
    EXPECT_EQ(words(model, {0, 1}), "      ");
}

TEST(SpokenDays, AreLeftOutWhereNobodyKnows) {
    Model model = two_regions();
    // From noon of the first day to noon of the second: of one of them, but of which?
    model.reports = {seen(1, 0), seen(3, 1)};
    model.reports[0].event_end = 36 * hour;
    EXPECT_EQ(words(model, {0}), "  sss ");
    EXPECT_EQ(words(model, {0, 1}), " Ssss ");
    // What the fit is not shown leaves its day open, unless another report speaks of it.
    EXPECT_EQ(words(model, {}, {1}), "s sss ");
    model.reports.push_back(seen(1, 1));
    EXPECT_EQ(words(model, {2}, {1}), "sSsss ");
}

TEST(SpokenDays, CountForLessWhileReportsAreStillComing) {
    Model model = two_regions();
    model.reports = {seen(1, 1)};
    // Twelve hours after the second day half of what will be said of it is out.
    const Instant moment = 2 * day + 12 * hour;
    const SpokenDays days(model, std::vector<KnownReport>{{0, 'B', 'B', 2}}, {}, moment, 60);
    ASSERT_EQ(days.all().size(), 4U);
    EXPECT_NEAR(days.all()[1].share, 0.5, 1e-5);
    EXPECT_GT(days.all()[0].share, days.all()[1].share);
    const Attention attention{100, 0.5, 0.02};
    EXPECT_NEAR(days.log_chance(1, 400, attention), std::log(1 - std::exp(-0.5 * 2.02)), 1e-5);
    EXPECT_NEAR(days.log_chance(3, 400, attention), -days.all()[3].share * 2.02, 1e-12);
}

// Of 20,000 samples of a day with chance p the share has standard error sqrt(p (1 - p) / 20,000) <= .0036;
// the seeds are fixed, and five of them would be missed by one of four days once in 400,000.
TEST(SpokenDays, AreMadeUpByTheirOwnLaw) {
    const Model model = two_regions();
    SpokenDays days(model, {}, {}, 3 * day + 6 * hour, 72);
    ASSERT_EQ(days.all().size(), 5U);
    const Attention attention{100, 0.5, 0.02};
    const std::vector<double> crowds = {0, 10, 100, 2000, 50};
    std::vector<int> spoken(crowds.size(), 0);
    for (std::uint64_t i = 0; i < 20000; ++i) {
        const auto made =
            days.sample(crowds, attention, make_run_key(5, Purpose::synthetic_reports, i, 0, 0));
        for (std::size_t d = 0; d < made.size(); ++d) {
            spoken[d] += made[d] ? 1 : 0;
        }
    }
    days.say(std::vector<bool>(crowds.size(), true));
    for (std::size_t d = 0; d < crowds.size(); ++d) {
        const double chance = std::exp(days.log_chance(static_cast<int>(d), crowds[d], attention));
        const double error = std::sqrt(chance * (1 - chance) / 20000);
        EXPECT_NEAR(spoken[d] / 20000.0, chance, 5 * error) << d;
    }
}

}  // namespace
}  // namespace upsurge
