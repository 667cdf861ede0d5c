#include "mechanisms/unit_moves.h"

#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {
namespace {

void give_up_weapons(State& state, int unit, std::size_t location, double share, Draws& draws) {
    for (int t = 0; t < weapon_type_count; ++t) {
        const auto type = static_cast<WeaponType>(t);
        std::int32_t& carried = state.column(unit_weapons(type))[static_cast<std::size_t>(unit)];
        const auto given_up = static_cast<std::int32_t>(binomial(draws, carried, share));
        carried -= given_up;
        state.weapons(type, Holding::loose)[location] += given_up;
        state.taken(type, WeaponSource::surrender)[location] += given_up;
    }
}

}  // namespace

std::int64_t members_under_arms(const State& state, int unit) {
    std::int64_t members = 0;
    for (const UnitColumn column :
         {UnitColumn::loyal, UnitColumn::reserve, UnitColumn::standing_aside, UnitColumn::switched}) {
        members += state.column(column)[static_cast<std::size_t>(unit)];
    }
    return members;
}

void move_members(TickContext& tick, int unit, UnitColumn from, UnitColumn to, std::int64_t people,
                  bool gives_up_weapons, Draws& draws) {
    if (people == 0) {
        return;
    }
    const auto i = static_cast<std::size_t>(unit);
    State& state = tick.state;
    UPSURGE_CHECK(
        static_cast<int>(from) < unit_state_count && static_cast<int>(to) < unit_state_count && from != to,
        "members of a unit move between columns that do not count members");
    UPSURGE_CHECK(people > 0 && people <= state.column(from)[i], "more members move than the unit has");
    const std::int32_t location = state.column(UnitColumn::location)[i];
    if (gives_up_weapons) {
        UPSURGE_CHECK(location >= 0, "a unit gives up weapons while it is nowhere");
        const double share =
            static_cast<double>(people) / static_cast<double>(members_under_arms(state, unit));
        give_up_weapons(state, unit, static_cast<std::size_t>(location), share, draws);
    }
    state.column(from)[i] -= static_cast<std::int32_t>(people);
    state.column(to)[i] += static_cast<std::int32_t>(people);
    if (location < 0) {
        return;
    }
    const auto l = static_cast<std::size_t>(location);
    if (to == UnitColumn::switched) {
        state.tally(Tally::defections_total)[l] += people;
    } else if (to == UnitColumn::standing_aside && from == UnitColumn::loyal) {
        state.tally(Tally::stood_aside_total)[l] += people;
    } else if (to == UnitColumn::dead) {
        state.tally(Tally::security_dead_total)[l] += people;
    } else if (to == UnitColumn::injured) {
        state.tally(Tally::security_injured_total)[l] += people;
    }
}

}  // namespace upsurge
