#include "mechanisms/units_present.h"

#include "mechanisms/registry.h"

namespace upsurge {

std::int64_t members_present(const TickContext& tick, int location, UnitColumn column) {
    // Without branches, so that it runs in vector lanes: this is asked often.
    const State& state = tick.state;
    const std::int32_t* members = state.column(column).data();
    const std::int32_t* locations = state.column(UnitColumn::location).data();
    const std::int32_t* arrives = state.column(UnitColumn::arrives_tick).data();
    std::int64_t sum = 0;
    for (int unit = 0; unit < tick.society.layout.units; ++unit) {
        const int present = (locations[unit] == location) & (arrives[unit] <= tick.tick);
        sum += members[unit] & -present;
    }
    return sum;
}

bool officers_are_members(const TickContext& tick) {
    static const auto loyalty = static_cast<std::size_t>(*find_mechanism("loyalty"));
    return tick.society.layout.units > 0 && tick.mechanism_on[loyalty] != 0;
}

double officers_now(const TickContext& tick, int location) {
    return officers_are_members(tick)
               ? static_cast<double>(members_present(tick, location, UnitColumn::loyal))
               : tick.derived.officers_present[static_cast<std::size_t>(location)];
}

}  // namespace upsurge
