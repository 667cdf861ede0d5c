#include "fitting/spoken_days.h"

#include <algorithm>

#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "studies/local_time.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

constexpr Instant day_seconds = 24 * 3600;
/// As the share of reports that are out goes to zero a silent day says nothing.
constexpr double smallest_share = 0.01;

/// Whether a report says that people were in the street.
bool speaks_of_the_street(const Report& report) {
    if (!report.observable || report.form == ReportForm::denied) {
        return false;
    }
    return *report.observable == Observable::crowd || *report.observable == Observable::violent_crowd ||
           *report.observable == Observable::participants_today;
}

bool lies_in(const Model& model, int place, int region) {
    while (place >= 0 && place != region) {
        place = model.places[static_cast<std::size_t>(place)].parent;
    }
    return place == region;
}

/// Whether the report's time and places may be in the day.
bool touches(const Model& model, const Report& report, const SpokenDay& day) {
    return report.event_start <= day.end && report.event_end >= day.begin &&
           std::any_of(report.places.begin(), report.places.end(),
                       [&](int place) { return lies_in(model, place, day.place); });
}

bool within(const Report& report, const SpokenDay& day) {
    return report.event_start >= day.begin && report.event_end <= day.end;
}

/// The reports that a fit is shown, and those that it is not.
struct Shown {
    std::span<const KnownReport> known;
    std::span<const int> held_out;
    std::optional<Instant> as_of;
};

/// The region's day that begins then; none where nobody knows whether it was spoken of.
std::optional<SpokenDay> spoken_day(const Model& model, const Shown& shown, int region, Instant begin) {
    SpokenDay day{region, begin, begin + day_seconds - 1, false, 1};
    if (shown.as_of) {
        day.share = published_share(PublicationDelay{}, *shown.as_of - day.end);
    }
    bool unknown = day.share < smallest_share;
    const auto about_it = [&](int report) {
        const Report& written = model.reports[static_cast<std::size_t>(report)];
        return speaks_of_the_street(written) && touches(model, written, day);
    };
    for (const KnownReport& one : shown.known) {
        if (about_it(one.report)) {
            const bool surely = within(model.reports[static_cast<std::size_t>(one.report)], day);
            day.spoken = day.spoken || surely;
            unknown = unknown || !surely;
        }
    }
    unknown = unknown || std::any_of(shown.held_out.begin(), shown.held_out.end(), about_it);
    if (unknown && !day.spoken) {
        return std::nullopt;
    }
    day.share = std::max(day.share, smallest_share);
    return day;
}

std::vector<SpokenDay> days_of(const Model& model, const Shown& shown, Instant until) {
    std::vector<SpokenDay> days;
    for (std::size_t place = 0; place < model.places.size() && !model.reported_crowd.empty(); ++place) {
        const Place& region = model.places[place];
        if (region.kind != PlaceKind::region) {
            continue;
        }
        Instant begin = start_of_day(model.clock.start, region.utc_offset_minutes);
        begin += begin < model.clock.start ? day_seconds : 0;
        for (; begin + day_seconds <= until; begin += day_seconds) {
            if (const auto day = spoken_day(model, shown, static_cast<int>(place), begin)) {
                days.push_back(*day);
            }
        }
    }
    return days;
}

std::vector<ReportWindow> windows_of(const Model& model, const std::vector<SpokenDay>& days, int ticks) {
    std::vector<ReportWindow> windows;
    for (const SpokenDay& day : days) {
        Report crowd;
        crowd.observable = Observable::crowd;
        crowd.places = {day.place};
        crowd.event_start = day.begin;
        crowd.event_end = day.end;
        windows.emplace_back(model, crowd, ticks);
    }
    return windows;
}

}  // namespace

SpokenDays::SpokenDays(const Model& model, std::span<const KnownReport> known, std::span<const int> held_out,
                       std::optional<Instant> as_of, int ticks)
    : days_(days_of(model, {known, held_out, as_of}, model.clock.at(ticks))),
      gauge_(model.clock, windows_of(model, days_, ticks), ticks) {}

std::vector<bool> SpokenDays::sample(std::span<const double> crowds, const Attention& attention,
                                     RunKey key) const {
    UPSURGE_CHECK(crowds.size() == days_.size(), "crowds of other days");
    Draws draws(key, {});
    std::vector<bool> spoken;
    for (std::size_t i = 0; i < days_.size(); ++i) {
        const double silent = attention_log_chance(false, crowds[i], attention, days_[i].share);
        spoken.push_back(draws.uniform() >= exp_of(silent));
    }
    return spoken;
}

void SpokenDays::say(const std::vector<bool>& spoken) {
    UPSURGE_CHECK(spoken.size() == days_.size(), "made-up silence of other days");
    for (std::size_t i = 0; i < days_.size(); ++i) {
        days_[i].spoken = spoken[i];
    }
}

}  // namespace upsurge
