#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engines/tick_phases.h"
#include "experiments/wording.h"
#include "mechanisms/registry.h"
#include "pages/file_words.h"
#include "pages/odd_parts.h"
#include "scenarios/instant.h"
#include "society/fields.h"
#include "society/observables.h"
#include "society/states.h"

namespace upsurge {
namespace {

std::string purpose(const Model& model) {
    std::set<std::string> sources;
    std::set<int> observables;
    std::size_t comparable = 0;
    for (const Report& report : model.reports) {
        sources.insert(report.source);
        if (report.observable) {
            observables.insert(static_cast<int>(*report.observable));
            ++comparable;
        }
    }
    std::string text =
        "# Overview\n\n## 1. Purpose and patterns\n\n"
        "To show which explanations of an upheaval its dated, disagreeing reports can and cannot separate. "
        "It is a "
        "retrospective, aggregate instrument and no forecast.\n\n";
    text += fmt::format(
        "Patterns by which it is judged: {} from {}, {} of them about something that is simulated:\n\n",
        count_text(static_cast<long long>(model.reports.size()), "report", "reports"),
        count_text(static_cast<long long>(sources.size()), "source", "sources"), comparable);
    for (int index : observables) {
        const auto observable = static_cast<Observable>(index);
        const auto count =
            std::count_if(model.reports.begin(), model.reports.end(),
                          [&](const Report& report) { return report.observable == observable; });
        text += fmt::format("- {} (`{}`): {}\n", describe(observable).name, describe(observable).id, count);
    }
    if (!model.hypotheses.empty()) {
        text += "\nRival explanations:\n\n";
        for (const Hypothesis& one : model.hypotheses) {
            text +=
                fmt::format("- `{}`, {} (account: {}): {}\n", one.id, one.name, one.claimant, one.summary);
        }
    }
    return text + "\n";
}

std::string entities(const Model& model) {
    const int offset = model.clock.utc_offset_minutes;
    std::string text = fmt::format(
        "## 2. Entities, state variables and scales\n\n"
        "**People.** {} synthetic residents, one per inhabitant. A person has a home place, a stratum, a "
        "trait bin "
        "and a state. People who share all four are exchangeable and are simulated as a count; {} such rows "
        "exist. "
        "Trait bins: {} of hardship, {} of risk aversion, organised or not. States: {}.\n\n",
        reported_text(static_cast<double>(model.people_of_country())),
        reported_text(static_cast<double>(model.layout.rows())), model.layout.hardship_bins,
        model.layout.risk_aversion_bins, fmt::join(person_state_names, ", "));
    text += "| stratum | name | may protest | share | mark |\n|---|---|---|---|---|\n";
    for (const Stratum& stratum : model.strata) {
        text += fmt::format("| `{}` | {} | {} | {} | {} |\n", stratum.id, cell(stratum.name),
                            stratum.active ? "yes" : "no", stratum.share, name_of(stratum.mark));
    }
    text += fmt::format("\n**Places.** {} where people live.\n\n", model.leaves.size());
    text += "| place | name | kind | people |\n|---|---|---|---|\n";
    for (const Place& place : model.places) {
        text += fmt::format("| `{}` | {} | {} | {} |\n", place.id, cell(place.name), word_of(place.kind),
                            reported_text(static_cast<double>(place.population)));
    }
    text += "\nA place where people live has these fields:\n\n| field | unit |\n|---|---|\n";
    for (const FieldDescription& field : field_descriptions) {
        text += fmt::format("| `{}` | {} |\n", field.name, field.unit);
    }
    text += "\nand these observables:\n\n| observable | meaning | unit |\n|---|---|---|\n";
    for (const ObservableDescription& about : observable_descriptions) {
        text += fmt::format("| `{}` | {} | {} |\n", about.id, about.name, about.unit);
    }
    text += fmt::format(
        "\n**Scales.** {} to {} in {} ticks of {} h; encounters in sub-ticks of about ten minutes. "
        "Resolution "
        "`{}`, hardship cut at the quantiles {}.\n\n",
        format_instant(model.clock.start, offset), format_instant(model.clock.end, offset),
        model.clock.ticks(), model.clock.tick_hours, model.resolution, fmt::join(model.hardship_cuts, ", "));
    return text;
}

std::string scheduling(const Model& model) {
    std::string text =
        "## 3. Process overview and scheduling\n\nEach tick runs these phases in this order. Within a phase, "
        "or within a pass of the street phase, all draws see the state at its start.\n\n";
    int number = 0;
    for (const TickPhaseDescription& phase : tick_phase_descriptions) {
        text += fmt::format("{}. *{}*: {}\n", ++number, phase.name, phase.does);
    }
    text += "\nMechanisms on, in the order in which they act:\n\n";
    for (const Mechanism* mechanism : all_mechanisms()) {
        if (is_on(model, mechanism->name)) {
            text += fmt::format("- `{}` ({}): {}\n", mechanism->name, mechanism->group, mechanism->summary);
        }
    }
    std::string off;
    for (const Mechanism* mechanism : all_mechanisms()) {
        if (!is_on(model, mechanism->name)) {
            off += fmt::format("{}`{}`", off.empty() ? "" : ", ", mechanism->name);
        }
    }
    return text + (off.empty() ? "\n" : fmt::format("\nOff: {}.\n\n", off));
}

}  // namespace

std::string odd_overview(const Model& model) {
    return purpose(model) + entities(model) + scheduling(model);
}

}  // namespace upsurge
