#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "experiments/comparison.h"
#include "experiments/gap_reports.h"
#include "experiments/gaps.h"
#include "experiments/standing.h"
#include "experiments/wording.h"
#include "models/tick_window.h"
#include "studies/local_time.h"
#include "studies/statistics.h"

namespace upsurge {
namespace {

constexpr Instant seconds_per_day = 86400;

struct Day {
    Instant begin = 0;
    double regions = 0;           ///< with a reported crowd, at least
    double regions_by_place = 0;  ///< those of them that are named
    std::vector<std::string> reports;
};

/// The days of the clock with the regions that reports put a crowd in.
std::vector<Day> reported_days(const Model& model) {
    const std::vector<int> superseded = superseded_by(model);
    const std::vector<int> crowd = crowd_reports(model);
    const std::vector<int> regions = regions_of(model);
    std::vector<Day> days;
    for (Instant begin = start_of_day(model.clock.start, model.clock.utc_offset_minutes);
         begin < model.clock.end; begin += seconds_per_day) {
        Day day;
        day.begin = begin;
        const auto on_day = [&](const Report& report) {
            return report.event_start < begin + seconds_per_day && report.event_end > begin;
        };
        std::set<int> named;
        for (int i : crowd) {
            const Report& report = model.reports[static_cast<std::size_t>(i)];
            if (!on_day(report)) {
                continue;
            }
            bool used = false;
            for (int place : report.places) {
                for (int region : regions) {
                    if (lies_in(model, place, region)) {
                        named.insert(region);
                        used = true;
                    }
                }
            }
            if (used) {
                day.reports.push_back(report.id);
            }
        }
        day.regions_by_place = static_cast<double>(named.size());
        day.regions = day.regions_by_place;
        for (std::size_t i = 0; i < model.reports.size(); ++i) {
            const Report& report = model.reports[i];
            const std::optional<double> low = reported_range(report).low;
            if (superseded[i] < 0 && report.observable == Observable::regions_active && low &&
                on_day(report) && report.form != ReportForm::denied && report.form != ReportForm::rumour) {
                day.regions = std::max(day.regions, *low);
                day.reports.push_back(report.id);
            }
        }
        days.push_back(std::move(day));
    }
    return days;
}

/// Per run: the largest value in a stretch of time.
std::vector<double> largest_within(const RunValues& runs, const std::vector<double>& values,
                                   TickWindow window) {
    std::vector<double> largest;
    for (int run = 0; run < runs.runs(); ++run) {
        const double* series =
            values.data() + static_cast<std::size_t>(run) * static_cast<std::size_t>(runs.ticks());
        largest.push_back(*std::max_element(series + window.first, series + window.last + 1));
    }
    return largest;
}

}  // namespace

std::vector<Gap> decline_gaps(const Model& model, const RunValues& runs) {
    std::vector<Gap> gaps;
    const std::vector<Day> days = reported_days(model);
    std::size_t peak = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
        peak = days[i].regions >= days[peak].regions ? i : peak;
    }
    if (days.empty() || days[peak].regions == 0) {
        return gaps;
    }
    const std::vector<double> crowd = runs.values(Observable::crowd, 0);
    const std::vector<double> regions = runs.values(Observable::regions_active, 0);
    const std::vector<double> largest = largest_within(runs, crowd, {0, runs.ticks() - 1});
    const int offset = model.clock.utc_offset_minutes;
    for (std::size_t i = peak + 1; i < days.size(); ++i) {
        const TickWindow window = ticks_within(model.clock, days[i].begin, days[i].begin + seconds_per_day);
        if (window.empty()) {
            continue;
        }
        std::vector<double> left = largest_within(runs, crowd, window);
        for (std::size_t run = 0; run < left.size(); ++run) {
            left[run] = largest[run] > 0 ? 100 * left[run] / largest[run] : 0;
        }
        std::vector<double> active = largest_within(runs, regions, window);
        const SampleSummary active_summary = summarise(active);
        const SampleSummary left_summary = summarise(left);
        Gap gap;
        gap.what = fmt::format("Decline: {}", day_text(days[i].begin, offset));
        gap.where = model.places.front().name;
        gap.reported = fmt::format("crowds reported in {} (on {}: at least {})",
                                   count_text(static_cast<long long>(days[i].regions), "region", "regions"),
                                   day_text(days[peak].begin, offset), reported_text(days[peak].regions));
        gap.simulated = fmt::format("crowds in {} regions; {}% of the largest crowd left",
                                    interval_text(active_summary), interval_text(left_summary));
        const double difference = active_summary.q50 - days[i].regions;
        gap.off =
            difference == 0
                ? "as many regions"
                : fmt::format("{} {} (unreported is not calm)",
                              count_text(static_cast<long long>(difference < 0 ? -difference : difference),
                                         "region", "regions"),
                              difference > 0 ? "more" : "fewer");
        gap.reports = days[i].reports;
        gaps.push_back(std::move(gap));
    }
    return gaps;
}

}  // namespace upsurge
