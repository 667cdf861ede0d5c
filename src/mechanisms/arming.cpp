/// M8, arming: the ledger of weapons and the people who take them up.
///
///   loot       Bin(shop, loot_rate dt u (V+G)/(V+G+half)),  own guns likewise from households, to loose
///   arming     Bin(V, arm_violent r dt), Bin(P, ...), Bin(clients, ...), together at most what is loose
///   search     Bin(hidden), Bin(loose) at search_rate C/(C+A), to recovered
///   street     e(G -> V) = drop_rate
///
/// The number of armed people of a home place is the number of weapons held there: where they leave the
/// street their weapons are hidden in the next tick, where they are arrested or hit the weapons are
/// recovered at once.
#include <algorithm>
#include <array>
#include <cmath>

#include "mechanisms/mechanism.h"
#include "mechanisms/registry.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

enum Index {
    loot_rate,
    loot_crowd_half,
    loot_contest,
    households_per_thousand,
    own_gun_rate,
    arm_violent,
    arm_peaceful,
    arm_client,
    drop_rate,
    search_rate
};

constexpr ParameterSpec table[] = {
    {"loot_rate", "1/hour", 0.3, 0, 10, "log_uniform(0.05, 1)", Mark::assumed, "ours",
     "rate at which a violent crowd empties shops it has to itself"},
    {"loot_crowd_half", "people", 200, 0, 1000000000.0, "log_uniform(20, 2000)", Mark::assumed, "ours",
     "violent people at which that rate is half its ceiling"},
    {"loot_contest", "0..1", 0.3, 0, 1, "uniform(0.1, 0.7)", Mark::assumed, "ours",
     "contest of the city from which shops are open to looters"},
    {"households_per_thousand", "1/1000 people", 2, 0, 1000, "", Mark::assumed,
     "ours: about 1,300 illegal guns were handed in during one drive of 2022, part of what there is",
     "guns owned privately per thousand people at the start"},
    {"own_gun_rate", "1/hour", 0.001, 0, 10, "log_uniform(1e-5, 0.01)", Mark::assumed, "ours",
     "rate at which household guns are brought out where crowds are violent"},
    {"arm_violent", "1/hour", 0.1, 0, 10, "log_uniform(0.02, 0.2)", Mark::assumed, "ours",
     "rate at which a violent protester takes a weapon that is there"},
    {"arm_peaceful", "1/hour", 0.002, 0, 10, "log_uniform(1e-3, 0.02)", Mark::assumed, "ours",
     "the same for a peaceful protester"},
    {"arm_client", "1/hour", 0.05, 0, 10, "log_uniform(0.01, 0.2)", Mark::assumed, "ours",
     "the same for clients of clandestine networks at home where a clique is active"},
    {"drop_rate", "1/hour", 0.05, 0, 10, "log_uniform(0.01, 0.3)", Mark::assumed, "ours",
     "rate at which the armed drop their weapon"},
    {"search_rate", "1/hour", 0.01, 0, 10, "log_uniform(1e-3, 0.05)", Mark::assumed, "ours",
     "rate at which security forces find hidden weapons where they rule the street"},
};

/// Items in the address of a place's draws.
enum Step : std::uint32_t { drop, shops, households, distribution, inflow, arming_step, search, recover };

using ByType = std::array<std::int64_t, weapon_type_count>;

Draws draws_of(const TickContext& tick, int place, Step step) {
    return tick.draws(Process::weapons, static_cast<std::uint32_t>(place), step);
}

ByType weapons_in(const State& state, Holding holding, std::size_t place) {
    ByType weapons{};
    for (int t = 0; t < weapon_type_count; ++t) {
        weapons[static_cast<std::size_t>(t)] = state.weapons(static_cast<WeaponType>(t), holding)[place];
    }
    return weapons;
}

std::int64_t total(const ByType& weapons) {
    std::int64_t sum = 0;
    for (const std::int64_t count : weapons) {
        sum += count;
    }
    return sum;
}

void move_weapons(State& state, Holding from, std::size_t from_place, Holding to, std::size_t to_place,
                  const ByType& weapons) {
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        const auto count = static_cast<std::int32_t>(weapons[static_cast<std::size_t>(t)]);
        state.weapons(type, from)[from_place] -= count;
        state.weapons(type, to)[to_place] += count;
    }
}

void note_source(State& state, WeaponSource source, std::size_t place, const ByType& weapons) {
    for (int t = 0; t < weapon_type_count; ++t) {
        state.taken(static_cast<WeaponType>(t), source)[place] +=
            static_cast<std::int32_t>(weapons[static_cast<std::size_t>(t)]);
    }
}

/// Every weapon of a holding leaves it with the same chance; types in order.
ByType leave_by_hazard(const TickContext& tick, int place, Step step, Holding holding, double hazard) {
    const ByType there =
        weapons_in(static_cast<const State&>(tick.state), holding, static_cast<std::size_t>(place));
    ByType leaving{};
    if (hazard > 0 && total(there) > 0) {
        Draws draws = draws_of(tick, place, step);
        for (std::size_t t = 0; t < leaving.size(); ++t) {
            leaving[t] = binomial_exit(draws, there[t], hazard);
        }
    }
    return leaving;
}

std::int64_t armed_residents(const State& state, const Layout& layout, int place) {
    const auto counts = state.counts();
    std::int64_t sum = 0;
    for (int stratum = 0; stratum < layout.strata; ++stratum) {
        const std::size_t first = layout.block(place, stratum, PersonState::armed);
        for (int bin = 0; bin < layout.bins(); ++bin) {
            sum += counts[first + static_cast<std::size_t>(bin)];
        }
    }
    return sum;
}

/// Weapons that nobody of their home place carries any more go where `to` says.
void put_down(TickContext& tick, Step step, Holding to) {
    for (int place = 0; place < tick.places(); ++place) {
        const auto p = static_cast<std::size_t>(place);
        const ByType held = weapons_in(static_cast<const State&>(tick.state), Holding::held, p);
        if (total(held) == 0) {
            continue;
        }
        const std::int64_t left = total(held) - armed_residents(tick.state, tick.society.layout, place);
        UPSURGE_CHECK(left >= 0, "a place has more armed people than weapons in their hands");
        if (left > 0) {
            Draws draws = draws_of(tick, place, step);
            ByType gone{};
            multivariate_hypergeometric(draws, held, left, gone);
            move_weapons(tick.state, Holding::held, p, to, p, gone);
        }
    }
}

void hide_dropped(TickContext& tick) {
    put_down(tick, drop, Holding::hidden);
}

void recover_from_the_taken(TickContext& tick) {
    put_down(tick, recover, Holding::recovered);
}

/// Shops and households give way to a violent crowd.
void take_what_is_stored(TickContext& tick, int location, double crowd) {
    static const auto control = static_cast<std::size_t>(*find_mechanism("control"));
    if (crowd == 0) {
        return;
    }
    const auto l = static_cast<std::size_t>(location);
    const double strength = tick.hours * crowd / (crowd + tick.value(loot_crowd_half, location));
    const bool open = tick.mechanism_on[control] == 0 ||
                      tick.state.field(Field::city_contest)[l] >= tick.value(loot_contest, location);
    if (open) {
        const ByType looted =
            leave_by_hazard(tick, location, shops, Holding::shop, tick.value(loot_rate, location) * strength);
        move_weapons(tick.state, Holding::shop, l, Holding::loose, l, looted);
        note_source(tick.state, WeaponSource::loot, l, looted);
    }
    const ByType own = leave_by_hazard(tick, location, households, Holding::household,
                                       tick.value(own_gun_rate, location) * strength);
    move_weapons(tick.state, Holding::household, l, Holding::loose, l, own);
    note_source(tick.state, WeaponSource::own_guns, l, own);
}

/// Weapons handed out at a rate from a holding that may run dry.
void hand_out(TickContext& tick, int location, Step step, double per_hour, Holding from,
              WeaponSource source) {
    if (per_hour <= 0) {
        return;
    }
    const auto l = static_cast<std::size_t>(location);
    const ByType there = weapons_in(static_cast<const State&>(tick.state), from, l);
    Draws draws = draws_of(tick, location, step);
    const double wanted = std::floor(per_hour * tick.hours + draws.uniform());
    const double available = static_cast<double>(total(there));
    ByType given{};
    multivariate_hypergeometric(draws, there, static_cast<std::int64_t>(std::min(wanted, available)), given);
    move_weapons(tick.state, from, l, Holding::loose, l, given);
    note_source(tick.state, source, l, given);
}

/// Deals the weapons just taken to the homes of those who took them.
void share_out(TickContext& tick, std::size_t location, const QuotaPool& pool, Draws& draws, ByType& taken) {
    for (const QuotaPool::Entry& entry : pool.taken()) {
        ByType mine{};
        multivariate_hypergeometric(draws, taken, entry.count, mine);
        const auto home = static_cast<std::size_t>(pool.home_of(entry.row));
        move_weapons(tick.state, Holding::loose, location, Holding::held, home, mine);
        for (std::size_t t = 0; t < taken.size(); ++t) {
            taken[t] -= mine[t];
        }
    }
}

void take_up_weapons(TickContext& tick, int location, QuotaPool& pool) {
    const auto l = static_cast<std::size_t>(location);
    const ByType loose = weapons_in(static_cast<const State&>(tick.state), Holding::loose, l);
    const std::int64_t available = total(loose);
    if (available == 0) {
        return;
    }
    constexpr std::array<PoolGroup, 3> groups = {PoolGroup::violent, PoolGroup::peaceful, PoolGroup::clients};
    const bool clients_called = tick.derived.clique_active_at[l] != 0;
    const double factor = tick.derived.refusal_factor[l] * tick.hours;
    const std::array<double, 3> hazards = {tick.value(arm_violent, location) * factor,
                                           tick.value(arm_peaceful, location) * factor,
                                           clients_called ? tick.value(arm_client, location) * factor : 0.0};
    Draws draws = draws_of(tick, location, arming_step);
    std::array<std::int64_t, 3> want{};
    std::int64_t wanted = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (hazards[g] > 0) {
            want[g] = binomial_exit(draws, pool.people(groups[g]), hazards[g]);
            wanted += want[g];
        }
    }
    std::array<std::int64_t, 3> get = want;
    if (wanted > available) {
        multivariate_hypergeometric(draws, want, available, get);
        wanted = available;
    }
    if (wanted == 0) {
        return;
    }
    ByType taken{};
    multivariate_hypergeometric(draws, loose, wanted, taken);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        pool.move(draws, groups[g], get[g], PersonState::armed);
        share_out(tick, l, pool, draws, taken);
    }
}

void search_the_place(TickContext& tick, int location) {
    const auto l = static_cast<std::size_t>(location);
    const double officers = tick.derived.officers_on_scene[l];
    if (officers <= 0) {
        return;
    }
    const State& before = tick.state;
    const double crowd =
        static_cast<double>(before.tally(Tally::crowd_peaceful)[l] + before.tally(Tally::crowd_violent)[l] +
                            before.tally(Tally::crowd_armed)[l]);
    const double hazard = tick.value(search_rate, location) * officers / (officers + crowd) * tick.hours;
    if (hazard <= 0) {
        return;
    }
    Draws draws = draws_of(tick, location, search);
    for (const Holding holding : {Holding::hidden, Holding::loose}) {
        const ByType there = weapons_in(before, holding, l);
        ByType found{};
        for (std::size_t t = 0; t < found.size(); ++t) {
            found[t] = binomial_exit(draws, there[t], hazard);
        }
        move_weapons(tick.state, holding, l, Holding::recovered, l, found);
    }
}

void arm_location(TickContext& tick, int location, QuotaPool& pool) {
    const auto l = static_cast<std::size_t>(location);
    const std::int64_t crowd = pool.people(PoolGroup::violent) + pool.people(PoolGroup::armed);
    take_what_is_stored(tick, location, static_cast<double>(crowd));
    hand_out(tick, location, distribution, tick.derived.distribution_per_hour[l], Holding::clique,
             WeaponSource::distribution);
    hand_out(tick, location, inflow, tick.derived.inflow_per_hour[l], Holding::abroad, WeaponSource::inflow);
    take_up_weapons(tick, location, pool);
    search_the_place(tick, location);
}

void add_drop(const TickContext& tick, int place, int, std::span<double> hazard) {
    for (double& h : hazard) {
        h += tick.value(drop_rate, place);
    }
}

constexpr HazardTerm hazards[] = {
    {FlowPhase::street, {PersonState::armed, PersonState::violent}, add_drop},
};

}  // namespace

extern const Mechanism arming;
const Mechanism arming = {
    .name = "arming",
    .title = "Weapons: where they come from and who takes them",
    .group = "M8",
    .summary =
        "Shops are looted, sites stormed, units give up, households and cliques supply; people take what is "
        "there, drop and hide it.",
    .source = "the ledger and equations are ours; sources of the case in its README",
    .parameters = table,
    .switches = {},
    .hazards = hazards,
    .before_arming = hide_dropped,
    .arm = arm_location,
    .after_encounters = recover_from_the_taken,
};

}  // namespace upsurge
