#include "scenarios/instant.h"

#include <cstdlib>

#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr std::int64_t seconds_per_day = 86400;
constexpr int offset_minutes_max = 14 * 60;
constexpr const char* instant_example = "a date and time with offset such as 2022-01-05T14:30+06:00";

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

constexpr std::int64_t days_to_1970 = 719468;  // from 1 March of year 0

/// Days from 1 March of year 0 to 1 March of `year`.
std::int64_t first_of_march(std::int64_t year) {
    return year * 365 + floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400);
}

/// Reads exactly `digits` decimal digits at the front of `text` and removes them; -1 if they are not there.
int take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) {
        return -1;
    }
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

tl::unexpected<Problems> bad(std::string what, std::string expected, std::string hint = {}) {
    Problem problem;
    problem.what = std::move(what);
    problem.expected = std::move(expected);
    problem.hint = std::move(hint);
    return failure(std::move(problem));
}

std::string two_digits(std::int64_t value) {
    return std::string(value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

// Years are counted from March, so that the leap day is the last of its year; day numbers of months from
// March follow from the 153 days in each run of five months.
std::int64_t days_from_civil(CivilDate date) {
    const std::int64_t year = date.month > 2 ? date.year : date.year - 1;
    const std::int64_t month_from_march = (date.month + 9) % 12;
    return first_of_march(year) + (153 * month_from_march + 2) / 5 + date.day - 1 - days_to_1970;
}

CivilDate civil_from_days(std::int64_t days) {
    const std::int64_t from_march = days + days_to_1970;
    std::int64_t year = floor_divide(from_march * 400, 146097);  // 146097 days are 400 years; right to a year
    while (first_of_march(year) > from_march) {
        --year;
    }
    while (first_of_march(year + 1) <= from_march) {
        ++year;
    }
    const std::int64_t day_of_year = from_march - first_of_march(year);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    CivilDate date;
    date.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    date.month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    date.year = static_cast<int>(date.month <= 2 ? year + 1 : year);
    return date;
}

Result<int> parse_utc_offset(std::string_view text) {
    const std::string whole = in_quotes(text);
    if (text == "Z") {
        return 0;
    }
    const bool negative = !text.empty() && text[0] == '-';
    if (!negative && (text.empty() || text[0] != '+')) {
        return bad(whole + " is no offset from UTC", "an offset such as +06:00");
    }
    text.remove_prefix(1);
    const int hours = take_digits(text, 2);
    const bool colon = take(text, ':');
    const int minutes = take_digits(text, 2);
    if (hours < 0 || !colon || minutes < 0 || minutes > 59 || !text.empty()) {
        return bad(whole + " is no offset from UTC", "an offset such as +06:00");
    }
    const int total = hours * 60 + minutes;
    if (total > offset_minutes_max) {
        return bad("the offset " + whole + " is more than 14 hours", "-14:00 to +14:00");
    }
    return negative ? -total : total;
}

Result<int> parse_time_of_day(std::string_view text) {
    const std::string whole = in_quotes(text);
    const int hours = take_digits(text, 2);
    const bool colon = take(text, ':');
    const int minutes = take_digits(text, 2);
    if (hours < 0 || !colon || minutes < 0 || !text.empty() || hours > 23 || minutes > 59) {
        return bad(whole + " is no time of day", "hours and minutes such as 23:00, 00:00 to 23:59");
    }
    return hours * 60 + minutes;
}

Result<WrittenInstant> parse_instant(std::string_view text) {
    const std::string whole = in_quotes(text);
    const int year = take_digits(text, 4);
    const bool dash1 = take(text, '-');
    const int month = take_digits(text, 2);
    const bool dash2 = take(text, '-');
    const int day = take_digits(text, 2);
    if (year < 0 || !dash1 || month < 0 || !dash2 || day < 0) {
        return bad(whole + " is no date and time", instant_example);
    }
    if (year < 1) {
        return bad(whole + " has no such year", "years 0001 to 9999");
    }
    if (month < 1 || month > 12) {
        return bad(whole + " has no such month", "months 01 to 12");
    }
    if (day < 1 || day > days_in_month(year, month)) {
        return bad(whole + " has no such day",
                   "days 01 to " + std::to_string(days_in_month(year, month)) + " in that month");
    }
    if (text.empty()) {
        return bad(whole + " is a date without time and offset", instant_example,
                   "an unknown hour is the end of its day: write T23:59 and the offset, and precision day");
    }
    const bool letter = take(text, 'T');
    const int hour = take_digits(text, 2);
    const bool colon = take(text, ':');
    const int minute = take_digits(text, 2);
    if (!letter || hour < 0 || !colon || minute < 0) {
        return bad(whole + " is no date and time", instant_example);
    }
    int second = 0;
    if (take(text, ':')) {
        second = take_digits(text, 2);
    }
    if (hour > 23 || minute > 59 || second < 0 || second > 59) {
        return bad(whole + " has no such time of day", "00:00:00 to 23:59:59");
    }
    if (text.empty()) {
        return bad(whole + " has no offset from UTC", instant_example);
    }
    if (text[0] == '.' || text[0] == ',') {
        return bad(whole + " has a fraction of a second", "whole seconds");
    }
    Result<int> offset = parse_utc_offset(text);
    if (!offset) {
        Problem problem = offset.error().front();
        return bad(whole + ": " + problem.what, problem.expected);
    }
    const Instant local =
        days_from_civil({year, month, day}) * seconds_per_day + hour * 3600 + minute * 60 + second;
    return WrittenInstant{local - *offset * 60, *offset};
}

std::string format_utc_offset(int minutes) {
    const int size = std::abs(minutes);
    return std::string(minutes < 0 ? "-" : "+") + two_digits(size / 60) + ":" + two_digits(size % 60);
}

std::string format_instant(Instant instant, int utc_offset_minutes) {
    const Instant local = instant + utc_offset_minutes * 60;
    const std::int64_t days = floor_divide(local, seconds_per_day);
    const std::int64_t second_of_day = local - days * seconds_per_day;
    const CivilDate date = civil_from_days(days);
    std::string year = std::to_string(date.year);
    if (date.year >= 0 && year.size() < 4) {
        year.insert(0, 4 - year.size(), '0');
    }
    return year + "-" + two_digits(date.month) + "-" + two_digits(date.day) + "T" +
           two_digits(second_of_day / 3600) + ":" + two_digits(second_of_day / 60 % 60) + ":" +
           two_digits(second_of_day % 60) + format_utc_offset(utc_offset_minutes);
}

namespace {

/// First second of the period that holds the instant, and of the next.
struct Period {
    Instant begin;
    Instant end;
};

Period period_of(WrittenInstant written, Precision precision) {
    const std::int64_t offset = written.utc_offset_minutes * 60;
    const Instant local = written.instant + offset;
    if (precision == Precision::month) {
        const CivilDate date = civil_from_days(floor_divide(local, seconds_per_day));
        const std::int64_t first = days_from_civil({date.year, date.month, 1});
        return {first * seconds_per_day - offset,
                (first + days_in_month(date.year, date.month)) * seconds_per_day - offset};
    }
    const std::int64_t length = precision == Precision::minute ? 60
                                : precision == Precision::hour ? 3600
                                : precision == Precision::day  ? seconds_per_day
                                                               : 1;
    const Instant begin = floor_divide(local, length) * length - offset;
    return {begin, begin + length};
}

}  // namespace

Instant latest_moment(WrittenInstant written, Precision precision) {
    return period_of(written, precision).end - 1;
}

Instant earliest_moment(WrittenInstant written, Precision precision) {
    return period_of(written, precision).begin;
}

}  // namespace upsurge
