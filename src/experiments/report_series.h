/// What reports said of one number from day to day, as far as it was known at a moment: what a dull rival
/// goes by.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/model.h"
#include "reports/known_by.h"
#include "reports/statement.h"
#include "scoring/count_series.h"

namespace upsurge {

/// Days are those of the clock's offset, counted from 1970-01-01.
std::int64_t local_day(const Clock& clock, Instant moment);

/// When the event of a report counts: a rival that is to forecast it knows nothing published from `from` on.
struct EventDays {
    Instant from = 0;  ///< start of the day the event begins on; of what only grows, of the day it ends on
    std::int64_t day = 0;  ///< the day that holds the event's last second
};
EventDays event_days(const Clock& clock, const Report& report);

/// An observable at a set of places.
struct SeriesKey {
    Observable observable = Observable::crowd;
    std::vector<int> places;  ///< none inside another, rising
    auto operator<=>(const SeriesKey&) const = default;
};
/// None where a report has no observable or no place.
std::optional<SeriesKey> series_of(const Model& model, const Report& report);

struct ReportedSeries {
    CountSeries days;            ///< in points of the scale; empty: nothing was known
    std::int64_t first_day = 0;  ///< day of the first entry
    int reported = 0;            ///< days that say something; the first and the last do
};

/// The known reports of a series on days before `day`. A report speaks of its event's last day and gives the
/// bounds of its statement; "it occurred" is at least one, a denial none. Rumours are left out. Several
/// reports of a day, by time of publication: each narrows what stands if both can be true, and else takes its
/// place.
/// @param known  of the reports given
ReportedSeries reported_series(const Model& model, std::span<const Report> reports, const KnownReports& known,
                               const SeriesKey& key, const ReportScale& scale, std::int64_t day);

}  // namespace upsurge
