#include "experiments/standing.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "reports/superseded.h"
#include "studies/run_values.h"

namespace upsurge {
namespace {

constexpr Instant six_hours = 6 * 3600;

/// Whether the two speak of the same time, so that both cannot be right. A running total may grow, so a
/// higher one contradicts a lower one only if it is not the later of the two, give or take six hours.
bool same_time(const Report& lower, const Report& higher) {
    if (describe(*lower.observable).kind == ObservableKind::cumulative) {
        return higher.event_end <= lower.event_end + six_hours;
    }
    return lower.event_start <= higher.event_end && higher.event_start <= lower.event_end;
}

bool comparable(const Report& report) {
    return report.observable && report.has_number() && !report.places.empty() &&
           report.form != ReportForm::rumour;
}

}  // namespace

std::vector<int> superseded_by(const Model& model) {
    return superseded_by(std::span<const Report>(model.reports));
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

std::vector<Disagreement> denials(const Model& model) {
    std::vector<Disagreement> found;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const Report& said = model.reports[i];
        const bool says_so = said.form == ReportForm::occurred || said.form == ReportForm::count ||
                             said.form == ReportForm::interval || said.form == ReportForm::at_least;
        if (!says_so || !said.observable || !adds_up(*said.observable) ||
            reported_range(said).high.value_or(1) == 0) {
            continue;
        }
        for (std::size_t j = 0; j < model.reports.size(); ++j) {
            const Report& denied = model.reports[j];
            const bool same_place = std::any_of(said.places.begin(), said.places.end(), [&](int place) {
                return std::any_of(denied.places.begin(), denied.places.end(),
                                   [&](int other) { return lies_in(model, place, other); });
            });
            if (denied.form == ReportForm::denied && denied.observable == said.observable && same_place &&
                said.event_start < denied.event_end && denied.event_start < said.event_end) {
                found.push_back({static_cast<int>(i), static_cast<int>(j), 1});
            }
        }
    }
    return found;
}

}  // namespace upsurge
