#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "experiments/gap_reports.h"
#include "experiments/gaps.h"
#include "experiments/wording.h"
#include "studies/local_time.h"
#include "studies/statistics.h"

namespace upsurge {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Per run, sorted: seconds from the clock's start to the end of the first tick with an event.
std::vector<double> first_times(const Model& model, const RunValues& runs, int region) {
    const std::vector<double> crowd = runs.values(Observable::crowd, region);
    std::vector<double> times;
    for (int run = 0; run < runs.runs(); ++run) {
        const double* series =
            crowd.data() + static_cast<std::size_t>(run) * static_cast<std::size_t>(runs.ticks());
        const double* first = std::find_if(series, series + runs.ticks(),
                                           [&](double people) { return people >= model.event_size; });
        const int tick = static_cast<int>(first - series);
        times.push_back(
            tick == runs.ticks() ? never : static_cast<double>(model.clock.at(tick + 1) - model.clock.start));
    }
    std::sort(times.begin(), times.end());
    return times;
}

/// The order statistic at or above a probability: never averages a time with "never".
double upper_quantile(const std::vector<double>& sorted, double probability) {
    const auto index =
        static_cast<std::size_t>(probability * static_cast<double>(sorted.size() - 1) + 0.999999);
    return sorted[std::min(index, sorted.size() - 1)];
}

std::string time_text(const Model& model, double seconds, int offset) {
    return seconds == never ? "never"
                            : moment_text(model.clock.start + static_cast<Instant>(seconds), offset);
}

std::string hours_text(double seconds) {
    const double hours = seconds / 3600;
    return hours < 48 ? count_text(static_cast<long long>(hours + 0.5), "hour", "hours")
                      : fmt::format("{:.1f} days", hours / 24);
}

/// The earliest standing report of a crowd in a region; -1 if there is none.
int first_report(const Model& model, const std::vector<int>& candidates, int region) {
    int best = -1;
    for (int i : candidates) {
        const Report& report = model.reports[static_cast<std::size_t>(i)];
        const bool in_region = std::any_of(report.places.begin(), report.places.end(),
                                           [&](int place) { return lies_in(model, place, region); });
        if (!in_region) {
            continue;
        }
        const auto rank = [&](int index) {
            const Report& one = model.reports[static_cast<std::size_t>(index)];
            return std::pair(one.event_start, one.event_end);
        };
        if (best < 0 || rank(i) < rank(best)) {
            best = i;
        }
    }
    return best;
}

}  // namespace

std::vector<Gap> first_event_gaps(const Model& model, const RunValues& runs) {
    std::vector<Gap> gaps;
    const std::vector<int> candidates = crowd_reports(model);
    for (int region : regions_of(model)) {
        const Place& place = model.places[static_cast<std::size_t>(region)];
        const int offset = place.utc_offset_minutes;
        const std::vector<double> times = first_times(model, runs, region);
        const double median = upper_quantile(times, 0.5);
        const auto misses = static_cast<double>(std::count(times.begin(), times.end(), never));
        Gap gap;
        gap.what = fmt::format("First crowd of {} or more", simulated_text(model.event_size));
        gap.where = place.name;
        gap.simulated = misses == static_cast<double>(times.size())
                            ? "never in any run"
                            : fmt::format("{} [{} to {}]", time_text(model, median, offset),
                                          time_text(model, upper_quantile(times, 0.05), offset),
                                          time_text(model, upper_quantile(times, 0.95), offset));
        if (misses > 0 && misses < static_cast<double>(times.size())) {
            gap.simulated +=
                fmt::format(", never in {:.0f}% of runs", 100 * misses / static_cast<double>(times.size()));
        }
        const int first = first_report(model, candidates, region);
        if (first < 0) {
            gap.reported = "no report of a crowd";
            gap.off = median == never ? "agrees with silence, which is not calm"
                                      : "cannot tell: unreported is not calm";
        } else {
            const Report& report = model.reports[static_cast<std::size_t>(first)];
            gap.reported = window_text(report.event_start, report.event_end, offset);
            gap.reports.push_back(report.id);
            const double start = static_cast<double>(report.event_start - model.clock.start);
            const double end = static_cast<double>(report.event_end - model.clock.start);
            if (median == never) {
                gap.off = "missing in at least half of the runs";
            } else if (median < start) {
                gap.off = hours_text(start - median) + " early";
            } else if (median > end) {
                gap.off = hours_text(median - end) + " late";
            } else {
                gap.off = "inside the reported window";
            }
        }
        gaps.push_back(std::move(gap));
    }
    return gaps;
}

}  // namespace upsurge
