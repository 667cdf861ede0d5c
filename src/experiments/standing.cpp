#include "experiments/standing.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace upsurge {
namespace {

constexpr Instant seconds_per_day = 86400;

bool same_time(const Report& a, const Report& b) {
    if (describe(*a.observable).kind == ObservableKind::cumulative) {
        const Instant apart =
            a.event_end > b.event_end ? a.event_end - b.event_end : b.event_end - a.event_end;
        return apart <= seconds_per_day;
    }
    return a.event_start <= b.event_end && b.event_start <= a.event_end;
}

bool comparable(const Report& report) {
    return report.observable && report.has_number() && !report.places.empty() &&
           report.form != ReportForm::rumour;
}

}  // namespace

std::vector<int> superseded_by(const Model& model) {
    std::map<std::string, int> position;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        position[model.reports[i].id] = static_cast<int>(i);
    }
    std::vector<int> by(model.reports.size(), -1);
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const auto older = position.find(model.reports[i].supersedes);
        if (older != position.end()) {
            by[static_cast<std::size_t>(older->second)] = static_cast<int>(i);
        }
    }
    // A list that is taken back is taken back whole: rows of one origin published with it go too.
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const Report& old = model.reports[i];
        if (by[i] < 0 || old.origin_group.empty() ||
            model.reports[static_cast<std::size_t>(by[i])].form != ReportForm::denied) {
            continue;
        }
        for (std::size_t j = 0; j < model.reports.size(); ++j) {
            const Report& other = model.reports[j];
            if (by[j] < 0 && other.origin_group == old.origin_group &&
                other.published_at <= old.published_at && static_cast<int>(j) != by[i]) {
                by[j] = by[i];
            }
        }
    }
    return by;
}

ReportedRange reported_range(const Report& report) {
    ReportedRange range;
    range.low = report.low ? report.low : report.value;
    range.high = report.high ? report.high : report.value;
    if (report.form == ReportForm::at_least) {
        range.high.reset();
    }
    if (report.form == ReportForm::at_most) {
        range.low.reset();
    }
    return range;
}

std::vector<Disagreement> disagreements(const Model& model) {
    std::vector<Disagreement> found;
    std::set<std::tuple<std::string, std::string>> seen;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        for (std::size_t j = 0; j < model.reports.size(); ++j) {
            const Report& lower = model.reports[i];
            const Report& higher = model.reports[j];
            if (i == j || !comparable(lower) || !comparable(higher) ||
                lower.observable != higher.observable || lower.places != higher.places ||
                !same_time(lower, higher)) {
                continue;
            }
            const std::optional<double> top = reported_range(lower).high;
            const std::optional<double> bottom = reported_range(higher).low;
            if (!top || !bottom || *bottom <= *top) {
                continue;
            }
            const std::string from = lower.origin_group.empty() ? lower.id : lower.origin_group;
            const std::string to = higher.origin_group.empty() ? higher.id : higher.origin_group;
            if (from == to || !seen.emplace(from, to).second) {
                continue;
            }
            const double one = describe(*lower.observable).unit == "people" ? 1.0 : 0.0;
            const double under = *top + one;
            found.push_back(
                {static_cast<int>(i), static_cast<int>(j), under > 0 ? (*bottom + one) / under : 1e300});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Disagreement& a, const Disagreement& b) { return a.factor > b.factor; });
    return found;
}

}  // namespace upsurge
