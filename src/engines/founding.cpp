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
    return society;
}

State found_state(const Model& model, const Society& society, const ParameterValues& values) {
    const Layout& layout = society.layout;
    State state(layout);
    std::ranges::fill(state.field(Field::demand_level), 1.0);  // also where no mechanism moves it
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
