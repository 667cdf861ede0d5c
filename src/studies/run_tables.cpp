#include "studies/run_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "mechanisms/registry.h"
#include "numbers/hash.h"
#include "scenarios/instant.h"

namespace upsurge {
namespace {

const std::string& place_id(const Model& model, int leaf) {
    return model.places[static_cast<std::size_t>(model.leaves[static_cast<std::size_t>(leaf)])].id;
}

std::string_view word_of(Held held) {
    switch (held) {
        case Held::no:
            return "no";
        case Held::provisional:
            return "provisional";
        case Held::yes:
            return "yes";
    }
    return "no";
}

}  // namespace

DrawsTable::DrawsTable(const Model& model) : text_("run,state_hash") {
    const std::vector<RegisteredParameter>& parameters = all_parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const std::string_view mechanism =
            all_mechanisms()[static_cast<std::size_t>(parameters[i].mechanism)]->name;
        if (std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism) ==
            model.mechanisms.end()) {
            continue;
        }
        const bool by_place = i < model.parameters.place.size() && !model.parameters.place[i].empty();
        const int leaves = by_place ? static_cast<int>(model.leaves.size()) : 1;
        for (int leaf = 0; leaf < leaves; ++leaf) {
            columns_.push_back({static_cast<int>(i), leaf});
            text_ += by_place ? fmt::format(",{}@{}", parameters[i].id, place_id(model, leaf))
                              : fmt::format(",{}", parameters[i].id);
        }
    }
    text_ += '\n';
}

void DrawsTable::add(const FinishedRun& run) {
    fmt::format_to(std::back_inserter(text_), "{},{}", run.run, hex(run.result.hash));
    for (const auto& [parameter, leaf] : columns_) {
        fmt::format_to(std::back_inserter(text_), ",{}", run.values.at(parameter, leaf));
    }
    text_ += '\n';
}

OutcomesTable::OutcomesTable() : text_("run") {
    for (const OutcomeDescription& outcome : outcome_descriptions) {
        fmt::format_to(std::back_inserter(text_), ",{}", outcome.id);
    }
    text_ += '\n';
}

void OutcomesTable::add(const FinishedRun& run) {
    fmt::format_to(std::back_inserter(text_), "{}", run.run);
    for (const Held held : run.result.outcomes) {
        fmt::format_to(std::back_inserter(text_), ",{}", word_of(held));
    }
    text_ += '\n';
}

DecisionsTable::DecisionsTable(const Model& model)
    : model_(model),
      text_("run,time,actor,action,place,whom,threat,reported_crowd,reported_armed,regime_strength\n") {}

void DecisionsTable::add(const FinishedRun& run) {
    for (const Decision& decision : run.result.decisions) {
        const std::string& place =
            decision.leaf < 0 ? model_.places.front().id : place_id(model_, decision.leaf);
        fmt::format_to(std::back_inserter(text_), "{},{},{},{},{},{},{},{},{},{}\n", run.run,
                       format_instant(model_.clock.step_at(decision.step), model_.clock.utc_offset_minutes),
                       decision.actor, decision.action, place, decision.whom, decision.threat,
                       decision.reported_crowd, decision.reported_armed, decision.regime_strength);
    }
}

FacilityLossesTable::FacilityLossesTable(const Model& model)
    : model_(model), text_("run,facility,first_lost\n") {}

void FacilityLossesTable::add(const FinishedRun& run) {
    const std::vector<std::int32_t>& first = run.result.forces.first_lost;
    for (std::size_t f = 0; f < first.size(); ++f) {
        if (first[f] >= 0) {
            fmt::format_to(std::back_inserter(text_), "{},{},{}\n", run.run, model_.facilities[f].id,
                           format_instant(model_.clock.at(first[f] + 1), model_.clock.utc_offset_minutes));
        }
    }
}

ServiceMembersTable::ServiceMembersTable(const Model& model) : model_(model), text_("run,time,service") {
    for (const UnitColumn state : followed_unit_states) {
        fmt::format_to(std::back_inserter(text_), ",{}", unit_state_names[static_cast<std::size_t>(state)]);
    }
    text_ += '\n';
}

void ServiceMembersTable::add(const FinishedRun& run) {
    std::array<FollowedMembers, service_count> before{};
    for (int tick = 0; tick < run.result.forces.ticks(); ++tick) {
        for (int service = 0; service < service_count; ++service) {
            const FollowedMembers& now = run.result.forces.at(tick, static_cast<Service>(service));
            if (now == before[static_cast<std::size_t>(service)]) {
                continue;
            }
            before[static_cast<std::size_t>(service)] = now;
            fmt::format_to(std::back_inserter(text_), "{},{},{},{}\n", run.run,
                           format_instant(model_.clock.at(tick + 1), model_.clock.utc_offset_minutes),
                           service_names[static_cast<std::size_t>(service)], fmt::join(now, ","));
        }
    }
}

}  // namespace upsurge
