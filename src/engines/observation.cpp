#include "engines/observation.h"

#include <array>

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
    const auto counts = state.counts();
    const int bins = layout.bins();
    HomeCensus census;
    for (int stratum = 0; stratum < layout.strata; ++stratum) {
        const bool active = society.stratum_active[static_cast<std::size_t>(stratum)] != 0;
        for (int s = 0; s < person_state_count; ++s) {
            const std::size_t first = layout.block(place, stratum, static_cast<PersonState>(s));
            const bool feels = active && static_cast<PersonState>(s) != PersonState::dead;
            for (int bin = 0; bin < bins; ++bin) {
                const std::int32_t count = counts[first + static_cast<std::size_t>(bin)];
                census.people[static_cast<std::size_t>(s)] += count;
                if (feels && count != 0) {
                    census.grievance_sum += grievance[static_cast<std::size_t>(place * bins + bin)] * count;
                    census.grievance_people += count;
                }
            }
        }
    }
    return census;
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
                  const std::vector<double>& grievance, int tick, History& history) {
    for (int leaf = 0; leaf < society.layout.places; ++leaf) {
        const auto p = static_cast<std::size_t>(leaf);
        const int place = model.leaves[p];
        const HomeCensus census = take_census(society, state, grievance, leaf);
        const auto put = [&](Observable observable, double value) {
            history.at(tick, place, observable) = value;
        };
        const auto tally = [&](Tally which) { return static_cast<double>(state.tally(which)[p]); };
        const auto home = [&](PersonState which) {
            return static_cast<double>(census.people[static_cast<std::size_t>(which)]);
        };
        put(Observable::crowd, tally(Tally::crowd_peaceful) + tally(Tally::crowd_violent));
        put(Observable::violent_crowd, tally(Tally::crowd_violent));
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

std::vector<std::int64_t> people_by_stratum(const Layout& layout, const State& state) {
    const auto counts = state.counts();
    const std::size_t rows_per_stratum =
        static_cast<std::size_t>(person_state_count) * static_cast<std::size_t>(layout.bins());
    std::vector<std::int64_t> people;
    for (std::size_t first = 0; first < counts.size(); first += rows_per_stratum) {
        std::int64_t sum = 0;
        for (std::size_t row = first; row < first + rows_per_stratum; ++row) {
            sum += counts[row];
        }
        people.push_back(sum);
    }
    return people;
}

std::string find_broken_invariant(const Model& model, const Layout& layout, const State& state,
                                  const std::vector<std::int64_t>& initial_people) {
    const auto counts = state.counts();
    for (std::size_t row = 0; row < counts.size(); ++row) {
        if (counts[row] < 0) {
            return "row " + std::to_string(row) + " holds " + std::to_string(counts[row]) + " people";
        }
    }
    const std::vector<std::int64_t> people = people_by_stratum(layout, state);
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (people[i] != initial_people[i]) {
            const std::size_t leaf = i / static_cast<std::size_t>(layout.strata);
            return "people of " + model.places[static_cast<std::size_t>(model.leaves[leaf])].id +
                   ", stratum " + model.strata[i % static_cast<std::size_t>(layout.strata)].id + " were " +
                   std::to_string(initial_people[i]) + " and are " + std::to_string(people[i]);
        }
    }
    return {};
}

}  // namespace upsurge
