/// M11, infiltration: cadres, weapons and media from abroad.
///
///   people of places abroad   e(Q -> P) = cadre_rate, and nothing else moves them out
///   weapons                   inflow_rate an hour, where those people go, or by population
///   media                     perceived += media_push f
#include "mechanisms/mechanism.h"

namespace upsurge {
namespace {

enum Index { entry_hour, cadre_rate, inflow_rate, media_push };

constexpr ParameterSpec table[] = {
    {"entry_hour", "hour", 0, -10000, 100000, "uniform(-24, 96)", Mark::assumed, "ours",
     "hours of the clock from which people come in"},
    {"cadre_rate", "1/hour", 0.02, 0, 10, "log_uniform(0.002, 0.1)", Mark::assumed, "ours",
     "rate at which each of those abroad comes in"},
    {"inflow_rate", "weapons/hour", 5, 0, 100000, "log_uniform(0.5, 50)", Mark::assumed, "ours",
     "weapons that come in"},
    {"media_push", "share", 0, 0, 1, "half_normal(0.001)", Mark::assumed, "ours",
     "perceived activity added by outside media"},
};

constexpr const char* entry_options[] = {"off", "on"};
enum SwitchIndex { entry_switch };
constexpr SwitchSpec switches[] = {
    {"entry", entry_options, "whether anything comes in from abroad"},
};

/// Whether anything comes in during this tick.
bool is_open(const TickContext& tick) {
    return tick.option(entry_switch) == 1 && tick.clock_hours >= tick.value(entry_hour);
}

void push_media(TickContext& tick) {
    if (!is_open(tick)) {
        return;
    }
    const auto perceived = tick.state.field(Field::perceived_activity);
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        if (!tick.society.is_abroad(p)) {
            perceived[p] += tick.value(media_push, place) * tick.derived.news_factor[p];
        }
    }
}

/// Calls `use(place of the country, weight)` for wherever the crowds of places abroad go.
template <class Use>
void each_entrance(const Society& society, Use use) {
    for (std::size_t p = 0; p < society.destinations.size(); ++p) {
        if (!society.is_abroad(p)) {
            continue;
        }
        for (const Society::Destination& destination : society.destinations[p]) {
            const auto l = static_cast<std::size_t>(destination.location);
            if (!society.is_abroad(l) && destination.share > 0) {
                use(l, destination.share);
            }
        }
    }
}

void send_weapons(TickContext& tick) {
    if (!is_open(tick)) {
        return;
    }
    const Society& society = tick.society;
    const double rate = tick.value(inflow_rate);
    auto& inflow = tick.derived.inflow_per_hour;
    double weights = 0;
    each_entrance(society, [&](std::size_t, double weight) { weights += weight; });
    if (weights > 0) {
        each_entrance(society, [&](std::size_t l, double weight) { inflow[l] += rate * weight / weights; });
        return;
    }
    for (std::size_t l = 0; l < inflow.size(); ++l) {
        if (!society.is_abroad(l)) {
            inflow[l] += rate * static_cast<double>(society.population[l]) /
                         static_cast<double>(society.total_population);
        }
    }
}

void add_entry(const TickContext& tick, int place, int, std::span<double> hazard) {
    if (!tick.society.is_abroad(static_cast<std::size_t>(place)) || !is_open(tick)) {
        return;
    }
    for (double& h : hazard) {
        h += tick.value(cadre_rate, place);
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::at_home, PersonState::peaceful}, add_entry},
};

}  // namespace

extern const Mechanism infiltration;
const Mechanism infiltration = {
    .name = "infiltration",
    .title = "Entry from abroad",
    .group = "M11",
    .summary = "People and weapons come in from outside, and outside media push.",
    .source = "the equations are ours",
    .parameters = table,
    .switches = switches,
    .inform = push_media,
    .decide = send_weapons,
    .hazards = hazards,
};

}  // namespace upsurge
