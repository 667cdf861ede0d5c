// An outlook counted by hand over four histories.
#include "experiments/outlook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/hand_country.h"

namespace upsurge {
namespace {

constexpr Instant hour = 3600;

/// A country of one region, ten hours long.
Model one_region() {
    Model model = hand_country(10 * hour);
    const int west = add_place(model, "W", PlaceKind::region, 0);
    model.places[static_cast<std::size_t>(west)].name = "West";
    return model;
}

const OutlookStatement& statement(const std::vector<OutlookStatement>& all, std::string_view subject,
                                  double threshold) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const OutlookStatement& one) {
        return one.subject == subject && one.threshold == threshold;
    });
    EXPECT_NE(found, all.end()) << subject << " " << threshold;
    return *found;
}

TEST(Outlook, CountsWhatComesAfterTheDateAndNothingBefore) {
    const Model model = one_region();
    std::vector<History> histories(4, History(10, 2));
    histories[0].at(4, 1, Observable::crowd) = 800;  // hour 4 to 5: over by the date
    histories[1].at(5, 1, Observable::crowd) = 50;   // the first hour after it, just enough
    histories[2].at(9, 1, Observable::crowd) = 49;
    for (int tick = 0; tick < 10; ++tick) {
        histories[2].at(tick, 0, Observable::dead_total) = 12;  // stands at the date already
        histories[3].at(tick, 0, Observable::dead_total) = 10.0 * tick;
        histories[3].at(tick, 0, Observable::detentions_total) = 999;
    }
    std::vector<OutcomeLabels> outcomes(4);
    for (OutcomeLabels& labels : outcomes) {
        labels.fill(Held::no);
    }
    outcomes[0][static_cast<std::size_t>(Outcome::purge)] = Held::yes;
    outcomes[2][static_cast<std::size_t>(Outcome::purge)] = Held::provisional;
    const auto all = outlook_of(model, HistoryValues(histories), outcomes, 5 * hour);
    EXPECT_EQ(statement(all, "crowd", 50).count, 1);
    EXPECT_EQ(statement(all, "crowd", 50).place, 1);
    EXPECT_EQ(statement(all, "dead_total", 10).count, 2);
    EXPECT_EQ(statement(all, "dead_total", 100).count, 0);
    EXPECT_EQ(statement(all, "detentions_total", 1000).count, 0);
    const OutlookStatement& purge = statement(all, "purge", 0);
    EXPECT_EQ(purge.kind, "outcome");
    EXPECT_EQ(purge.count, 2);
    EXPECT_EQ(purge.probability, 0.5);
    // Wilson's interval of 2 of 4 by hand: centre .5, half width 1.96/(1 + .9604) sqrt(1/16 + .9604/16).
    EXPECT_NEAR(purge.interval.low, 0.5 - 1.959964 / 1.960365 * std::sqrt((1 + 0.960365) / 16), 1e-5);
    EXPECT_NEAR(purge.interval.low + purge.interval.high, 1, 1e-12);
    EXPECT_NE(purge.word.find("even"), std::string::npos) << purge.word;
    // Outcomes, one region, three steps of the killed and two of the detained; each is a row.
    EXPECT_EQ(all.size(), static_cast<std::size_t>(outcome_count) + 1 + 3 + 2);
    const std::string text = outlook_text(model, all);
    EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), all.size() + 1);
}

TEST(Outlook, HasNothingLeftAtTheEndOfTheRuns) {
    const Model model = one_region();
    std::vector<History> histories(2, History(10, 2));
    histories[0].at(9, 1, Observable::crowd) = 800;
    const auto all = outlook_of(model, HistoryValues(histories), {}, 10 * hour);
    EXPECT_EQ(statement(all, "crowd", 50).count, 0);
}

}  // namespace
}  // namespace upsurge
