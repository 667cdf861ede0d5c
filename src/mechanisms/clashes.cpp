/// M8, clashes: armed people against security forces, shot by shot.
///
///   officer hit    aim_armed y
///   armed hit      aim_state s (mu + (1 - mu) y/(y + A))
///   bystander hit  aim_state s (1 - mu) A/(y + A)
///   s              min(x, engagement y)
///
/// x officers, s of them in the fight, y armed people with members of units who went over, A the unarmed
/// crowd. Events follow one another exactly (Gillespie 1977) until the sub-tick ends, a side is gone or one
/// breaks off.
#include <algorithm>
#include <cmath>

#include "mechanisms/mechanism.h"
#include "mechanisms/registry.h"
#include "mechanisms/unit_moves.h"
#include "mechanisms/units_present.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index { aim_armed, aim_state, engagement, intelligence, break_off, injured_per_death_security };

constexpr ParameterSpec table[] = {
    {"aim_armed", "1/shooter-hour", 0.01, 0, 1000, "log_uniform(0.001, 0.05)", Mark::assumed, "ours",
     "members of the security forces hit per armed person and hour"},
    {"aim_state", "1/shooter-hour", 0.01, 0, 1000, "log_uniform(0.001, 0.05)", Mark::assumed, "ours",
     "people hit per officer and hour"},
    {"engagement", "officers/person", 5, 0.01, 1e9, "log_uniform(2, 20)", Mark::assumed,
     "ours: nobody shoots where nobody shot; without bound the laws of Lanchester hold, and Deitchman's "
     "where those hit are replaced",
     "officers in the fight for each armed person, at most"},
    {"intelligence", "share", 0.33, 0, 1, "beta(2, 4)", Mark::literature,
     "after Kress and MacKay 2014: 1 is Lanchester's square law, 0 Deitchman's mixed law",
     "share of the security forces' fire that is aimed"},
    {"break_off", "share", 0.15, 0, 1, "uniform(0.05, 0.3)", Mark::assumed, "ours",
     "loss at which a side breaks off for the hour"},
    {"injured_per_death_security", "ratio", 15, 0, 1000, "uniform(10, 30)", Mark::assumed, "ours",
     "injured per death among the security forces"},
};

/// The sides of a clash at one place.
struct Sides {
    std::int64_t officers = 0;     ///< x
    std::int64_t armed = 0;        ///< armed people of y
    std::int64_t gone_over = 0;    ///< members of units in y
    std::int64_t unarmed = 0;      ///< A
    bool officers_picked = false;  ///< officers are members of units

    std::int64_t attackers() const { return armed + gone_over; }
};

Sides count_sides(const TickContext& tick, int location, QuotaPool& pool) {
    const auto l = static_cast<std::size_t>(location);
    Sides sides;
    sides.officers_picked = officers_are_members(tick);
    if (sides.officers_picked) {
        sides.officers = members_present(tick, location, UnitColumn::loyal);
    } else {
        sides.officers = static_cast<std::int64_t>(std::floor(tick.derived.officers_present[l])) -
                         tick.derived.clash[l].officers_lost;
    }
    sides.gone_over = members_present(tick, location, UnitColumn::switched);
    sides.armed = pool.people(PoolGroup::armed);
    sides.unarmed = pool.people(PoolGroup::peaceful) + pool.people(PoolGroup::violent);
    return sides;
}

/// Has a side lost its break-off share of what it began the tick with?
bool has_broken_off(const ClashMemory& clash, double share) {
    const auto broken = [share](std::int64_t lost, std::int64_t before) {
        return lost > 0 && static_cast<double>(lost) >= share * static_cast<double>(before);
    };
    return share < 1 && (broken(clash.officers_lost, clash.officers_before) ||
                         broken(clash.armed_lost, clash.armed_before));
}

class Clash {
  public:
    Clash(TickContext& tick, int location, int sub_tick, QuotaPool& pool)
        : tick_(tick),
          location_(location),
          pool_(pool),
          draws_(tick.draws(Process::clashes, static_cast<std::uint32_t>(location), 0, sub_tick)) {}

    /// Events until `hours` have passed, a side is gone or one breaks off.
    void fight(Sides sides, double hours, ClashMemory& memory) {
        const double aim_at_state = tick_.value(aim_armed, location_);
        const double aim_at_armed = tick_.value(aim_state, location_);
        const double width = tick_.value(engagement, location_);
        const double mu = tick_.value(intelligence, location_);
        const double share = tick_.value(break_off, location_);
        double left = hours;
        while (sides.officers > 0 && sides.attackers() > 0 && !has_broken_off(memory, share)) {
            const auto x = static_cast<double>(sides.officers);
            const auto y = static_cast<double>(sides.attackers());
            const auto crowd = static_cast<double>(sides.unarmed);
            const double officer_hit = aim_at_state * y;
            const double shooters = std::min(x, width * y);
            const double armed_hit = aim_at_armed * shooters * (mu + (1.0 - mu) * y / (y + crowd));
            const double bystander_hit = aim_at_armed * shooters * (1.0 - mu) * crowd / (y + crowd);
            const double all = officer_hit + armed_hit + bystander_hit;
            if (all <= 0) {
                return;
            }
            left -= exponential(draws_) / all;
            if (left <= 0) {
                return;
            }
            const double which = draws_.uniform() * all;
            if (which < officer_hit) {
                hit_officer(sides);
                ++memory.officers_lost;
            } else if (which < officer_hit + armed_hit) {
                hit_attacker(sides);
                ++memory.armed_lost;
            } else {
                hit_bystander(sides);
            }
        }
    }

  private:
    std::int64_t pick_below(std::int64_t n) {
        return static_cast<std::int64_t>(uniform_below(draws_, static_cast<std::uint64_t>(n)));
    }
    bool kills(double injured_per_death) { return draws_.uniform() * (1.0 + injured_per_death) < 1.0; }

    void hit_member(UnitColumn column, std::int64_t rank) {
        const bool dies = kills(tick_.value(injured_per_death_security, location_));
        const auto members = tick_.state.column(column);
        for (int unit = 0; unit < tick_.society.layout.units; ++unit) {
            if (!is_present(tick_, unit, location_)) {
                continue;
            }
            if (rank < members[static_cast<std::size_t>(unit)]) {
                move_members(tick_, unit, column, dies ? UnitColumn::dead : UnitColumn::injured, 1, false,
                             draws_);
                return;
            }
            rank -= members[static_cast<std::size_t>(unit)];
        }
    }
    void hit_officer(Sides& sides) {
        if (sides.officers_picked) {
            hit_member(UnitColumn::loyal, pick_below(sides.officers));
        } else {
            const bool dies = kills(tick_.value(injured_per_death_security, location_));
            ++tick_.state.tally(dies ? Tally::security_dead_total
                                     : Tally::security_injured_total)[static_cast<std::size_t>(location_)];
        }
        --sides.officers;
    }
    void hit_attacker(Sides& sides) {
        const std::int64_t rank = pick_below(sides.attackers());
        if (rank < sides.armed) {
            hit_person(PoolGroup::armed);
            --sides.armed;
        } else {
            hit_member(UnitColumn::switched, rank - sides.armed);
            --sides.gone_over;
        }
    }
    void hit_bystander(Sides& sides) {
        const std::int64_t rank = pick_below(sides.unarmed);
        hit_person(rank < pool_.people(PoolGroup::peaceful) ? PoolGroup::peaceful : PoolGroup::violent);
        --sides.unarmed;
    }
    void hit_person(PoolGroup group) {
        static const int injured_per_death = *find_parameter("policing.injured_per_death");
        const auto l = static_cast<std::size_t>(location_);
        State& state = tick_.state;
        const bool dies = kills(tick_.value_of(injured_per_death, location_));
        pool_.move(draws_, group, 1, dies ? PersonState::dead : PersonState::injured);
        ++state.tally(dies ? Tally::dead_total : Tally::injured_total)[l];
        ++state.tally(dies ? Tally::deaths_last : Tally::injuries_last)[l];
        if (dies) {
            state.tally(Tally::foreign_dead_total)[l] += pool_.taken_from_abroad();
        }
    }

    TickContext& tick_;
    int location_;
    QuotaPool& pool_;
    Draws draws_;
};

void prepare_memory(TickContext& tick) {
    tick.derived.clash.assign(static_cast<std::size_t>(tick.places()), {});
}

void clash_at(TickContext& tick, int location, int sub_tick, double hours, QuotaPool& pool) {
    const auto l = static_cast<std::size_t>(location);
    const Policing order = tick.forcing.policing[l];
    if (order != Policing::disperse && order != Policing::fire) {
        return;
    }
    ClashMemory& memory = tick.derived.clash[l];
    if (sub_tick == 0) {
        memory = {};
    } else if (memory.officers_before == 0 || memory.armed_before == 0) {
        return;  // neither side grows within a tick's encounters
    }
    const Sides sides = count_sides(tick, location, pool);
    if (sub_tick == 0) {
        memory.officers_before = sides.officers;
        memory.armed_before = sides.attackers();
    }
    Clash(tick, location, sub_tick, pool).fight(sides, hours, memory);
}

}  // namespace

extern const Mechanism clashes;
const Mechanism clashes = {
    .name = "clashes",
    .title = "Armed clashes",
    .group = "M8",
    .summary =
        "Armed people and security forces shoot at each other; what intelligence lacks hits the crowd.",
    .source = "Lanchester 1916; Deitchman 1962 doi:10.1287/opre.10.6.818; Kress and MacKay 2014",
    .parameters = table,
    .switches = {},
    .prepare = prepare_memory,
    .encounter = clash_at,
};

}  // namespace upsurge
