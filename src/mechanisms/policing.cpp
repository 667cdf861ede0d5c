/// M5, policing: dispersal, arrests and harm by the security forces present.
///
///   dispersal  e(P, V -> Q) += disperse_rate C/(C + A)               (ordered to disperse or fire)
///   arrests    floor(C arrest_rate d + U) a sub-tick, limited by crowd and cells; weights P 1, V and G and W
///   harm       negative binomial, mean rate C A/(A + C) d            (ordered to disperse or fire)
///
/// Arrests and harm are quotas: fixed numbers taken from everybody at the location. Between states the
/// draw is Wallenius' noncentral hypergeometric, inside a state everybody is equally likely.
#include <algorithm>
#include <array>
#include <cmath>

#include "mechanisms/mechanism.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index {
    disperse_rate,
    arrest_rate,
    arrest_weight_violent,
    arrest_weight_armed,
    arrest_weight_striker,
    detention_capacity,
    harm_rate_disperse,
    harm_rate_fire,
    harm_dispersion,
    harm_weight_violent,
    bystander_weight,
    injured_per_death,
    injured_per_death_disperse
};

constexpr ParameterSpec table[] = {
    {"disperse_rate", "1/hour", 0.3, 0, 10, "log_uniform(0.1, 1)", Mark::assumed, "ours",
     "rate at which overwhelming security forces clear a street"},
    {"arrest_rate", "1/officer-hour", 0.01, 0, 1, "log_uniform(0.002, 0.2)", Mark::assumed, "ours",
     "arrests an officer makes an hour"},
    {"arrest_weight_violent", "factor", 3, 0.01, 100, "", Mark::assumed, "ours",
     "how much likelier a violent protester is to be arrested than a peaceful one"},
    {"arrest_weight_armed", "factor", 1, 0.01, 100, "", Mark::assumed, "ours", "the same for an armed one"},
    {"arrest_weight_striker", "factor", 0.3, 0, 100, "", Mark::assumed, "ours",
     "the same for a striker who is not in the street"},
    {"detention_capacity", "share", 0.003, 0, 1, "log_uniform(0.001, 0.01)", Mark::assumed, "ours",
     "places in cells per resident"},
    {"harm_rate_disperse", "1/officer-hour", 0.002, 0, 10, "log_uniform(1e-4, 0.02)", Mark::assumed, "ours",
     "people hurt per officer and hour of dispersal"},
    {"harm_rate_fire", "1/officer-hour", 0.02, 0, 10, "log_uniform(0.001, 0.2)", Mark::assumed, "ours",
     "people hit per officer and hour when ordered to fire"},
    {"harm_dispersion", "size", 1, 0.01, 1000, "", Mark::assumed, "ours",
     "size of the negative binomial law of harm: smaller, more uneven"},
    {"harm_weight_violent", "factor", 3, 0.01, 100, "", Mark::assumed, "ours",
     "how much likelier a violent protester is to be hit than a peaceful one"},
    {"bystander_weight", "factor", 1e-5, 0, 1, "", Mark::assumed, "ours",
     "how likely a resident at home is to be hit against a peaceful protester"},
    {"injured_per_death", "ratio", 15, 0.1, 1000, "uniform(10, 30)", Mark::assumed,
     "about 20 injured per death in the case; range 10 to 30", "injured per death when ordered to fire"},
    {"injured_per_death_disperse", "ratio", 300, 0.1, 1e6, "", Mark::assumed, "ours",
     "injured per death in dispersal without firearms"},
};

bool clears_streets(Policing policing) {
    return policing == Policing::disperse || policing == Policing::fire;
}

void count_officers(TickContext& tick) {
    const auto peaceful = tick.state.tally(Tally::crowd_peaceful);
    const auto violent = tick.state.tally(Tally::crowd_violent);
    const auto armed = tick.state.tally(Tally::crowd_armed);
    for (std::size_t l = 0; l < peaceful.size(); ++l) {
        const Policing order = tick.forcing.policing[l];
        const double officers = order == Policing::tolerate ? 0.0 : tick.derived.officers_present[l];
        const double crowd = static_cast<double>(peaceful[l] + violent[l] + armed[l]);
        tick.derived.officers_on_scene[l] = officers;
        tick.derived.officer_share[l] =
            clears_streets(order) && officers > 0 ? officers / (officers + crowd) : 0.0;
    }
}

void add_dispersal(const TickContext& tick, int place, int, std::span<double> hazard) {
    double share = 0;
    for (const Society::Destination& destination :
         tick.society.destinations[static_cast<std::size_t>(place)]) {
        share +=
            destination.share * tick.derived.officer_share[static_cast<std::size_t>(destination.location)];
    }
    if (share > 0) {
        for (double& h : hazard) {
            h += tick.value(disperse_rate, place) * share;
        }
    }
}

std::int64_t detained_residents(const TickContext& tick, int place) {
    const Layout& layout = tick.society.layout;
    const auto counts = static_cast<const State&>(tick.state).counts();
    std::int64_t sum = 0;
    for (int stratum = 0; stratum < layout.strata; ++stratum) {
        const std::size_t first = layout.block(place, stratum, PersonState::detained);
        for (int bin = 0; bin < layout.bins(); ++bin) {
            sum += counts[first + static_cast<std::size_t>(bin)];
        }
    }
    return sum;
}

void arrest(TickContext& tick, int location, int sub_tick, double hours, QuotaPool& pool) {
    const auto l = static_cast<std::size_t>(location);
    Draws draws = tick.draws(Process::arrests, static_cast<std::uint32_t>(location), 0, sub_tick);
    const double aim = tick.derived.officers_on_scene[l] * tick.value(arrest_rate, location) * hours;
    std::int64_t quota = static_cast<std::int64_t>(std::floor(aim + draws.uniform()));
    const double cells = std::floor(tick.value(detention_capacity, location) *
                                    static_cast<double>(tick.society.population[l]));
    constexpr std::array<PoolGroup, 4> groups = {PoolGroup::peaceful, PoolGroup::violent, PoolGroup::armed,
                                                 PoolGroup::strikers};
    const std::array<double, 4> weights = {1.0, tick.value(arrest_weight_violent, location),
                                           tick.value(arrest_weight_armed, location),
                                           tick.value(arrest_weight_striker, location)};
    std::array<std::int64_t, 4> people{};
    std::int64_t reachable = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        people[g] = pool.people(groups[g]);
        reachable += weights[g] > 0 ? people[g] : 0;
    }
    quota = std::min(
        {quota, reachable,
         std::max<std::int64_t>(0, static_cast<std::int64_t>(cells) - detained_residents(tick, location))});
    if (quota == 0) {
        return;
    }
    std::array<std::int64_t, 4> taken{};
    wallenius(draws, people, weights, quota, taken);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        pool.move(draws, groups[g], taken[g], PersonState::detained);
        tick.state.tally(Tally::foreign_detained_total)[l] += pool.taken_from_abroad();
    }
    tick.state.tally(Tally::detentions_total)[l] += quota;
    tick.state.tally(Tally::arrests_last)[l] += quota;
}

void harm(TickContext& tick, int location, int sub_tick, double hours, QuotaPool& pool) {
    const auto l = static_cast<std::size_t>(location);
    const bool firing = tick.forcing.policing[l] == Policing::fire;
    const double officers = tick.derived.officers_on_scene[l];
    constexpr std::array<PoolGroup, 4> groups = {PoolGroup::peaceful, PoolGroup::violent, PoolGroup::armed,
                                                 PoolGroup::residents};
    const double crowd = static_cast<double>(pool.crowd());
    if (crowd == 0) {
        return;
    }
    const double rate = tick.value(firing ? harm_rate_fire : harm_rate_disperse, location);
    const double mean = rate * officers * crowd / (crowd + officers) * hours;
    Draws draws = tick.draws(Process::harm, static_cast<std::uint32_t>(location), 0, sub_tick);
    std::int64_t hits = mean > 0 ? negative_binomial(draws, mean, tick.value(harm_dispersion, location)) : 0;
    if (hits == 0) {
        return;
    }
    const std::array<double, 4> weights = {1.0, tick.value(harm_weight_violent, location),
                                           tick.value(harm_weight_violent, location),
                                           tick.value(bystander_weight, location)};
    std::array<std::int64_t, 4> people{};
    std::int64_t reachable = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        people[g] = weights[g] > 0 ? pool.people(groups[g]) : 0;
        reachable += people[g];
    }
    hits = std::min(hits, reachable);
    std::array<std::int64_t, 4> victims{};
    wallenius(draws, people, weights, hits, victims);
    const double lethality =
        1.0 / (1.0 + tick.value(firing ? injured_per_death : injured_per_death_disperse, location));
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const std::int64_t deaths = binomial(draws, victims[g], lethality);
        pool.move(draws, groups[g], deaths, PersonState::dead);
        tick.state.tally(Tally::foreign_dead_total)[l] += pool.taken_from_abroad();
        pool.move(draws, groups[g], victims[g] - deaths, PersonState::injured);
        tick.state.tally(Tally::dead_total)[l] += deaths;
        tick.state.tally(Tally::deaths_last)[l] += deaths;
        tick.state.tally(Tally::injured_total)[l] += victims[g] - deaths;
        tick.state.tally(Tally::injuries_last)[l] += victims[g] - deaths;
    }
}

void meet(TickContext& tick, int location, int sub_tick, double hours, QuotaPool& pool) {
    if (tick.derived.officers_on_scene[static_cast<std::size_t>(location)] <= 0) {
        return;
    }
    if (pool.crowd() + pool.people(PoolGroup::strikers) == 0) {
        return;
    }
    arrest(tick, location, sub_tick, hours, pool);
    if (clears_streets(tick.forcing.policing[static_cast<std::size_t>(location)])) {
        harm(tick, location, sub_tick, hours, pool);
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::peaceful, PersonState::at_home}, add_dispersal},
    {FlowPhase::street, {PersonState::violent, PersonState::at_home}, add_dispersal},
};

}  // namespace

extern const Mechanism policing;
const Mechanism policing = {
    .name = "policing",
    .title = "Dispersal, arrests and harm",
    .group = "M5",
    .summary = "Security forces on the scene clear streets, arrest and, when ordered to, hurt and kill.",
    .source =
        "Davenport 2007 doi:10.1146/annurev.polisci.10.101405.143216; Fog 2008 (Wallenius) "
        "doi:10.1080/03610910701790269; rates ours",
    .parameters = table,
    .switches = {},
    .update_fields = count_officers,
    .hazards = hazards,
    .encounter = meet,
};

}  // namespace upsurge
