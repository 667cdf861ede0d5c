#include "studies/local_time.h"

#include <fmt/format.h>

#include <array>
#include <ctime>
#include <string_view>

#include "scenarios/instant.h"

namespace upsurge {
namespace {

constexpr Instant seconds_per_day = 86400;

constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

Instant local_day(Instant local) {
    return local / seconds_per_day - (local % seconds_per_day < 0 ? 1 : 0);
}

}  // namespace

Instant start_of_day(Instant instant, int utc_offset_minutes) {
    const Instant offset = utc_offset_minutes * Instant{60};
    return local_day(instant + offset) * seconds_per_day - offset;
}

std::string day_text(Instant instant, int utc_offset_minutes) {
    const CivilDate date = civil_from_days(local_day(instant + utc_offset_minutes * Instant{60}));
    return fmt::format("{} {}", date.day, month_names[static_cast<std::size_t>(date.month - 1)]);
}

std::string moment_text(Instant instant, int utc_offset_minutes) {
    const Instant minutes = (instant - start_of_day(instant, utc_offset_minutes)) / 60;
    return fmt::format("{}, {:02}:{:02}", day_text(instant, utc_offset_minutes), minutes / 60, minutes % 60);
}

std::string window_text(Instant from, Instant until, int utc_offset_minutes) {
    const Instant midnight = start_of_day(from, utc_offset_minutes);
    const Instant last = start_of_day(until, utc_offset_minutes);
    // A window that ends at midnight, or in the last minute before it, fills its last day.
    const bool whole_days =
        from == midnight && until > from && (until == last || until - last >= seconds_per_day - 60);
    if (whole_days) {
        const Instant final_day = until == last ? last - seconds_per_day : last;
        return final_day == midnight ? day_text(from, utc_offset_minutes)
                                     : fmt::format("{} to {}", day_text(from, utc_offset_minutes),
                                                   day_text(final_day, utc_offset_minutes));
    }
    if (until <= from) {
        return moment_text(from, utc_offset_minutes);
    }
    if (last == midnight) {
        const Instant minutes = (until - last) / 60;
        return fmt::format("{} to {:02}:{:02}", moment_text(from, utc_offset_minutes), minutes / 60,
                           minutes % 60);
    }
    return fmt::format("{} to {}", moment_text(from, utc_offset_minutes),
                       moment_text(until, utc_offset_minutes));
}

std::string compact_utc_text(Instant instant) {
    const std::string iso = format_instant(instant, 0);  // 2022-01-04T09:00:00...
    return fmt::format("{}{}{}T{}{}{}Z", iso.substr(0, 4), iso.substr(5, 2), iso.substr(8, 2),
                       iso.substr(11, 2), iso.substr(14, 2), iso.substr(17, 2));
}

Instant now() {
    return static_cast<Instant>(std::time(nullptr));
}

}  // namespace upsurge
