#include "experiments/report_series.h"

#include <algorithm>
#include <map>

#include "studies/local_time.h"
#include "studies/run_values.h"

namespace upsurge {
namespace {

constexpr std::int64_t day_seconds = 86400;

/// What a statement says of the number, in points of its scale.
CountBounds bounds_of(const Statement& statement, const ReportScale& scale) {
    switch (statement.form) {
        case Statement::Form::occurred:
            return CountBounds::at_least(1);
        case Statement::Form::denied:
            return CountBounds::exactly(0);
        default:
            return {statement.low, statement.high == scale.top ? no_upper_bound : statement.high};
    }
}

}  // namespace

std::int64_t local_day(const Clock& clock, Instant moment) {
    const Instant start = start_of_day(moment, clock.utc_offset_minutes);
    return (start + std::int64_t{60} * clock.utc_offset_minutes) / day_seconds;
}

EventDays event_days(const Clock& clock, const Report& report) {
    const Instant last = std::max(report.event_start, report.event_end - 1);
    const bool grows = report.observable && describe(*report.observable).kind == ObservableKind::cumulative;
    return {start_of_day(grows ? last : report.event_start, clock.utc_offset_minutes),
            local_day(clock, last)};
}

std::optional<SeriesKey> series_of(const Model& model, const Report& report) {
    if (!report.observable || report.places.empty()) {
        return std::nullopt;
    }
    SeriesKey key{*report.observable, outermost_places(model, report.places)};
    std::sort(key.places.begin(), key.places.end());
    return key;
}

ReportedSeries reported_series(const Model& model, std::span<const Report> reports, const KnownReports& known,
                               const SeriesKey& key, const ReportScale& scale, std::int64_t day) {
    std::vector<const Report*> own;
    for (const KnownReport& one : known.known) {
        const Report& report = reports[static_cast<std::size_t>(one.report)];
        if (report.form != ReportForm::rumour && series_of(model, report) == key) {
            own.push_back(&report);
        }
    }
    std::stable_sort(own.begin(), own.end(),
                     [](const Report* a, const Report* b) { return a->published_at < b->published_at; });
    std::map<std::int64_t, CountBounds> days;
    for (const Report* report : own) {
        const std::int64_t of = event_days(model.clock, *report).day;
        const auto statement = statement_of(*report, scale);
        if (!statement || of >= day) {
            continue;
        }
        const CountBounds said = bounds_of(*statement, scale);
        const auto [found, is_new] = days.try_emplace(of, said);
        if (!is_new) {
            const CountBounds both{std::max(found->second.low, said.low),
                                   std::min(found->second.high, said.high)};
            found->second = both.low <= both.high ? both : said;
        }
    }
    std::erase_if(days, [](const auto& entry) { return entry.second.says_nothing(); });
    ReportedSeries series;
    if (days.empty()) {
        return series;
    }
    series.first_day = days.begin()->first;
    series.reported = static_cast<int>(days.size());
    series.days.assign(static_cast<std::size_t>(days.rbegin()->first - series.first_day + 1),
                       CountBounds::missing());
    for (const auto& [of, bounds] : days) {
        series.days[static_cast<std::size_t>(of - series.first_day)] = bounds;
    }
    return series;
}

}  // namespace upsurge
