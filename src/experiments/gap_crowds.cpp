#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "experiments/comparison.h"
#include "experiments/gap_reports.h"
#include "experiments/gaps.h"
#include "experiments/standing.h"
#include "experiments/wording.h"
#include "fitting/report_numbers.h"
#include "studies/local_time.h"
#include "studies/statistics.h"

namespace upsurge {
namespace {

std::string place_names(const Model& model, const std::vector<int>& places) {
    std::string names;
    for (int place : places) {
        names += (names.empty() ? "" : ", ") + model.places[static_cast<std::size_t>(place)].name;
    }
    return names;
}

/// Leaves (as places) that lie in any of the places.
std::vector<int> leaves_in(const Model& model, const std::vector<int>& places) {
    std::vector<int> leaves;
    for (int leaf : model.leaves) {
        if (std::any_of(places.begin(), places.end(),
                        [&](int place) { return lies_in(model, leaf, place); })) {
            leaves.push_back(leaf);
        }
    }
    return leaves;
}

/// Per run: the largest crowd in any one of the leaves at any time.
std::vector<double> largest_crowds(const RunValues& runs, const std::vector<int>& leaves) {
    std::vector<double> largest(static_cast<std::size_t>(runs.runs()), 0.0);
    for (int leaf : leaves) {
        const std::vector<double> crowd = runs.values(Observable::crowd, leaf);
        for (std::size_t run = 0; run < largest.size(); ++run) {
            const double* series = crowd.data() + run * static_cast<std::size_t>(runs.ticks());
            largest[run] = std::max(largest[run], *std::max_element(series, series + runs.ticks()));
        }
    }
    return largest;
}

/// The standing report with the largest number of people in one of the places; -1 if none has a number.
int largest_report(const Model& model, const std::vector<int>& places) {
    const std::vector<int> superseded = superseded_by(model);
    int best = -1;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const Report& report = model.reports[i];
        if (superseded[i] >= 0 || report.observable != Observable::crowd || report.places.size() != 1 ||
            !report.has_number() || report.form == ReportForm::rumour || report.form == ReportForm::denied ||
            report.form == ReportForm::at_most) {
            continue;
        }
        const bool inside = std::any_of(places.begin(), places.end(), [&](int place) {
            return lies_in(model, report.places.front(), place);
        });
        if (inside && (best < 0 || *reported_number(report) >
                                       *reported_number(model.reports[static_cast<std::size_t>(best)]))) {
            best = static_cast<int>(i);
        }
    }
    return best;
}

/// The leaf with most people among those that are a city: by kind, or a region that is all urban.
int largest_city(const Model& model) {
    int best = -1;
    for (int leaf : model.leaves) {
        const Place& place = model.places[static_cast<std::size_t>(leaf)];
        const bool is_city =
            place.kind == PlaceKind::city || place.kind == PlaceKind::town || place.urban_share >= 0.95;
        if (is_city &&
            (best < 0 || place.population > model.places[static_cast<std::size_t>(best)].population)) {
            best = leaf;
        }
    }
    return best;
}

}  // namespace

std::vector<Gap> participant_gaps(const Model& model, const RunValues& runs) {
    // A day is a day where it was counted.
    const auto offset_at = [&model](const std::vector<int>& places) {
        return places.empty() ? model.clock.utc_offset_minutes
                              : model.places[static_cast<std::size_t>(places.front())].utc_offset_minutes;
    };
    const std::vector<int> superseded = superseded_by(model);
    std::map<std::pair<Instant, std::vector<int>>, std::vector<int>> by_day;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        const Report& report = model.reports[i];
        if (superseded[i] < 0 && report.observable == Observable::participants_today && report.has_number() &&
            report.form != ReportForm::denied && report.form != ReportForm::rumour) {
            by_day[{start_of_day(report.event_end, offset_at(report.places)), report.places}].push_back(
                static_cast<int>(i));
        }
    }
    std::vector<Gap> gaps;
    for (const auto& [key, reports] : by_day) {
        Gap gap;
        gap.what = "Participants on " + day_text(key.first, offset_at(key.second));
        gap.where = place_names(model, key.second);
        std::vector<double> simulated;
        double sum = 0;
        for (int i : reports) {
            const Report& report = model.reports[static_cast<std::size_t>(i)];
            gap.reported += (gap.reported.empty() ? "" : "; ") + report_number_text(report) + " (" +
                            report.claimant + ")";
            gap.reports.push_back(report.id);
            simulated = report_numbers(model, runs, report);
            sum += *reported_number(report);
        }
        if (simulated.empty()) {
            continue;
        }
        const SampleSummary summary = summarise(simulated);
        gap.simulated = interval_text(summary);
        gap.off = factor_text(summary.q50, sum / static_cast<double>(reports.size()));
        gaps.push_back(std::move(gap));
    }
    return gaps;
}

std::vector<Gap> contrast_gaps(const Model& model, const RunValues& runs) {
    std::vector<Gap> gaps;
    const int city = largest_city(model);
    if (city < 0) {
        return gaps;
    }
    const std::vector<double> in_city = largest_crowds(runs, {city});
    const int city_report = largest_report(model, {city});
    for (const PlaceGroup& group : model.groups) {
        const bool holds_city = std::any_of(group.places.begin(), group.places.end(),
                                            [&](int place) { return lies_in(model, city, place); });
        if (holds_city) {
            continue;
        }
        const std::vector<double> in_group = largest_crowds(runs, leaves_in(model, group.places));
        std::vector<double> ratios;
        for (std::size_t run = 0; run < in_city.size(); ++run) {
            ratios.push_back(in_city[run] / std::max(in_group[run], 1.0));
        }
        const SampleSummary ratio = summarise(ratios);
        std::vector<double> city_peak = in_city;
        std::vector<double> group_peak = in_group;
        Gap gap;
        gap.what = "Largest crowd in one place";
        gap.where = model.places[static_cast<std::size_t>(city)].name + " against " + group.name;
        gap.simulated = fmt::format("{} against {}; ratio {}", interval_text(summarise(city_peak)),
                                    interval_text(summarise(group_peak)), interval_text(ratio));
        const int group_report = largest_report(model, group.places);
        const auto text_of = [&](int report) {
            if (report < 0) {
                return std::string("no number");
            }
            gap.reports.push_back(model.reports[static_cast<std::size_t>(report)].id);
            return report_number_text(model.reports[static_cast<std::size_t>(report)]);
        };
        gap.reported = text_of(city_report);
        gap.reported += " against " + text_of(group_report);
        if (city_report < 0 || group_report < 0) {
            gap.off = "cannot tell: one side has no reported number";
        } else {
            const Report& one = model.reports[static_cast<std::size_t>(city_report)];
            const Report& other = model.reports[static_cast<std::size_t>(group_report)];
            gap.off =
                one.form == ReportForm::at_least || other.form == ReportForm::at_least
                    ? "cannot tell: lower bounds only"
                    : "ratio " + factor_text(ratio.q50, *reported_number(one) / *reported_number(other));
        }
        gaps.push_back(std::move(gap));
    }
    return gaps;
}

std::vector<Gap> tabulate_gaps(const Model& model, const RunValues& runs) {
    std::vector<Gap> all;
    if (runs.runs() == 0) {
        return all;
    }
    for (auto* table : {&first_event_gaps, &participant_gaps, &contrast_gaps, &decline_gaps}) {
        for (Gap& gap : table(model, runs)) {
            all.push_back(std::move(gap));
        }
    }
    return all;
}

}  // namespace upsurge
