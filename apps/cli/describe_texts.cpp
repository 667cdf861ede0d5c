#include "describe_texts.h"

#include <fmt/format.h>

#include <map>

#include "engines/tick_phases.h"
#include "experiments/wording.h"
#include "output.h"
#include "pages/file_words.h"
#include "scenarios/instant.h"

namespace upsurge::cli {
namespace {

std::string_view meaning_of(ObservableKind kind) {
    switch (kind) {
        case ObservableKind::stock:
            return "how many at a time; a report about a window means the largest value in it";
        case ObservableKind::daily:
            return "counts since local midnight; a report about a day means the largest value";
        case ObservableKind::cumulative:
            return "counts since the start; a report means the value at its end";
        case ObservableKind::field:
            return "a level; a report about a window means its mean";
    }
    return "";
}

std::string_view meaning_of(Aggregation aggregation) {
    switch (aggregation) {
        case Aggregation::sum:
            return "a region or the country has the sum of its places";
        case Aggregation::mean_by_population:
            return "a region or the country has the mean of its places by population";
        case Aggregation::same:
            return "a number of the whole country, the same for every place";
        case Aggregation::count_regions:
            return "the country has the number of regions with a crowd of event size";
    }
    return "";
}

}  // namespace

std::string scenario_text(const Model& model) {
    const int offset = model.clock.utc_offset_minutes;
    std::string text = fmt::format("{} ({})\n{}\n\n", model.name, model.id, model.summary);
    text += fmt::format("{} to {}, {} ticks of {} h\n\n", format_instant(model.clock.start, offset),
                        format_instant(model.clock.end, offset), model.clock.ticks(), model.clock.tick_hours);
    TextTable places({"place", "kind", "name", "people"}, 3);
    for (const Place& place : model.places) {
        places.add({place.id, std::string(word_of(place.kind)), place.name,
                    reported_text(static_cast<double>(place.population))});
    }
    text += places.text() + "\n";
    if (!model.groups.empty()) {
        TextTable groups({"group", "name", "places"}, 3);
        for (const PlaceGroup& group : model.groups) {
            std::string ids;
            for (int place : group.places) {
                ids += (ids.empty() ? "" : " ") + model.places[static_cast<std::size_t>(place)].id;
            }
            groups.add({group.id, group.name, ids});
        }
        text += groups.text() + "\n";
    }
    TextTable strata({"stratum", "protests", "name"}, 3);
    for (const Stratum& stratum : model.strata) {
        strata.add({stratum.id, stratum.active ? "yes" : "no", stratum.name});
    }
    text += strata.text() + "\n";
    std::map<std::string_view, int> by_observable;
    for (const Report& report : model.reports) {
        ++by_observable[report.observable ? describe(*report.observable).id
                                          : std::string_view("(nothing simulated)")];
    }
    TextTable reports({"reports about", "number"}, 1);
    for (const auto& [observable, count] : by_observable) {
        reports.add({std::string(observable), std::to_string(count)});
    }
    text += reports.text() + "\n";
    std::map<std::string_view, int> by_kind;
    for (const ScheduleEntry& entry : model.schedule) {
        ++by_kind[word_of(entry.kind)];
    }
    TextTable schedule({"dated actions", "number"}, 1);
    for (const auto& [kind, count] : by_kind) {
        schedule.add({std::string(kind), std::to_string(count)});
    }
    text += schedule.text() + "\n";
    text += fmt::format("Mechanisms on: {}\n", fmt::join(model.mechanisms, ", "));
    return text;
}

std::string mechanism_text(const Mechanism& mechanism) {
    std::string text = fmt::format("{} ({}, {})\n{}\nSource: {}\n", mechanism.title, mechanism.name,
                                   mechanism.group, mechanism.summary, mechanism.source);
    if (!mechanism.parameters.empty()) {
        TextTable table({"parameter", "value", "unit", "range", "prior", "mark", "per"}, 1);
        for (const ParameterSpec& spec : mechanism.parameters) {
            table.add({fmt::format("{}.{}", mechanism.name, spec.name), fmt::format("{}", spec.value),
                       spec.unit, fmt::format("{} to {}", spec.low, spec.high),
                       *spec.prior == '\0' ? "fixed" : spec.prior, std::string(upsurge::name_of(spec.mark)),
                       std::string(upsurge::name_of(spec.scope))});
        }
        text += "\n" + table.text() + "\n";
        for (const ParameterSpec& spec : mechanism.parameters) {
            text +=
                fmt::format("{}.{}: {} Source: {}.\n", mechanism.name, spec.name, spec.meaning, spec.source);
        }
    }
    for (const SwitchSpec& spec : mechanism.switches) {
        text += fmt::format("\nswitch {}.{} = {}: {}\n", mechanism.name, spec.name,
                            fmt::join(spec.options, " | "), spec.meaning);
    }
    return text;
}

std::string parameter_text(const RegisteredParameter& parameter) {
    const ParameterSpec& spec = *parameter.spec;
    return fmt::format(
        "{}\n{}\n\n  value   {} {}\n  range   {} to {}\n  prior   {}\n  per     {}\n  mark    {}\n  source  "
        "{}\n\n"
        "Change it: upsurge run SCENARIO --set {}={}\n",
        parameter.id, spec.meaning, spec.value, spec.unit, spec.low, spec.high,
        *spec.prior == '\0' ? "fixed" : spec.prior, upsurge::name_of(spec.scope), upsurge::name_of(spec.mark),
        spec.source, parameter.id, spec.value);
}

std::string observable_text(const ObservableDescription& about) {
    return fmt::format("{}: {}, in {}\n  {}\n  {}\n", about.id, about.name, about.unit,
                       meaning_of(about.kind), meaning_of(about.aggregation));
}

std::string tick_text() {
    std::string text = "The tick, phase by phase:\n";
    int number = 0;
    for (const TickPhaseDescription& phase : tick_phase_descriptions) {
        text += fmt::format("  {}. {:<12} {}\n", ++number, phase.name, phase.does);
    }
    return text;
}

}  // namespace upsurge::cli
