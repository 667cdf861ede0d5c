/// Instants as people read them, beside the ISO form of scenarios/instant.h.
#pragma once

#include <string>

#include "reports/report.h"

namespace upsurge {

/// Local midnight that begins the day in which the instant lies.
Instant start_of_day(Instant instant, int utc_offset_minutes);

/// 4 January, 15:00
std::string moment_text(Instant instant, int utc_offset_minutes);
/// 4 January
std::string day_text(Instant instant, int utc_offset_minutes);
/// A stretch of time in the fewest words: "4 January", "4 January, 15:00", "4 January to 6 January".
std::string window_text(Instant from, Instant until, int utc_offset_minutes);
/// 20220104T090000Z, as in folder names.
std::string compact_utc_text(Instant instant);

/// The moment now, whole seconds.
Instant now();

}  // namespace upsurge
