/// Where units are and how many of their members are out under orders (M10).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "mechanisms/tick_context.h"

namespace upsurge {

/// Whether the unit is at a place (its location), no longer on the way to it.
bool has_arrived(const State& state, std::size_t unit, int tick);

/// Sends mobile units to where officers are wanted and back, then puts as many members of the units present
/// on the street as are wanted there, units in order.
void deploy_units(TickContext& tick, double travel_hours);

/// The units present at each place, in order. Kept from tick to tick, it allocates nothing.
class Roster {
  public:
    void list(const TickContext& tick);
    std::span<const std::size_t> at(int place) const {
        const auto l = static_cast<std::size_t>(place);
        return std::span(units_).subspan(first_[l], first_[l + 1] - first_[l]);
    }

  private:
    std::vector<std::size_t> first_;  ///< [place + 1] where its units begin
    std::vector<std::size_t> units_;
};

}  // namespace upsurge
