#include "scenarios/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace upsurge {
namespace {

Instant instant(std::string_view text) {
    const Result<WrittenInstant> parsed = parse_instant(text);
    EXPECT_TRUE(parsed.has_value()) << text;
    return parsed ? parsed->instant : 0;
}

TEST(InstantTest, KnownMoments) {
    EXPECT_EQ(instant("1970-01-01T00:00:00Z"), 0);
    EXPECT_EQ(instant("1970-01-01T05:00+05:00"), 0);
    EXPECT_EQ(instant("2000-02-29T00:00:00Z"), 951782400);
    EXPECT_EQ(instant("2022-01-05T14:30:15+06:00"), 1641371415);
    EXPECT_EQ(instant("2038-01-19T03:14:08Z"), 2147483648);
    EXPECT_EQ(instant("1969-12-31T23:59:59Z"), -1);
    EXPECT_EQ(instant("0001-01-01T00:00:00Z"), -62135596800);
    EXPECT_EQ(instant("9999-12-31T23:59:59Z"), 253402300799);
    EXPECT_EQ(parse_instant("2022-01-05T14:30-03:30")->utc_offset_minutes, -210);
}

TEST(InstantTest, RefusesWhatWouldNeedAGuess) {
    for (const char* text : {"",
                             "now",
                             "2022-01-05",
                             "2022-01-05T14:30",
                             "2022-1-5T14:30Z",
                             "2022-01-05 14:30Z",
                             "2022-13-05T14:30Z",
                             "2022-00-05T14:30Z",
                             "2022-02-29T14:30Z",
                             "2022-04-31T14:30Z",
                             "1900-02-29T00:00Z",
                             "2022-01-05T24:00Z",
                             "2022-01-05T14:60Z",
                             "2022-01-05T14:30:60Z",
                             "2022-01-05T14:30:00.5Z",
                             "2022-01-05T14Z",
                             "2022-01-05T14:30+6",
                             "2022-01-05T14:30+0600",
                             "2022-01-05T14:30+15:00",
                             "2022-01-05T14:30+05:60",
                             "2022-01-05T14:30Zx",
                             "0000-01-01T00:00Z",
                             "12022-01-05T14:30Z",
                             "2022-01-05t14:30z",
                             " 2022-01-05T14:30Z",
                             "2022-01-05T14:30:Z",
                             "-022-01-05T14:30Z"}) {
        const Result<WrittenInstant> parsed = parse_instant(text);
        EXPECT_FALSE(parsed.has_value()) << text;
        if (!parsed) {
            EXPECT_FALSE(parsed.error().front().expected.empty()) << text;
        }
    }
}

TEST(InstantTest, ReadsBackWhatItWrites) {
    EXPECT_TRUE(rc::check("instant round trip", [] {
        // Offsets may carry the first and last day out of the years 1 to 9999: stay a day within.
        const Instant moment = *rc::gen::inRange<Instant>(-62135596800 + 86400, 253402300799 - 86400);
        const int offset = *rc::gen::inRange(-14 * 60, 14 * 60 + 1);
        const Result<WrittenInstant> parsed = parse_instant(format_instant(moment, offset));
        RC_ASSERT(parsed.has_value());
        RC_ASSERT(*parsed == (WrittenInstant{moment, offset}));
    }));
}

TEST(InstantTest, DaysFollowEachOther) {
    // Every day of 1601 to 2400, one whole cycle of leap years twice over: no day is lost or doubled.
    CivilDate date{1601, 1, 1};
    for (std::int64_t day = days_from_civil(date); date.year <= 2400; ++day) {
        ASSERT_EQ(days_from_civil(date), day) << date.year << " " << date.month << " " << date.day;
        ASSERT_EQ(civil_from_days(day), date);
        if (date.day < days_in_month(date.year, date.month)) {
            ++date.day;
        } else {
            date = date.month < 12 ? CivilDate{date.year, date.month + 1, 1} : CivilDate{date.year + 1, 1, 1};
        }
    }
    EXPECT_EQ(days_from_civil({1970, 1, 1}), 0);
    EXPECT_EQ(days_from_civil({2001, 1, 1}) - days_from_civil({1601, 1, 1}), 146097);
}

TEST(InstantTest, OrderOfTextsIsOrderOfMoments) {
    EXPECT_TRUE(rc::check("later texts are later moments", [] {
        const Instant a = *rc::gen::inRange<Instant>(-62135596800, 253402300799);
        const Instant b = *rc::gen::inRange<Instant>(-62135596800, 253402300799);
        RC_ASSERT((a < b) == (format_instant(a) < format_instant(b)));
    }));
}

TEST(InstantTest, PrecisionRoundsInLocalTime) {
    const WrittenInstant written = *parse_instant("2022-01-05T22:10:20+06:00");
    EXPECT_EQ(format_instant(latest_moment(written, Precision::minute), 360), "2022-01-05T22:10:59+06:00");
    EXPECT_EQ(format_instant(latest_moment(written, Precision::hour), 360), "2022-01-05T22:59:59+06:00");
    EXPECT_EQ(format_instant(latest_moment(written, Precision::day), 360), "2022-01-05T23:59:59+06:00");
    EXPECT_EQ(format_instant(latest_moment(written, Precision::month), 360), "2022-01-31T23:59:59+06:00");
    EXPECT_EQ(format_instant(earliest_moment(written, Precision::month), 360), "2022-01-01T00:00:00+06:00");
    EXPECT_EQ(format_instant(earliest_moment(written, Precision::day), 360), "2022-01-05T00:00:00+06:00");
    EXPECT_EQ(latest_moment(written, Precision::unknown), written.instant);
}

TEST(InstantTest, TimesOfDay) {
    EXPECT_EQ(*parse_time_of_day("00:00"), 0);
    EXPECT_EQ(*parse_time_of_day("23:59"), 1439);
    for (const char* text : {"", "7:00", "24:00", "23:60", "23:00:00", "ab:cd"}) {
        EXPECT_FALSE(parse_time_of_day(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace upsurge
