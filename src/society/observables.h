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
};
inline constexpr int observable_count = 18;

/// How the value of a region or the country follows from its places.
enum class Aggregation { sum, mean_by_population, count_regions };

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
