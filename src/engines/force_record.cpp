#include "engines/force_record.h"

namespace upsurge {

void record_forces(const Society& society, const State& state, int tick, ForceRecord& record) {
    record.first_lost.resize(society.facilities.size(), -1);
    const auto lost = state.column(FacilityColumn::lost);
    for (std::size_t f = 0; f < record.first_lost.size(); ++f) {
        if (record.first_lost[f] < 0 && lost[f] != 0) {
            record.first_lost[f] = tick;
        }
    }
    const auto first = static_cast<std::size_t>(tick * service_count);
    record.members.resize(first + service_count);
    const auto location = state.column(UnitColumn::location);
    for (std::size_t unit = 0; unit < society.units.size(); ++unit) {
        if (location[unit] < 0) {
            continue;
        }
        FollowedMembers& sums = record.members[first + static_cast<std::size_t>(society.units[unit].service)];
        for (std::size_t s = 0; s < sums.size(); ++s) {
            sums[s] += state.column(followed_unit_states[s])[unit];
        }
    }
}

}  // namespace upsurge
