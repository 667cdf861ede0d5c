/// Observables: named numbers per place and time, the common tongue of histories and reports.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace upsurge {

enum class ObservableKind {
    stock,  ///< how many now; over a window a report means the largest value
    daily,  ///< counts since local midnight; over a window the value at its end, at most at the day's end
    cumulative,  ///< counts since the start; over a window the value at its end
    field,       ///< a level; over a window its mean
};

enum class Observable : int {
    crowd,
    violent_crowd,
    participants_today,
    detained_now,
    detentions_total,
    injured_total,
    dead_total,
    withdrawn,
    not_reached,
    regions_active,
    lpg_price,
    shutdown,
    state_of_emergency,
    perceived_activity,
    grievance,
    legitimacy,
    demand_level,
    anger,
    armed_crowd,
    strikers,
    strikes_now,
    output_lost,
    weapons_looted,
    weapons_stormed,
    weapons_surrendered,
    weapons_own,
    weapons_distributed,
    weapons_inflow,
    weapons_hidden,
    weapons_recovered,
    arming_residual,
    security_dead_total,
    security_injured_total,
    foreign_detained_total,
    foreign_dead_total,
    officers_deployed,
    units_standing_aside,
    units_switched,
    units_captured,
    defections_total,
    sites_lost,
    sites_abandoned_total,
    sites_stormed_total,
    city_contest,
    cities_lost,
    organised_share,
    guarantee,
    foreign_troops,
    cliques_active,
    purges_total,
    regime_strength,
    threat,
    concession_level,
    settlement,
    resigned,
};
inline constexpr int observable_count = 55;

/// How the value of a region or the country follows from its places.
enum class Aggregation {
    sum,
    mean_by_population,
    count_regions,
    same,  ///< a number of the whole country, the same at every place
};

struct ObservableDescription {
    std::string_view id;
    std::string_view name;
    std::string_view unit;
    ObservableKind kind;
    Aggregation aggregation;
};

inline constexpr std::array<ObservableDescription, observable_count> observable_descriptions = {{
    {"crowd", "people in the street", "people", ObservableKind::stock, Aggregation::sum},
    {"violent_crowd", "people in the street, violent", "people", ObservableKind::stock, Aggregation::sum},
    {"participants_today", "people who joined since midnight", "people", ObservableKind::daily,
     Aggregation::sum},
    {"detained_now", "people in detention", "people", ObservableKind::stock, Aggregation::sum},
    {"detentions_total", "detentions so far", "people", ObservableKind::cumulative, Aggregation::sum},
    {"injured_total", "civilians injured so far", "people", ObservableKind::cumulative, Aggregation::sum},
    {"dead_total", "civilians killed so far", "people", ObservableKind::cumulative, Aggregation::sum},
    {"withdrawn", "people who withdrew", "people", ObservableKind::stock, Aggregation::sum},
    {"not_reached", "people whom no news reached", "people", ObservableKind::stock, Aggregation::sum},
    {"regions_active", "regions with a crowd", "regions", ObservableKind::stock, Aggregation::count_regions},
    {"lpg_price", "price of liquefied gas", "tenge/litre", ObservableKind::field,
     Aggregation::mean_by_population},
    {"shutdown", "depth of the internet shutdown", "0..1", ObservableKind::field,
     Aggregation::mean_by_population},
    {"state_of_emergency", "share of people under a state of emergency", "0..1", ObservableKind::field,
     Aggregation::mean_by_population},
    {"perceived_activity", "perceived share in the street", "share", ObservableKind::field,
     Aggregation::mean_by_population},
    {"grievance", "mean grievance", "0..1", ObservableKind::field, Aggregation::mean_by_population},
    {"legitimacy", "legitimacy", "0..1", ObservableKind::field, Aggregation::mean_by_population},
    {"demand_level", "level of demands", "1..3", ObservableKind::field, Aggregation::mean_by_population},
    {"anger", "anger after harm", "grievance units", ObservableKind::field, Aggregation::mean_by_population},
    {"armed_crowd", "people in the street, armed", "people", ObservableKind::stock, Aggregation::sum},
    {"strikers", "workers on strike", "people", ObservableKind::stock, Aggregation::sum},
    {"strikes_now", "workplaces on strike", "workplaces", ObservableKind::stock, Aggregation::sum},
    {"output_lost", "share of listed output lost to strikes", "0..1", ObservableKind::stock,
     Aggregation::sum},
    {"weapons_looted", "weapons taken from shops so far", "weapons", ObservableKind::cumulative,
     Aggregation::sum},
    {"weapons_stormed", "weapons taken from stormed sites so far", "weapons", ObservableKind::cumulative,
     Aggregation::sum},
    {"weapons_surrendered", "weapons given up by units so far", "weapons", ObservableKind::cumulative,
     Aggregation::sum},
    {"weapons_own", "weapons brought from households so far", "weapons", ObservableKind::cumulative,
     Aggregation::sum},
    {"weapons_distributed", "weapons handed out by cliques so far", "weapons", ObservableKind::cumulative,
     Aggregation::sum},
    {"weapons_inflow", "weapons from abroad so far", "weapons", ObservableKind::cumulative, Aggregation::sum},
    {"weapons_hidden", "weapons dropped or hidden", "weapons", ObservableKind::stock, Aggregation::sum},
    {"weapons_recovered", "weapons recovered so far", "weapons", ObservableKind::cumulative,
     Aggregation::sum},
    {"arming_residual", "weapons beyond those taken, surrendered or owned", "weapons", ObservableKind::stock,
     Aggregation::sum},
    {"security_dead_total", "members of the security forces killed so far", "people",
     ObservableKind::cumulative, Aggregation::sum},
    {"security_injured_total", "members of the security forces injured so far", "people",
     ObservableKind::cumulative, Aggregation::sum},
    {"foreign_detained_total", "people from abroad detained so far", "people", ObservableKind::cumulative,
     Aggregation::sum},
    {"foreign_dead_total", "people from abroad killed so far", "people", ObservableKind::cumulative,
     Aggregation::sum},
    {"officers_deployed", "members of the security forces deployed", "people", ObservableKind::stock,
     Aggregation::sum},
    {"units_standing_aside", "members of units standing aside", "people", ObservableKind::stock,
     Aggregation::sum},
    {"units_switched", "members of units gone over", "people", ObservableKind::stock, Aggregation::sum},
    {"units_captured", "members of units captured", "people", ObservableKind::stock, Aggregation::sum},
    {"defections_total", "members of units gone over so far", "people", ObservableKind::cumulative,
     Aggregation::sum},
    {"sites_lost", "facilities out of the government's hands", "facilities", ObservableKind::stock,
     Aggregation::sum},
    {"sites_abandoned_total", "facilities that fell without a garrison so far", "facilities",
     ObservableKind::cumulative, Aggregation::sum},
    {"sites_stormed_total", "facilities that fell to a crowd so far", "facilities",
     ObservableKind::cumulative, Aggregation::sum},
    {"city_contest", "how far control is contested", "0..1", ObservableKind::field,
     Aggregation::mean_by_population},
    {"cities_lost", "cities lost", "cities", ObservableKind::stock, Aggregation::sum},
    {"organised_share", "organised share of the active", "0..1", ObservableKind::field,
     Aggregation::mean_by_population},
    {"guarantee", "outside guarantee in force", "0..1", ObservableKind::field, Aggregation::same},
    {"foreign_troops", "foreign troops in the country", "people", ObservableKind::stock, Aggregation::same},
    {"cliques_active", "cliques acting against the incumbent", "cliques", ObservableKind::stock,
     Aggregation::same},
    {"purges_total", "purges so far", "purges", ObservableKind::cumulative, Aggregation::same},
    {"regime_strength", "strength of the regime", "strength", ObservableKind::field,
     Aggregation::mean_by_population},
    {"threat", "threat as the government sees it", "threat units", ObservableKind::field, Aggregation::same},
    {"concession_level", "highest concession in force", "level", ObservableKind::stock, Aggregation::same},
    {"settlement", "settlement in force", "0..1", ObservableKind::field, Aggregation::same},
    {"resigned", "incumbent resigned", "0..1", ObservableKind::field, Aggregation::same},
}};

inline std::optional<Observable> find_observable(std::string_view id) {
    for (int i = 0; i < observable_count; ++i) {
        if (observable_descriptions[static_cast<std::size_t>(i)].id == id) {
            return static_cast<Observable>(i);
        }
    }
    return std::nullopt;
}
inline const ObservableDescription& describe(Observable observable) {
    return observable_descriptions[static_cast<std::size_t>(observable)];
}

}  // namespace upsurge
