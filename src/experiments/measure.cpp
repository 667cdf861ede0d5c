#include "experiments/measure.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/nearest_name.h"

namespace upsurge {
namespace {

constexpr MeasureStatistic statistics[] = {MeasureStatistic::peak, MeasureStatistic::end,
                                           MeasureStatistic::mean};

Problem unknown(std::string_view what, std::string_view name, const std::vector<std::string>& valid) {
    Problem problem;
    problem.what = fmt::format("there is no {} '{}'", what, name);
    problem.hint = nearest_name_hint(name, valid);
    return problem;
}

}  // namespace

std::string_view name_of(MeasureStatistic statistic) {
    switch (statistic) {
        case MeasureStatistic::peak:
            return "peak";
        case MeasureStatistic::end:
            return "end";
        case MeasureStatistic::mean:
            return "mean";
    }
    UPSURGE_CHECK(false, "a statistic that does not exist");
}

std::string measure_id(const Measure& outcome) {
    return fmt::format("{}@{}:{}", describe(outcome.observable).id, outcome.node.id,
                       name_of(outcome.statistic));
}

std::string measure_title(const Measure& outcome) {
    return fmt::format("{} in {}, {}", describe(outcome.observable).name, outcome.node.name,
                       name_of(outcome.statistic));
}

MeasureStatistic usual_statistic(Observable observable) {
    return telling_statistics(observable).front();
}

std::vector<MeasureStatistic> telling_statistics(Observable observable) {
    switch (describe(observable).kind) {
        case ObservableKind::stock:
            return {MeasureStatistic::peak, MeasureStatistic::end};
        case ObservableKind::daily:
            return {MeasureStatistic::peak};
        case ObservableKind::cumulative:
            return {MeasureStatistic::end};
        case ObservableKind::field:
            return {MeasureStatistic::mean, MeasureStatistic::end};
    }
    UPSURGE_CHECK(false, "a kind of observable that does not exist");
}

Result<Measure> parse_measure(const Model& model, std::string_view text) {
    Problems problems;
    Measure outcome;
    const std::size_t colon = text.find(':');
    const std::string_view statistic = colon == text.npos ? std::string_view() : text.substr(colon + 1);
    const std::string_view before = text.substr(0, colon);
    const std::size_t at = before.find('@');
    const std::string_view observable = before.substr(0, at);
    const std::string_view place = at == before.npos ? std::string_view() : before.substr(at + 1);
    if (const auto found = find_observable(observable)) {
        outcome.observable = *found;
        outcome.statistic = usual_statistic(*found);
    } else {
        std::vector<std::string> names;
        for (const ObservableDescription& about : observable_descriptions) {
            names.emplace_back(about.id);
        }
        problems.push_back(unknown("observable", observable, names));
    }
    const std::vector<SummaryNode> nodes = summary_nodes(model);
    const auto node = at == before.npos
                          ? nodes.begin()
                          : std::find_if(nodes.begin(), nodes.end(),
                                         [&](const SummaryNode& one) { return one.id == place; });
    if (node != nodes.end()) {
        outcome.node = *node;
    } else {
        std::vector<std::string> ids;
        for (const SummaryNode& one : nodes) {
            ids.push_back(one.id);
        }
        problems.push_back(unknown("place or group", place, ids));
    }
    if (colon != text.npos) {
        const auto found = std::find_if(std::begin(statistics), std::end(statistics),
                                        [&](MeasureStatistic one) { return name_of(one) == statistic; });
        if (found != std::end(statistics)) {
            outcome.statistic = *found;
        } else {
            problems.push_back(unknown("statistic", statistic, {"peak", "end", "mean"}));
        }
    }
    for (Problem& problem : problems) {
        problem.what = fmt::format("'{}': {}", text, problem.what);
    }
    return problems.empty() ? Result<Measure>(outcome) : tl::unexpected(problems);
}

std::vector<Measure> headline_measures(const Model& model) {
    const SummaryNode country = summary_nodes(model).front();
    std::vector<Measure> outcomes;
    for (Observable observable : {Observable::crowd, Observable::dead_total, Observable::detentions_total,
                                  Observable::regions_active}) {
        outcomes.push_back({observable, country, usual_statistic(observable)});
    }
    return outcomes;
}

std::vector<double> measure_values(const Model& model, const RunValues& runs, const Measure& outcome) {
    const std::vector<double> values = combined_values(model, runs, outcome.observable, outcome.node.places);
    const auto ticks = static_cast<std::size_t>(runs.ticks());
    std::vector<double> per_run;
    for (std::size_t begin = 0; begin + ticks <= values.size() && ticks > 0; begin += ticks) {
        const double* series = values.data() + begin;
        switch (outcome.statistic) {
            case MeasureStatistic::peak:
                per_run.push_back(*std::max_element(series, series + ticks));
                break;
            case MeasureStatistic::end:
                per_run.push_back(series[ticks - 1]);
                break;
            case MeasureStatistic::mean: {
                double sum = 0;
                for (std::size_t tick = 0; tick < ticks; ++tick) {
                    sum += series[tick];
                }
                per_run.push_back(sum / static_cast<double>(ticks));
                break;
            }
        }
    }
    return per_run;
}

}  // namespace upsurge
