#include "small_country.h"

namespace upsurge {

namespace {

Workplace workplace(std::string id, int leaf, int employees, double organisation, double isolation,
                    double value_added) {
    Workplace made;
    made.id = id;
    made.name = id;
    made.leaf = leaf;
    made.employees = employees;
    made.organisation = organisation;
    made.isolation = isolation;
    made.value_added = value_added;
    return made;
}

Unit unit(std::string id, Service service, int home, int heads, int clique, WeaponCounts weapons) {
    return {id, service, home, heads, clique, weapons};
}

Facility facility(std::string id, int leaf, FacilityKind kind, bool critical, int garrison, Service guards,
                  WeaponCounts weapons = {}) {
    return {id, id, leaf, kind, critical, garrison, guards, weapons};
}

Power power(std::string id, PowerSide side, double benefit, double cost, double reputation, int troops,
            WeaponCounts weapons = {}) {
    return {id, id, side, benefit, cost, reputation, troops, weapons};
}

}  // namespace

void add_small_country_tables(Model& model) {
    model.workplaces = {
        workplace("east-plant", 0, 30, 0.4, 0.2, 5),
        workplace("east-works", 0, 20, 0.2, 0.1, 2),
        workplace("town-field", 1, 30, 0.6, 0.8, 3),
        workplace("west-mine", 2, 35, 0.5, 0.6, 4),
    };
    model.units = {
        unit("east-police", Service::police, 0, 10, -1, {0, 3, 6, 0}),
        unit("east-guard", Service::guard, 0, 8, 0, {0, 8, 0, 1}),
        unit("town-police", Service::police, 1, 5, -1, {0, 1, 4, 0}),
        unit("west-police", Service::police, 2, 6, -1, {0, 2, 4, 0}),
        unit("west-army", Service::army, 2, 6, 1, {0, 6, 0, 0}),
        unit("reserve-special", Service::special, -1, 6, 0, {0, 6, 2, 0}),
        unit("reserve-guard", Service::guard, -1, 7, -1, {0, 7, 0, 0}),
    };
    model.facilities = {
        facility("east-seat", 0, FacilityKind::administration, true, 5, Service::police),
        facility("east-armoury", 0, FacilityKind::armoury, false, 5, Service::guard, {0, 10, 4, 2}),
        facility("east-television", 0, FacilityKind::television, true, 4, Service::guard),
        facility("town-station", 1, FacilityKind::police, true, 3, Service::police, {0, 1, 3, 0}),
        facility("west-seat", 2, FacilityKind::administration, true, 4, Service::police),
        facility("west-store", 2, FacilityKind::security_service, true, 4, Service::army, {0, 5, 2, 0}),
    };
    model.gun_shops = {{0, {8, 0, 3, 1}}, {2, {5, 0, 2, 0}}};
    model.cliques.resize(2);
    model.cliques[0].id = "court";
    model.cliques[0].leaves = {0, 2};
    model.cliques[0].services = {Service::guard, Service::special};
    model.cliques[0].cache = {3, 9, 4, 1};
    model.cliques[1].id = "west-office";
    model.cliques[1].leaves = {2};
    model.cliques[1].services = {Service::army};
    model.cliques[1].cache = {2, 3, 0, 0};
    model.powers = {
        power("first-ally", PowerSide::ally, 0.9, 0.05, 0.05, 14),
        power("second-ally", PowerSide::ally, 0.8, 0.1, 0, 6),
        power("rival", PowerSide::rival, 0.7, 0.15, 0, 0, {12, 9, 4, 0}),
    };
    model.layout.workplaces = static_cast<int>(model.workplaces.size());
    model.layout.units = static_cast<int>(model.units.size());
    model.layout.facilities = static_cast<int>(model.facilities.size());
    model.layout.cliques = static_cast<int>(model.cliques.size());
    model.layout.powers = static_cast<int>(model.powers.size());
}

}  // namespace upsurge
