#include "engines/founding.h"

#include <algorithm>
#include <cmath>

#include "mechanisms/hardship.h"
#include "mechanisms/registry.h"
#include "numbers/apportion.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

/// The value of a parameter at a leaf, or `otherwise` where its mechanism is off.
double value_if_on(const Model& model, const ParameterValues& values, const char* id, int leaf,
                   double otherwise) {
    const std::optional<int> index = find_parameter(id);
    UPSURGE_CHECK(index.has_value(), "a parameter of the start is not registered");
    const auto& owner = all_mechanisms()[static_cast<std::size_t>(
                                             all_parameters()[static_cast<std::size_t>(*index)].mechanism)]
                            ->name;
    const bool on =
        std::find(model.mechanisms.begin(), model.mechanisms.end(), owner) != model.mechanisms.end();
    return on ? values.at(*index, leaf) : otherwise;
}

/// Share of each trait bin: hardship x risk aversion x organised, independent at the start.
std::vector<double> bin_shares(const Society& society, double organised_share) {
    const Layout& layout = society.layout;
    const std::vector<double> hardship = hardship_bin_shares(society);
    std::vector<double> shares(static_cast<std::size_t>(layout.bins()));
    for (int bin = 0; bin < layout.bins(); ++bin) {
        double share =
            hardship[static_cast<std::size_t>(layout.hardship_of(bin))] / layout.risk_aversion_bins;
        if (layout.organised_bins == 2) {
            share *= layout.organised_of(bin) == 1 ? organised_share : 1.0 - organised_share;
        }
        shares[static_cast<std::size_t>(bin)] = share;
    }
    return shares;
}

std::vector<std::vector<Society::Destination>> destinations_of(const Model& model) {
    std::vector<std::vector<Society::Destination>> result(model.leaves.size());
    std::vector<double> home(model.leaves.size(), 1.0);
    for (const Destination& destination : model.destinations) {
        home[static_cast<std::size_t>(destination.leaf)] -= destination.share;
    }
    for (std::size_t leaf = 0; leaf < result.size(); ++leaf) {
        result[leaf].push_back({static_cast<int>(leaf), std::max(0.0, home[leaf])});
    }
    for (const Destination& destination : model.destinations) {
        result[static_cast<std::size_t>(destination.leaf)].push_back(
            {destination.destination, destination.share});
    }
    return result;
}

}  // namespace

Society found_society(const Model& model) {
    Society society;
    society.layout = model.layout;
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        const Place& place = model.places[static_cast<std::size_t>(model.leaves[leaf])];
        std::int64_t people = 0;
        for (const std::int64_t count : model.people[leaf]) {
            people += count;
        }
        society.population.push_back(people);
        const bool abroad = place.kind == PlaceKind::abroad;
        UPSURGE_CHECK(!abroad || place.parent < 0, "a place abroad lies in another place");
        society.abroad.push_back(abroad ? 1 : 0);
        society.total_population += abroad ? 0 : people;
        society.latitude.push_back(place.latitude);
        society.longitude.push_back(place.longitude);
    }
    for (const Stratum& stratum : model.strata) {
        society.stratum_active.push_back(stratum.active ? 1 : 0);
        society.stratum_clandestine.push_back(stratum.clandestine ? 1 : 0);
    }
    society.hardship_cuts = model.hardship_cuts;
    society.hardship_values = model.hardship_values;
    for (int r = 0; r < model.layout.risk_aversion_bins; ++r) {
        society.risk_aversion.push_back((r + 0.5) / model.layout.risk_aversion_bins);
    }
    society.destinations = destinations_of(model);
    for (int leaf = 0; leaf < society.layout.places; ++leaf) {
        society.first_price.push_back(initial_price(model, leaf));
    }
    society.workplaces = model.workplaces;
    society.units = model.units;
    society.facilities = model.facilities;
    society.cliques = model.cliques;
    society.powers = model.powers;
    society.layout.workplaces = static_cast<int>(model.workplaces.size());
    society.layout.units = static_cast<int>(model.units.size());
    society.layout.facilities = static_cast<int>(model.facilities.size());
    society.layout.cliques = static_cast<int>(model.cliques.size());
    society.layout.powers = static_cast<int>(model.powers.size());
    return society;
}

namespace {

/// Total of a kind of weapon split over places by weight, largest remainder.
void stock(State& state, WeaponType type, Holding holding, int total, const std::vector<int>& leaves,
           const std::vector<double>& weights) {
    double sum = 0;
    for (const double weight : weights) {
        sum += weight;
    }
    std::vector<double> shares;
    for (const double weight : weights) {
        shares.push_back(sum > 0 ? weight / sum : 1.0 / static_cast<double>(weights.size()));
    }
    const std::vector<std::int64_t> parts = apportion(total, shares);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        state.weapons(type, holding)[static_cast<std::size_t>(leaves[i])] +=
            static_cast<std::int32_t>(parts[i]);
    }
}

/// Weapons as the scenario lists them: with units and facilities, in shops, in caches, abroad, in households.
void found_weapons(const Society& society, const Model& model, const ParameterValues& values, State& state) {
    std::vector<int> country;
    std::vector<double> people;
    for (int leaf = 0; leaf < society.layout.places; ++leaf) {
        if (society.abroad[static_cast<std::size_t>(leaf)] == 0) {
            country.push_back(leaf);
            people.push_back(static_cast<double>(society.population[static_cast<std::size_t>(leaf)]));
        }
    }
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        const auto of = [t](const WeaponCounts& counts) { return counts[static_cast<std::size_t>(t)]; };
        for (std::size_t i = 0; i < society.units.size(); ++i) {
            state.column(unit_weapons(type))[i] = of(society.units[i].weapons);
        }
        for (std::size_t i = 0; i < society.facilities.size(); ++i) {
            state.column(facility_weapons(type))[i] = of(society.facilities[i].weapons);
        }
        for (const GunShop& shop : model.gun_shops) {
            state.weapons(type, Holding::shop)[static_cast<std::size_t>(shop.leaf)] += of(shop.weapons);
        }
        for (const Clique& clique : society.cliques) {
            if (!clique.leaves.empty()) {
                stock(state, type, Holding::clique, of(clique.cache), clique.leaves,
                      std::vector<double>(clique.leaves.size(), 1.0));
            }
        }
        for (const Power& power : society.powers) {
            if (power.side == PowerSide::rival) {
                stock(state, type, Holding::abroad, of(power.weapons), country, people);
            }
        }
    }
    for (const int leaf : country) {
        const double share = value_if_on(model, values, "arming.households_per_thousand", leaf, 0.0) / 1000.0;
        const auto population = static_cast<double>(society.population[static_cast<std::size_t>(leaf)]);
        state.weapons(WeaponType::hunting, Holding::household)[static_cast<std::size_t>(leaf)] =
            static_cast<std::int32_t>(std::floor(share * population));
    }
}

/// Everybody in a unit is in reserve at its home.
void found_units(const Society& society, State& state) {
    for (std::size_t i = 0; i < society.units.size(); ++i) {
        state.column(UnitColumn::reserve)[i] = society.units[i].heads;
        state.column(UnitColumn::location)[i] = society.units[i].home;
    }
}

}  // namespace

State found_state(const Model& model, const Society& society, const ParameterValues& values) {
    const Layout& layout = society.layout;
    State state(layout);
    std::ranges::fill(state.field(Field::demand_level), 1.0);  // also where no mechanism moves it
    state.national(National::hours_since_negotiation) = never_hours;
    found_units(society, state);
    found_weapons(society, model, values, state);
    const auto counts = state.counts();
    for (int leaf = 0; leaf < layout.places; ++leaf) {
        const std::vector<double> shares =
            bin_shares(society, value_if_on(model, values, "participation.organised_share", leaf, 0.0));
        const double unreached = value_if_on(model, values, "information.unreached_share", leaf, 0.0);
        for (int stratum = 0; stratum < layout.strata; ++stratum) {
            const std::int64_t people =
                model.people[static_cast<std::size_t>(leaf)][static_cast<std::size_t>(stratum)];
            if (society.stratum_active[static_cast<std::size_t>(stratum)] == 0) {
                counts[layout.row(leaf, stratum, PersonState::at_home, 0)] =
                    static_cast<std::int32_t>(people);
                continue;
            }
            const std::vector<std::int64_t> per_bin = apportion(people, shares);
            for (int bin = 0; bin < layout.bins(); ++bin) {
                const std::int64_t here = per_bin[static_cast<std::size_t>(bin)];
                const auto hidden =
                    static_cast<std::int64_t>(std::floor(unreached * static_cast<double>(here) + 0.5));
                counts[layout.row(leaf, stratum, PersonState::not_reached, bin)] =
                    static_cast<std::int32_t>(hidden);
                counts[layout.row(leaf, stratum, PersonState::at_home, bin)] =
                    static_cast<std::int32_t>(here - hidden);
            }
        }
    }
    return state;
}

double initial_price(const Model& model, int leaf) {
    const ScheduleEntry* earliest = nullptr;
    for (const ScheduleEntry& entry : model.schedule) {
        const bool here = entry.kind == ScheduleKind::price &&
                          std::find(entry.leaves.begin(), entry.leaves.end(), leaf) != entry.leaves.end();
        if (here && (earliest == nullptr || entry.from <= earliest->from)) {
            earliest = &entry;
        }
    }
    return earliest != nullptr ? earliest->value : 1.0;
}

std::vector<std::uint8_t> chosen_options(const Model& model) {
    std::vector<std::uint8_t> options;
    for (const RegisteredSwitch& registered : all_switches()) {
        std::uint8_t chosen = 0;
        const auto found = model.switches.find(registered.id);
        if (found != model.switches.end()) {
            for (std::size_t i = 0; i < registered.spec->options.size(); ++i) {
                if (found->second == registered.spec->options[i]) {
                    chosen = static_cast<std::uint8_t>(i);
                }
            }
        }
        options.push_back(chosen);
    }
    return options;
}

std::vector<std::uint8_t> mechanisms_on(const Model& model) {
    std::vector<std::uint8_t> on;
    for (const Mechanism* mechanism : all_mechanisms()) {
        const bool listed = std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism->name) !=
                            model.mechanisms.end();
        on.push_back(listed ? 1 : 0);
    }
    return on;
}

}  // namespace upsurge
