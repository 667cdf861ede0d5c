#include "pages/page_series.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "studies/statistics.h"
#include "studies/summary_table.h"

namespace upsurge {
namespace {

/// In the order in which a reader wants them.
constexpr std::array<Observable, 22> by_interest = {
    Observable::crowd,
    Observable::dead_total,
    Observable::participants_today,
    Observable::regions_active,
    Observable::detentions_total,
    Observable::violent_crowd,
    Observable::injured_total,
    Observable::lpg_price,
    Observable::shutdown,
    Observable::detained_now,
    Observable::perceived_activity,
    Observable::grievance,
    Observable::state_of_emergency,
    Observable::legitimacy,
    Observable::demand_level,
    Observable::anger,
    Observable::withdrawn,
    Observable::not_reached,
    Observable::strikers,
    Observable::armed_crowd,
    Observable::units_standing_aside,
    Observable::sites_lost,
};

/// Of the whole country only, beyond the limit of the others: the sections on blocs, forces and weapons
/// stand on them.
constexpr std::array<Observable, 30> of_country = {
    Observable::legitimacy,
    Observable::strikers,
    Observable::output_lost,
    Observable::armed_crowd,
    Observable::weapons_looted,
    Observable::weapons_stormed,
    Observable::weapons_surrendered,
    Observable::weapons_own,
    Observable::weapons_distributed,
    Observable::weapons_inflow,
    Observable::weapons_hidden,
    Observable::weapons_recovered,
    Observable::arming_residual,
    Observable::security_dead_total,
    Observable::officers_deployed,
    Observable::units_standing_aside,
    Observable::units_switched,
    Observable::units_captured,
    Observable::sites_lost,
    Observable::cities_lost,
    Observable::city_contest,
    Observable::guarantee,
    Observable::foreign_troops,
    Observable::cliques_active,
    Observable::purges_total,
    Observable::regime_strength,
    Observable::threat,
    Observable::concession_level,
    Observable::settlement,
    Observable::resigned,
};

using Buffer = fmt::memory_buffer;

/// Four figures, shortest form.
void append_number(Buffer& out, double value) {
    if (!std::isfinite(value)) {
        out.append(std::string_view("null"));
        return;
    }
    const double size = std::fabs(value);
    if (size >= 10000) {
        double step = 1;
        while (size / step >= 10000) {
            step *= 10;
        }
        value = std::floor(value / step + 0.5) * step;
    }
    if (std::floor(value) == value) {
        fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}"), static_cast<long long>(value));
    } else {
        fmt::format_to(std::back_inserter(out), FMT_COMPILE("{:.4g}"), value);
    }
}

void append_array(Buffer& out, std::string_view name, const std::vector<SampleSummary>& ticks,
                  double SampleSummary::*member) {
    fmt::format_to(std::back_inserter(out), "\"{}\":[", name);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        if (i > 0) {
            out.push_back(',');
        }
        append_number(out, ticks[i].*member);
    }
    out.push_back(']');
}

void append_series(Buffer& out, const std::vector<SampleSummary>& ticks) {
    out.push_back('{');
    append_array(out, "mean", ticks, &SampleSummary::mean);
    out.push_back(',');
    append_array(out, "q05", ticks, &SampleSummary::q05);
    out.push_back(',');
    append_array(out, "q25", ticks, &SampleSummary::q25);
    out.push_back(',');
    append_array(out, "q50", ticks, &SampleSummary::q50);
    out.push_back(',');
    append_array(out, "q75", ticks, &SampleSummary::q75);
    out.push_back(',');
    append_array(out, "q95", ticks, &SampleSummary::q95);
    out.push_back('}');
}

}  // namespace

PageSeries page_series(const Model& model, const RunValues& runs, std::size_t bytes_max) {
    PageSeries series;
    series.json = "{";
    const std::vector<SummaryNode> nodes = summary_nodes(model);
    for (Observable observable : by_interest) {
        Buffer out;
        bool changes = false;
        for (const SummaryNode& node : nodes) {
            const std::vector<double> values = combined_values(model, runs, observable, node.places);
            changes = changes || std::any_of(values.begin(), values.end(),
                                             [&](double value) { return value != values.front(); });
            fmt::format_to(std::back_inserter(out), "{}\"{}\":", out.size() == 0 ? "" : ",", node.id);
            append_series(out, summarise_ticks(values, runs.runs(), runs.ticks()));
        }
        const bool first = series.observables.empty();
        if (!first && (!changes || series.json.size() + out.size() > bytes_max)) {
            continue;
        }
        series.json += fmt::format("{}\"{}\":{{", first ? "" : ",", describe(observable).id);
        series.json.append(out.data(), out.size());
        series.json += '}';
        series.observables.push_back(observable);
    }
    for (Observable observable : of_country) {
        if (std::find(series.observables.begin(), series.observables.end(), observable) !=
            series.observables.end()) {
            continue;
        }
        const std::vector<double> values = combined_values(model, runs, observable, nodes.front().places);
        if (std::all_of(values.begin(), values.end(),
                        [&](double value) { return value == values.front(); })) {
            continue;
        }
        Buffer out;
        append_series(out, summarise_ticks(values, runs.runs(), runs.ticks()));
        series.json += fmt::format(",\"{}\":{{\"{}\":", describe(observable).id, nodes.front().id);
        series.json.append(out.data(), out.size());
        series.json += '}';
        series.observables.push_back(observable);
    }
    series.json += '}';
    return series;
}

}  // namespace upsurge
