/// Dates and times: ISO 8601 with offset in, whole seconds since 1970 UTC inside.
///
/// Proleptic Gregorian calendar, years 1 to 9999, no leap seconds. Our own arithmetic, so that neither the
/// machine's locale nor its time zone data matter.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.h"
#include "upsurge/result.h"

namespace upsurge {

struct CivilDate {
    int year = 1970;
    int month = 1;  ///< 1..12
    int day = 1;    ///< 1..31
    friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

constexpr bool is_leap_year(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}
int days_in_month(int year, int month);
/// Days since 1970-01-01, negative before.
std::int64_t days_from_civil(CivilDate date);
CivilDate civil_from_days(std::int64_t days);

/// A moment and the offset in which it was written.
struct WrittenInstant {
    Instant instant = 0;
    int utc_offset_minutes = 0;
    friend bool operator==(const WrittenInstant&, const WrittenInstant&) = default;
};

/// Reads "2022-01-05T14:30+06:00", "2022-01-05T14:30:15+06:00" or with "Z"; nothing else. The problem it
/// returns has no file and place. A bare date and a time without offset are problems: each would need a
/// guess.
Result<WrittenInstant> parse_instant(std::string_view text);

/// Reads "+06:00", "-03:30" or "Z"; minutes, at most 14 hours either way.
Result<int> parse_utc_offset(std::string_view text);

/// Reads "23:00": minutes after midnight, 0..1439.
Result<int> parse_time_of_day(std::string_view text);

/// "2022-01-05T14:30:00+06:00"; reads back as the same instant.
std::string format_instant(Instant instant, int utc_offset_minutes = 0);
std::string format_utc_offset(int minutes);

/// The last second of the minute, hour, day or month that holds the instant, in local time; the instant
/// itself when the precision is unknown.
Instant latest_moment(WrittenInstant written, Precision precision);
/// The first second of the same.
Instant earliest_moment(WrittenInstant written, Precision precision);

}  // namespace upsurge
