#include "engines/reference_run.h"
#include "numbers/elementary.h"

namespace upsurge {

void ReferenceRun::observe(History& history) const {
    observe_leaves(history);
    observe_people(history);
    observe_tables(history);
    observe_places_above(history);
}

void ReferenceRun::observe_leaves(History& history) const {
    const int n = model_.layout.places;
    const int now = tick_ - 1;
    // Leaves: what is counted by location or known of the place.
    for (int p = 0; p < n; ++p) {
        const ReferencePlace& place = places_[p];
        auto set = [&](Observable observable, double number) {
            history.at(now, model_.leaves[p], observable) = number;
        };
        set(Observable::crowd, place.crowd());
        set(Observable::violent_crowd, place.crowd_violent + place.crowd_armed);
        set(Observable::armed_crowd, place.crowd_armed);
        set(Observable::participants_today, place.joined_today);
        set(Observable::detentions_total, place.detentions_total);
        set(Observable::injured_total, place.injured_total);
        set(Observable::dead_total, place.dead_total);
        set(Observable::lpg_price, forcing_.price[p]);
        set(Observable::shutdown, forcing_.shutdown[p]);
        set(Observable::state_of_emergency, forcing_.emergency[p] != 0 ? 1.0 : 0.0);
        set(Observable::perceived_activity, place.perceived);
        set(Observable::legitimacy, place.legitimacy);
        set(Observable::demand_level, place.demand_level);
        set(Observable::anger, place.anger);
        set(Observable::security_dead_total, place.security_dead_total);
        set(Observable::security_injured_total, place.security_injured_total);
        set(Observable::foreign_detained_total, place.foreign_detained_total);
        set(Observable::foreign_dead_total, place.foreign_dead_total);
        set(Observable::defections_total, place.defections_total);
        set(Observable::sites_abandoned_total, place.sites_abandoned_total);
        set(Observable::sites_stormed_total, place.sites_stormed_total);
        set(Observable::city_contest, place.city_contest);
        set(Observable::cities_lost, place.city_lost ? 1 : 0);
        set(Observable::organised_share, place.organisation);
        set(Observable::regime_strength, place.strength);
        set(Observable::guarantee, country_.guarantee ? 1 : 0);
        set(Observable::foreign_troops, country_.foreign_troops);
        double acting = 0;
        for (const ReferenceClique& clique : cliques_) {
            acting += clique.active ? 1 : 0;
        }
        set(Observable::cliques_active, acting);
        set(Observable::purges_total, country_.purges);
        set(Observable::threat, country_.threat);
        set(Observable::concession_level, country_.concession_level);
        set(Observable::settlement, country_.settlement ? 1 : 0);
        set(Observable::resigned, country_.resigned ? 1 : 0);
    }
}

void ReferenceRun::observe_people(History& history) const {
    const int n = model_.layout.places;
    const int now = tick_ - 1;
    // Leaves: what is counted by home.
    std::vector<double> alive(n, 0.0);
    std::vector<double> grievance(n, 0.0);
    for (const Person& person : people_) {
        const int leaf = model_.leaves[person.home];
        if (person.state == PersonState::detained) {
            history.at(now, leaf, Observable::detained_now) += 1;
        } else if (person.state == PersonState::withdrawn) {
            history.at(now, leaf, Observable::withdrawn) += 1;
        } else if (person.state == PersonState::not_reached) {
            history.at(now, leaf, Observable::not_reached) += 1;
        }
        if (active(person) && person.state != PersonState::dead) {
            alive[person.home] += 1;
            grievance[person.home] += grievance_of(person);
        }
    }
    for (int p = 0; p < n; ++p) {
        history.at(now, model_.leaves[p], Observable::grievance) =
            alive[p] > 0 ? grievance[p] / alive[p] : 0.0;
    }
}

/// Workplaces, weapons, units and facilities.
void ReferenceRun::observe_tables(History& history) const {
    const int n = model_.layout.places;
    const int now = tick_ - 1;
    const auto add = [&](int leaf, Observable observable, double number) {
        history.at(now, model_.leaves[leaf], observable) += number;
    };
    double all_output = 0;
    for (const Workplace& workplace : model_.workplaces) {
        all_output += workplace.value_added;
    }
    for (std::size_t j = 0; j < workplaces_.size(); ++j) {
        const Workplace& facts = model_.workplaces[j];
        add(facts.leaf, Observable::strikers, workplaces_[j].out);
        add(facts.leaf, Observable::strikes_now, workplaces_[j].out > 0 ? 1 : 0);
        const double at_work = 1.0 - workplaces_[j].out / facts.employees;
        const double made = pow_of(at_work, value(parameters_.strikes.output_power));
        add(facts.leaf, Observable::output_lost,
            all_output > 0 ? facts.value_added * (1.0 - made) / all_output : 0.0);
    }
    for (const Weapon& weapon : weapons_) {
        const bool out = weapon.keeper == Keeper::loose || weapon.keeper == Keeper::held ||
                         weapon.keeper == Keeper::hidden || weapon.keeper == Keeper::recovered;
        if (out) {
            add(weapon.at, Observable::weapons_hidden, weapon.keeper == Keeper::hidden ? 1 : 0);
            add(weapon.at, Observable::weapons_recovered, weapon.keeper == Keeper::recovered ? 1 : 0);
            add(weapon.at, Observable::arming_residual, 1);
        }
    }
    for (int p = 0; p < n; ++p) {
        const auto& taken = places_[p].weapons_taken;
        const auto of = [&](WeaponSource source) { return taken[static_cast<int>(source)]; };
        add(p, Observable::weapons_looted, of(WeaponSource::loot));
        add(p, Observable::weapons_stormed, of(WeaponSource::storm));
        add(p, Observable::weapons_surrendered, of(WeaponSource::surrender));
        add(p, Observable::weapons_own, of(WeaponSource::own_guns));
        add(p, Observable::weapons_distributed, of(WeaponSource::distribution));
        add(p, Observable::weapons_inflow, of(WeaponSource::inflow));
        add(p, Observable::arming_residual,
            -(of(WeaponSource::loot) + of(WeaponSource::storm) + of(WeaponSource::surrender) +
              of(WeaponSource::own_guns)));
        if (units_.empty()) {
            add(p, Observable::officers_deployed, forcing_.officers[p]);
        }
    }
    for (const ReferenceUnit& unit : units_) {
        if (unit.location >= 0) {  // Reading 17
            add(unit.location, Observable::officers_deployed, unit.count(MemberState::loyal));
            add(unit.location, Observable::units_standing_aside, unit.count(MemberState::aside));
            add(unit.location, Observable::units_switched, unit.count(MemberState::switched));
            add(unit.location, Observable::units_captured, unit.count(MemberState::captured));
        }
    }
    for (std::size_t f = 0; f < facilities_.size(); ++f) {
        add(model_.facilities[f].leaf, Observable::sites_lost, facilities_[f].lost ? 1 : 0);
    }
}

void ReferenceRun::observe_places_above(History& history) const {
    const int n = model_.layout.places;
    const int now = tick_ - 1;
    // Places above: sums, means weighted by population, regions with a crowd.
    const int places = static_cast<int>(model_.places.size());
    auto lies_in = [&](int place, int ancestor) {
        while (place >= 0 && place != ancestor) {
            place = model_.places[place].parent;
        }
        return place == ancestor;
    };
    for (int place = 0; place < places; ++place) {
        if (model_.places[place].leaf >= 0) {
            continue;
        }
        for (int o = 0; o < observable_count; ++o) {
            const auto observable = static_cast<Observable>(o);
            const Aggregation aggregation = describe(observable).aggregation;
            double sum = 0;
            double weights = 0;
            for (int p = 0; p < n; ++p) {
                if (lies_in(model_.leaves[p], place)) {
                    const double weight =
                        aggregation == Aggregation::mean_by_population ? places_[p].people : 1.0;
                    sum += weight * history.at(now, model_.leaves[p], observable);
                    weights += weight;
                }
            }
            if (aggregation == Aggregation::same) {
                history.at(now, place, observable) = history.at(now, model_.leaves[0], observable);
                continue;
            }
            const bool mean = aggregation == Aggregation::mean_by_population;
            history.at(now, place, observable) = !mean ? sum : weights > 0 ? sum / weights : 0.0;
        }
    }
    for (int place = 0; place < places; ++place) {  // Reading 14
        double regions = 0;
        for (int region = 0; region < places && model_.places[place].kind == PlaceKind::country; ++region) {
            if (model_.places[region].kind == PlaceKind::region &&
                history.at(now, region, Observable::crowd) >= model_.event_size) {
                regions += 1;
            }
        }
        history.at(now, place, Observable::regions_active) = regions;
    }
}

}  // namespace upsurge
