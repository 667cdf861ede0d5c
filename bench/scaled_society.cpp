#include "scaled_society.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "mechanisms/registry.h"

namespace upsurge::bench {

namespace {

template <typename Whole>
void grow(Whole& count, double factor) {
    count = static_cast<Whole>(std::floor(static_cast<double>(count) * factor + 0.5));
}

void grow(WeaponCounts& weapons, double factor) {
    for (auto& count : weapons) {
        grow(count, factor);
    }
}

}  // namespace

Model scaled(Model model, double factor) {
    for (Place& place : model.places) {
        place.population = 0;
    }
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        for (std::int64_t& count : model.people[leaf]) {
            grow(count, factor);
            for (int up = model.leaves[leaf]; up >= 0;
                 up = model.places[static_cast<std::size_t>(up)].parent) {
                model.places[static_cast<std::size_t>(up)].population += count;
            }
        }
    }
    for (ScheduleEntry& entry : model.schedule) {
        if (entry.kind == ScheduleKind::police || entry.kind == ScheduleKind::foreign_troops) {
            entry.value *= factor;
        }
        for (double& officers : entry.officers) {
            officers *= factor;
        }
    }
    for (Workplace& workplace : model.workplaces) {
        grow(workplace.employees, factor);
        workplace.employees = std::max(1, workplace.employees);
    }
    for (Unit& unit : model.units) {
        grow(unit.heads, factor);
        grow(unit.weapons, factor);
    }
    for (Facility& facility : model.facilities) {
        grow(facility.garrison, factor);
        grow(facility.weapons, factor);
    }
    for (GunShop& shop : model.gun_shops) {
        grow(shop.weapons, factor);
    }
    for (Clique& clique : model.cliques) {
        grow(clique.cache, factor);
    }
    for (Power& power : model.powers) {
        grow(power.troops, factor);
        grow(power.weapons, factor);
    }
    const auto& parameters = all_parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (std::string_view(parameters[i].spec->unit) != "people") {
            continue;
        }
        model.parameters.global[i].value *= factor;
        for (ParameterSetting& setting : model.parameters.place[i]) {
            setting.value *= factor;
        }
    }
    model.event_size *= factor;
    return model;
}

}  // namespace upsurge::bench
