/// Where the crowd is, and what happens when it meets the security forces.
#pragma once

#include <span>
#include <vector>

#include "engines/flows.h"
#include "mechanisms/mechanism.h"

namespace upsurge {

/// Spreads the active people of every home place over locations and holds them by location.
///
/// Locations are redrawn every tick, not remembered. A place whose crowd stays home costs no draw.
class Locations {
  public:
    void draw(TickContext& tick);
    const std::vector<QuotaPool::Entry>& peaceful(int location) const {
        return peaceful_[static_cast<std::size_t>(location)];
    }
    const std::vector<QuotaPool::Entry>& violent(int location) const {
        return violent_[static_cast<std::size_t>(location)];
    }

  private:
    void spread_block(TickContext& tick, int home, int stratum, PersonState state,
                      std::vector<std::vector<QuotaPool::Entry>>& by_location);
    std::vector<std::vector<QuotaPool::Entry>> peaceful_, violent_;
    std::vector<double> shares_;
    std::vector<std::int64_t> split_;
};

/// Runs the sub-ticks of phase 7 at every location with a crowd and leaves the crowds in the tallies.
/// Sub-ticks are ten minutes, or the whole tick if that is shorter.
void run_encounters(TickContext& tick, Locations& locations, std::span<const Mechanism* const> mechanisms,
                    std::span<const std::uint8_t> mechanism_on, FlowCounters& counters);

}  // namespace upsurge
