#include "mechanisms/units_present.h"

#include "mechanisms/registry.h"

namespace upsurge {

bool is_present(const TickContext& tick, int unit, int location) {
    const State& state = tick.state;
    const auto i = static_cast<std::size_t>(unit);
    return state.column(UnitColumn::location)[i] == location &&
           state.column(UnitColumn::arrives_tick)[i] <= tick.tick;
}

std::int64_t members_present(const TickContext& tick, int location, UnitColumn column) {
    const auto members = static_cast<const State&>(tick.state).column(column);
    std::int64_t sum = 0;
    for (int unit = 0; unit < tick.society.layout.units; ++unit) {
        if (is_present(tick, unit, location)) {
            sum += members[static_cast<std::size_t>(unit)];
        }
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
