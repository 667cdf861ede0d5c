/// M9, control: who holds a site, and who holds the city.
///
///   E = attack_share (P + violent_weight V + armed_weight (G + Z))
///   held  falls at    fall_rate max(0, E^m/(E^m + S^m) - 1/2),     S what is there of its garrison
///   lost  is retaken  fall_rate max(0, S'^m/(S'^m + E^m) - 1/2),   S' a share of the officers present
///   city  contest relaxes to E/(E + officers + foreign troops)
#include <algorithm>
#include <cmath>

#include "mechanisms/mechanism.h"
#include "mechanisms/unit_moves.h"
#include "mechanisms/units_present.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

enum Index {
    attack_share,
    violent_weight,
    armed_weight,
    contest_power,
    fall_rate,
    retake_share,
    capture_share,
    control_hours,
    lost_after_hours,
    lost_contest
};

constexpr ParameterSpec table[] = {
    {"attack_share", "share", 0.1, 0, 1, "log_uniform(0.02, 0.5)", Mark::assumed, "ours",
     "share of a crowd that attacks a site"},
    {"violent_weight", "factor", 5, 0, 1000, "uniform(3, 10)", Mark::assumed, "ours",
     "what a violent protester counts for against a peaceful one"},
    {"armed_weight", "factor", 50, 0, 10000, "log_uniform(20, 100)", Mark::assumed, "ours",
     "what an armed one counts for"},
    {"contest_power", "power", 2, 0.1, 10, "uniform(1, 3)", Mark::assumed, "ours",
     "how sharply superiority decides"},
    {"fall_rate", "1/hour", 0.3, 0, 100, "log_uniform(0.2, 2)", Mark::assumed, "ours",
     "rate of falling, or of being retaken, under full superiority is half of this"},
    {"retake_share", "share", 0.3, 0, 1, "uniform(0.1, 0.6)", Mark::assumed, "ours",
     "share of the officers present that retakes a site"},
    {"capture_share", "share", 0.1, 0, 1, "uniform(0, 0.5)", Mark::assumed, "ours",
     "share of an overrun garrison that is captured"},
    {"control_hours", "hour", 6, 0.1, 1000, "uniform(3, 12)", Mark::assumed, "ours",
     "how fast control of a city follows the contest in its streets"},
    {"lost_after_hours", "hour", 6, 0, 1000, "", Mark::assumed, "ours",
     "how long half of the critical sites must be lost before the city is"},
    {"lost_contest", "0..1", 0.7, 0, 1, "", Mark::assumed, "after the zones of Kalyvas 2006; cut ours",
     "contest from which the city is lost"},
};

/// Does `own` strength win a site within the tick? Chance per hour fall_rate max(0, share - 1/2), the share
/// own^m / (own^m + other^m).
bool prevails(const TickContext& tick, int location, double own, double other, Draws& draws) {
    if (own <= 0) {
        return false;
    }
    const double odds_against = pow_of(other / own, tick.value(contest_power, location));
    const double excess = 1.0 / (1.0 + odds_against) - 0.5;
    return excess > 0 && binomial_exit(draws, 1, tick.value(fall_rate, location) * excess * tick.hours) == 1;
}

/// E: the weight of those who attack at a location.
double assault(const TickContext& tick, int location) {
    const auto l = static_cast<std::size_t>(location);
    const State& state = tick.state;
    const std::int64_t armed =
        state.tally(Tally::crowd_armed)[l] + members_present(tick, location, UnitColumn::switched);
    return tick.value(attack_share, location) *
           (static_cast<double>(state.tally(Tally::crowd_peaceful)[l]) +
            tick.value(violent_weight, location) * static_cast<double>(state.tally(Tally::crowd_violent)[l]) +
            tick.value(armed_weight, location) * static_cast<double>(armed));
}

/// Share of the service's members present who are under orders; 1 where no unit answers.
double share_on_duty(const TickContext& tick, int location, Service service) {
    if (!officers_are_members(tick)) {
        return 1.0;
    }
    const State& state = tick.state;
    std::int64_t heads = 0;
    std::int64_t on_duty = 0;
    for (int unit = 0; unit < tick.society.layout.units; ++unit) {
        const auto i = static_cast<std::size_t>(unit);
        if (tick.society.units[i].service == service && is_present(tick, unit, location)) {
            heads += tick.society.units[i].heads;
            on_duty += state.column(UnitColumn::loyal)[i] + state.column(UnitColumn::reserve)[i];
        }
    }
    return heads > 0 ? static_cast<double>(on_duty) / static_cast<double>(heads) : 1.0;
}

void release_stored_weapons(State& state, std::size_t facility, std::size_t location) {
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        std::int32_t& stored = state.column(facility_weapons(type))[facility];
        state.weapons(type, Holding::loose)[location] += stored;
        state.taken(type, WeaponSource::storm)[location] += stored;
        stored = 0;
    }
}

void capture(TickContext& tick, const Facility& facility, std::int64_t captured, Draws& draws) {
    for (int unit = 0; unit < tick.society.layout.units && captured > 0; ++unit) {
        const auto i = static_cast<std::size_t>(unit);
        if (tick.society.units[i].service != facility.guarded_by || !is_present(tick, unit, facility.leaf)) {
            continue;
        }
        for (const UnitColumn column : {UnitColumn::loyal, UnitColumn::standing_aside}) {
            const std::int64_t taken = std::min<std::int64_t>(captured, tick.state.column(column)[i]);
            move_members(tick, unit, column, UnitColumn::captured, taken, true, draws);
            captured -= taken;
        }
    }
}

void free_captured(TickContext& tick, const Facility& facility, Draws& draws) {
    for (int unit = 0; unit < tick.society.layout.units; ++unit) {
        const auto i = static_cast<std::size_t>(unit);
        if (tick.society.units[i].service == facility.guarded_by && is_present(tick, unit, facility.leaf)) {
            move_members(tick, unit, UnitColumn::captured, UnitColumn::reserve,
                         tick.state.column(UnitColumn::captured)[i], false, draws);
        }
    }
}

void contest_held(TickContext& tick, int ordinal, double attackers, double foreign, Draws& draws) {
    const auto f = static_cast<std::size_t>(ordinal);
    const Facility& facility = tick.society.facilities[f];
    const auto l = static_cast<std::size_t>(facility.leaf);
    const bool aside = tick.state.column(FacilityColumn::aside)[f] != 0;
    const double garrison =
        aside ? 0.0 : facility.garrison * share_on_duty(tick, facility.leaf, facility.guarded_by);
    const double defence = garrison + foreign;
    if (!prevails(tick, facility.leaf, attackers, defence, draws)) {
        return;
    }
    tick.state.column(FacilityColumn::lost)[f] = 1;
    ++tick.state.column(FacilityColumn::falls)[f];
    const bool abandoned = aside || defence == 0;
    ++tick.state.tally(abandoned ? Tally::sites_abandoned_total : Tally::sites_stormed_total)[l];
    release_stored_weapons(tick.state, f, l);
    const double captured = std::floor(tick.value(capture_share, facility.leaf) * garrison + draws.uniform());
    capture(tick, facility, static_cast<std::int64_t>(captured), draws);
}

void contest_lost(TickContext& tick, int ordinal, double attackers, double foreign, Draws& draws) {
    const auto f = static_cast<std::size_t>(ordinal);
    const Facility& facility = tick.society.facilities[f];
    const double force =
        tick.value(retake_share, facility.leaf) * officers_now(tick, facility.leaf) + foreign;
    if (prevails(tick, facility.leaf, force, attackers, draws)) {
        tick.state.column(FacilityColumn::lost)[f] = 0;
        tick.state.column(FacilityColumn::aside)[f] = 0;
        free_captured(tick, facility, draws);
    }
}

/// Facilities at a place, all and critical, and how many of the critical are lost.
struct SiteCount {
    int all = 0;
    int critical = 0;
    int critical_lost = 0;
};

/// [place]
void count_sites(const TickContext& tick, std::vector<SiteCount>& sites) {
    const auto lost = static_cast<const State&>(tick.state).column(FacilityColumn::lost);
    sites.assign(static_cast<std::size_t>(tick.places()), {});
    for (std::size_t f = 0; f < lost.size(); ++f) {
        const Facility& facility = tick.society.facilities[f];
        SiteCount& here = sites[static_cast<std::size_t>(facility.leaf)];
        ++here.all;
        here.critical += facility.critical ? 1 : 0;
        here.critical_lost += facility.critical && lost[f] != 0 ? 1 : 0;
    }
}

void step_city(TickContext& tick, int location, double attackers, const SiteCount& sites) {
    const auto l = static_cast<std::size_t>(location);
    const double holders = officers_now(tick, location) + tick.derived.foreign_at[l];
    double target = attackers > 0 ? attackers / (attackers + holders) : 0.0;
    if (tick.state.tally(Tally::fallen)[l] != 0) {
        target = 1.0;
    }
    double& contest = tick.state.field(Field::city_contest)[l];
    contest = target + (contest - target) * exp_of(-tick.hours / tick.value(control_hours, location));
    double& lost_hours = tick.state.field(Field::lost_hours)[l];
    const bool half_lost = sites.critical > 0 && 2 * sites.critical_lost >= sites.critical;
    lost_hours = half_lost ? lost_hours + tick.hours : 0.0;
    const bool lost = (half_lost && lost_hours >= tick.value(lost_after_hours, location)) ||
                      contest > tick.value(lost_contest, location);
    tick.state.tally(Tally::city_lost)[l] = lost ? 1 : 0;
}

void take_control(TickContext& tick) {
    const int facilities = tick.society.layout.facilities;
    if (facilities == 0) {
        return;
    }
    // Kept between ticks so that the step loop allocates nothing.
    thread_local std::vector<double> attackers_at;
    thread_local std::vector<SiteCount> sites;
    attackers_at.clear();
    for (int location = 0; location < tick.places(); ++location) {
        attackers_at.push_back(assault(tick, location));
    }
    count_sites(tick, sites);
    for (int ordinal = 0; ordinal < facilities; ++ordinal) {
        const auto f = static_cast<std::size_t>(ordinal);
        const int location = tick.society.facilities[f].leaf;
        const auto l = static_cast<std::size_t>(location);
        const double attackers = attackers_at[l];
        const double troops = tick.derived.foreign_at[l];
        Draws draws = tick.draws(Process::control, static_cast<std::uint32_t>(ordinal));
        if (tick.state.column(FacilityColumn::lost)[f] != 0) {
            contest_lost(tick, ordinal, attackers, troops, draws);
        } else if (attackers > 0) {
            contest_held(tick, ordinal, attackers, troops / sites[l].all, draws);
        }
    }
    count_sites(tick, sites);
    for (int location = 0; location < tick.places(); ++location) {
        const auto l = static_cast<std::size_t>(location);
        step_city(tick, location, attackers_at[l], sites[l]);
    }
}

}  // namespace

extern const Mechanism control;
const Mechanism control = {
    .name = "control",
    .title = "Facilities and control of cities",
    .group = "M9",
    .summary =
        "Sites fall when attackers outweigh a garrison that is there, and are retaken; a city is lost with "
        "them.",
    .source = "Kalyvas 2006; Luttwak 1968; contest success after Tullock 1980; the equations are ours",
    .parameters = table,
    .switches = {},
    .take_control = take_control,
};

}  // namespace upsurge
