#include "engines/observation.h"

#include <algorithm>
#include <array>
#include <span>

#include "mechanisms/registry.h"
#include "numbers/elementary.h"

namespace upsurge {
namespace {

/// People of a home place by state, and the grievance of those active and alive.
struct HomeCensus {
    std::array<std::int64_t, person_state_count> people{};
    double grievance_sum = 0;
    std::int64_t grievance_people = 0;
};

HomeCensus take_census(const Society& society, const State& state, const std::vector<double>& grievance,
                       int place) {
    const Layout& layout = society.layout;
    const std::int32_t* counts = state.counts().data();
    const auto bins = static_cast<std::size_t>(layout.bins());
    HomeCensus census;
    thread_local std::vector<std::int64_t> feeling;  // by bin: active and alive
    feeling.assign(bins, 0);
    for (int stratum = 0; stratum < layout.strata; ++stratum) {
        const bool active = society.stratum_active[static_cast<std::size_t>(stratum)] != 0;
        for (int s = 0; s < person_state_count; ++s) {
            const std::int32_t* people = counts + layout.block(place, stratum, static_cast<PersonState>(s));
            std::int64_t sum = 0;
            for (std::size_t bin = 0; bin < bins; ++bin) {
                sum += people[bin];
            }
            census.people[static_cast<std::size_t>(s)] += sum;
            if (active && static_cast<PersonState>(s) != PersonState::dead) {
                for (std::size_t bin = 0; bin < bins; ++bin) {
                    feeling[bin] += people[bin];
                }
            }
        }
    }
    for (std::size_t bin = 0; bin < bins; ++bin) {
        census.grievance_sum +=
            grievance[static_cast<std::size_t>(place) * bins + bin] * static_cast<double>(feeling[bin]);
        census.grievance_people += feeling[bin];
    }
    return census;
}

std::int64_t sum_of(std::span<const std::int32_t> numbers) {
    std::int64_t sum = 0;
    for (const std::int32_t number : numbers) {
        sum += number;
    }
    return sum;
}

bool any_negative(std::span<const std::int32_t> numbers) {
    std::int32_t signs = 0;  // a negative number has its first bit set
    for (const std::int32_t number : numbers) {
        signs |= number;
    }
    return signs < 0;
}

/// A negative number of weapons or members, or a place whose armed people and held weapons differ.
std::string find_negative_or_unmatched(const Model& model, const Society& society, const State& state) {
    const Layout& layout = society.layout;
    for (int s = 0; s < unit_state_count; ++s) {
        if (any_negative(state.column(static_cast<UnitColumn>(s)))) {
            return "a unit has a negative number of members " +
                   std::string(unit_state_names[static_cast<std::size_t>(s)]);
        }
    }
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        bool negative = any_negative(state.column(unit_weapons(type))) ||
                        any_negative(state.column(facility_weapons(type)));
        for (int h = 0; h < holding_count; ++h) {
            negative = negative || any_negative(state.weapons(type, static_cast<Holding>(h)));
        }
        if (negative) {
            return "a negative number of weapons of type " +
                   std::string(weapon_type_names[static_cast<std::size_t>(t)]);
        }
    }
    for (int leaf = 0; leaf < layout.places; ++leaf) {
        std::int64_t armed = 0;
        for (int stratum = 0; stratum < layout.strata; ++stratum) {
            armed += sum_of(state.counts().subspan(layout.block(leaf, stratum, PersonState::armed),
                                                   static_cast<std::size_t>(layout.bins())));
        }
        std::int64_t held = 0;
        for (int t = 0; t < weapon_type_count; ++t) {
            held += state.weapons(static_cast<WeaponType>(t), Holding::held)[static_cast<std::size_t>(leaf)];
        }
        if (armed != held) {
            return "armed people of " +
                   model.places[static_cast<std::size_t>(model.leaves[static_cast<std::size_t>(leaf)])].id +
                   " are " + std::to_string(armed) + " and carry " + std::to_string(held) + " weapons";
        }
    }
    return {};
}

/// Sums of the small tables per leaf.
struct TableSums {
    std::vector<double> deployed, standing_aside, switched, captured;  ///< members at a location
    std::vector<double> strikers, strikes_now, output_lost;
    std::vector<double> sites_lost;
};

const TableSums& sum_tables(const Society& society, const State& state, double output_power) {
    const auto places = static_cast<std::size_t>(society.layout.places);
    thread_local TableSums sums;  // kept, so that a tick allocates nothing
    for (auto* list : {&sums.deployed, &sums.standing_aside, &sums.switched, &sums.captured, &sums.strikers,
                       &sums.strikes_now, &sums.output_lost, &sums.sites_lost}) {
        list->assign(places, 0.0);
    }
    for (std::size_t unit = 0; unit < society.units.size(); ++unit) {
        const std::int32_t location = state.column(UnitColumn::location)[unit];
        if (location < 0) {
            continue;
        }
        const auto l = static_cast<std::size_t>(location);
        sums.deployed[l] += state.column(UnitColumn::loyal)[unit];
        sums.standing_aside[l] += state.column(UnitColumn::standing_aside)[unit];
        sums.switched[l] += state.column(UnitColumn::switched)[unit];
        sums.captured[l] += state.column(UnitColumn::captured)[unit];
    }
    double output = 0;
    for (const Workplace& workplace : society.workplaces) {
        output += workplace.value_added;
    }
    for (std::size_t j = 0; j < society.workplaces.size(); ++j) {
        const Workplace& workplace = society.workplaces[j];
        const auto p = static_cast<std::size_t>(workplace.leaf);
        const double out = state.column(WorkplaceColumn::out)[j];
        sums.strikers[p] += out;
        sums.strikes_now[p] += out > 0 ? 1 : 0;
        if (output > 0) {
            const double at_work = 1.0 - out / workplace.employees;
            sums.output_lost[p] += workplace.value_added * (1.0 - pow_of(at_work, output_power)) / output;
        }
    }
    for (std::size_t f = 0; f < society.facilities.size(); ++f) {
        sums.sites_lost[static_cast<std::size_t>(society.facilities[f].leaf)] +=
            state.column(FacilityColumn::lost)[f];
    }
    return sums;
}

double weapons_in(const State& state, Holding holding, std::size_t place) {
    double sum = 0;
    for (int t = 0; t < weapon_type_count; ++t) {
        sum += state.weapons(static_cast<WeaponType>(t), holding)[place];
    }
    return sum;
}

double weapons_from(const State& state, WeaponSource source, std::size_t place) {
    double sum = 0;
    for (int t = 0; t < weapon_type_count; ++t) {
        sum += state.taken(static_cast<WeaponType>(t), source)[place];
    }
    return sum;
}

}  // namespace

void start_day(const Forcing& forcing, State& state) {
    const auto joined = state.tally(Tally::joined_today);
    for (std::size_t p = 0; p < joined.size(); ++p) {
        if (forcing.new_day[p] != 0) {
            joined[p] = 0;
        }
    }
}

void observe_tick(const Model& model, const Society& society, const State& state, const Forcing& forcing,
                  const std::vector<double>& grievance, const ParameterValues& values, int tick,
                  History& history) {
    static const int output_power = *find_parameter("strikes.output_power");
    const TableSums& tables = sum_tables(society, state, values.at(output_power, 0));
    double cliques_active = 0;
    for (const double active : state.numbers(CliqueNumber::active)) {
        cliques_active += active;
    }
    for (int leaf = 0; leaf < society.layout.places; ++leaf) {
        const auto p = static_cast<std::size_t>(leaf);
        const int place = model.leaves[p];
        const HomeCensus census = take_census(society, state, grievance, leaf);
        double* const row = &history.at(tick, place, static_cast<Observable>(0));
        const auto put = [row](Observable observable, double value) {
            row[static_cast<std::size_t>(observable)] = value;
        };
        const auto tally = [&](Tally which) { return static_cast<double>(state.tally(which)[p]); };
        const auto home = [&](PersonState which) {
            return static_cast<double>(census.people[static_cast<std::size_t>(which)]);
        };
        put(Observable::crowd,
            tally(Tally::crowd_peaceful) + tally(Tally::crowd_violent) + tally(Tally::crowd_armed));
        put(Observable::violent_crowd, tally(Tally::crowd_violent) + tally(Tally::crowd_armed));
        put(Observable::participants_today, tally(Tally::joined_today));
        put(Observable::detained_now, home(PersonState::detained));
        put(Observable::detentions_total, tally(Tally::detentions_total));
        put(Observable::injured_total, tally(Tally::injured_total));
        put(Observable::dead_total, tally(Tally::dead_total));
        put(Observable::withdrawn, home(PersonState::withdrawn));
        put(Observable::not_reached, home(PersonState::not_reached));
        put(Observable::regions_active, 0);
        put(Observable::lpg_price, forcing.price[p]);
        put(Observable::shutdown, forcing.shutdown[p]);
        put(Observable::state_of_emergency, forcing.emergency[p]);
        put(Observable::perceived_activity, state.field(Field::perceived_activity)[p]);
        put(Observable::grievance, census.grievance_people > 0
                                       ? census.grievance_sum / static_cast<double>(census.grievance_people)
                                       : 0.0);
        put(Observable::legitimacy, state.field(Field::legitimacy)[p]);
        put(Observable::demand_level, state.field(Field::demand_level)[p]);
        put(Observable::anger, state.field(Field::anger)[p]);
        put(Observable::armed_crowd, tally(Tally::crowd_armed));
        put(Observable::strikers, tables.strikers[p]);
        put(Observable::strikes_now, tables.strikes_now[p]);
        put(Observable::output_lost, tables.output_lost[p]);
        double taken = 0;
        for (int s = 0; s < weapon_source_count; ++s) {
            const double got = weapons_from(state, static_cast<WeaponSource>(s), p);
            put(static_cast<Observable>(static_cast<int>(Observable::weapons_looted) + s), got);
            taken += s <= static_cast<int>(WeaponSource::own_guns) ? got : 0;
        }
        put(Observable::weapons_hidden, weapons_in(state, Holding::hidden, p));
        put(Observable::weapons_recovered, weapons_in(state, Holding::recovered, p));
        // Weapons travel with those who carry them: only the country's sum is the ledger's residual.
        put(Observable::arming_residual,
            weapons_in(state, Holding::loose, p) + weapons_in(state, Holding::held, p) +
                weapons_in(state, Holding::hidden, p) + weapons_in(state, Holding::recovered, p) - taken);
        put(Observable::security_dead_total, tally(Tally::security_dead_total));
        put(Observable::security_injured_total, tally(Tally::security_injured_total));
        put(Observable::foreign_detained_total, tally(Tally::foreign_detained_total));
        put(Observable::foreign_dead_total, tally(Tally::foreign_dead_total));
        put(Observable::officers_deployed, society.units.empty() ? forcing.officers[p] : tables.deployed[p]);
        put(Observable::units_standing_aside, tables.standing_aside[p]);
        put(Observable::units_switched, tables.switched[p]);
        put(Observable::units_captured, tables.captured[p]);
        put(Observable::defections_total, tally(Tally::defections_total));
        put(Observable::sites_lost, tables.sites_lost[p]);
        put(Observable::sites_abandoned_total, tally(Tally::sites_abandoned_total));
        put(Observable::sites_stormed_total, tally(Tally::sites_stormed_total));
        put(Observable::city_contest, state.field(Field::city_contest)[p]);
        put(Observable::cities_lost, tally(Tally::city_lost));
        put(Observable::organised_share, state.field(Field::organisation)[p]);
        put(Observable::guarantee, state.national(National::guarantee));
        put(Observable::foreign_troops, state.national(National::foreign_troops));
        put(Observable::cliques_active, cliques_active);
        put(Observable::purges_total, state.national(National::purges));
        put(Observable::regime_strength, state.field(Field::regime_strength)[p]);
        put(Observable::threat, state.national(National::threat));
        put(Observable::concession_level, state.national(National::concession_level));
        put(Observable::settlement, state.national(National::settlement));
        put(Observable::resigned, state.national(National::resigned));
    }
    aggregate_tick(model, tick, history);
}

void aggregate_tick(const Model& model, int tick, History& history) {
    // Parents come before their children, so walking backwards finishes children first.
    for (std::size_t i = 0; i < model.places.size(); ++i) {
        if (model.places[i].leaf >= 0) {
            continue;
        }
        for (int o = 0; o < observable_count; ++o) {
            history.at(tick, static_cast<int>(i), static_cast<Observable>(o)) = 0;
        }
    }
    for (std::size_t i = model.places.size(); i-- > 0;) {
        const Place& place = model.places[i];
        if (place.parent < 0) {
            continue;
        }
        const Place& parent = model.places[static_cast<std::size_t>(place.parent)];
        for (int o = 0; o < observable_count; ++o) {
            const auto observable = static_cast<Observable>(o);
            const double value = history.at(tick, static_cast<int>(i), observable);
            double& sum = history.at(tick, place.parent, observable);
            switch (describe(observable).aggregation) {
                case Aggregation::sum:
                    sum += value;
                    break;
                case Aggregation::mean_by_population:
                    sum += value * static_cast<double>(place.population) /
                           static_cast<double>(parent.population);
                    break;
                case Aggregation::same:
                    sum = value;
                    break;
                case Aggregation::count_regions:
                    if (place.kind == PlaceKind::region &&
                        history.at(tick, static_cast<int>(i), Observable::crowd) >= model.event_size) {
                        sum += 1;
                    }
                    break;
            }
        }
    }
}

void count_conserved(const Society& society, const State& state, Conserved& out) {
    const Layout& layout = society.layout;
    const auto counts = state.counts();
    const std::size_t rows_per_stratum =
        static_cast<std::size_t>(person_state_count) * static_cast<std::size_t>(layout.bins());
    out.people.clear();
    out.weapons.clear();
    for (std::size_t first = 0; first < counts.size(); first += rows_per_stratum) {
        out.people.push_back(sum_of(counts.subspan(first, rows_per_stratum)));
    }
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        std::int64_t weapons =
            sum_of(state.column(unit_weapons(type))) + sum_of(state.column(facility_weapons(type)));
        for (int h = 0; h < holding_count; ++h) {
            weapons += sum_of(state.weapons(type, static_cast<Holding>(h)));
        }
        out.weapons.push_back(weapons);
    }
    out.members.assign(static_cast<std::size_t>(layout.units), 0);
    for (int s = 0; s < unit_state_count; ++s) {
        const auto members = state.column(static_cast<UnitColumn>(s));
        for (std::size_t unit = 0; unit < members.size(); ++unit) {
            out.members[unit] += members[unit];
        }
    }
}

std::string find_broken_invariant(const Model& model, const Society& society, const State& state,
                                  const Conserved& conserved) {
    const Layout& layout = society.layout;
    const auto name = [&](std::size_t leaf) {
        return model.places[static_cast<std::size_t>(model.leaves[leaf])].id;
    };
    const auto counts = state.counts();
    const std::size_t looked_at = any_negative(counts) ? counts.size() : 0;
    for (std::size_t row = 0; row < looked_at; ++row) {
        if (counts[row] < 0) {
            return "row " + std::to_string(row) + " holds " + std::to_string(counts[row]) + " people";
        }
    }
    thread_local Conserved now;  // kept, so that a tick allocates nothing
    count_conserved(society, state, now);
    const auto strata = static_cast<std::size_t>(layout.strata);
    for (std::size_t i = 0; i < now.people.size(); ++i) {
        if (now.people[i] != conserved.people[i]) {
            return "people of " + name(i / strata) + ", stratum " + model.strata[i % strata].id + " were " +
                   std::to_string(conserved.people[i]) + " and are " + std::to_string(now.people[i]);
        }
    }
    for (std::size_t t = 0; t < now.weapons.size(); ++t) {
        if (now.weapons[t] != conserved.weapons[t]) {
            return "weapons of type " + std::string(weapon_type_names[t]) + " were " +
                   std::to_string(conserved.weapons[t]) + " and are " + std::to_string(now.weapons[t]);
        }
    }
    for (std::size_t unit = 0; unit < now.members.size(); ++unit) {
        if (now.members[unit] != conserved.members[unit]) {
            return "members of unit " + society.units[unit].id + " were " +
                   std::to_string(conserved.members[unit]) + " and are " + std::to_string(now.members[unit]);
        }
    }
    return find_negative_or_unmatched(model, society, state);
}

}  // namespace upsurge
