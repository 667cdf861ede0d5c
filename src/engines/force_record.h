/// What a run keeps of single facilities and of each service, beside its history, which counts both by place.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "society/society.h"
#include "society/state.h"
#include "society/units.h"

namespace upsurge {

/// States of members that are followed by service.
inline constexpr std::array<UnitColumn, 3> followed_unit_states = {
    UnitColumn::standing_aside, UnitColumn::switched, UnitColumn::captured};
inline constexpr int followed_unit_state_count = static_cast<int>(followed_unit_states.size());

/// Members of one service by followed state.
using FollowedMembers = std::array<std::int32_t, followed_unit_states.size()>;

struct ForceRecord {
    /// [facility] first tick after which it was out of the government's hands; -1: never
    std::vector<std::int32_t> first_lost;
    /// [tick x service] after each tick, over all units that are at a place. Summed over the services they
    /// are the observables units_standing_aside, units_switched and units_captured of the country.
    std::vector<FollowedMembers> members;

    bool operator==(const ForceRecord&) const = default;

    int ticks() const { return static_cast<int>(members.size()) / service_count; }
    const FollowedMembers& at(int tick, Service service) const {
        return members[static_cast<std::size_t>(tick * service_count + static_cast<int>(service))];
    }
};

/// Adds the tick just done.
/// @param tick  from 0, one after the last one added
void record_forces(const Society& society, const State& state, int tick, ForceRecord& record);

}  // namespace upsurge
