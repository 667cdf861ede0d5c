/// Where the crowd is, and what happens when it meets weapons and the security forces.
#pragma once

#include <cstdint>
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
    /// Redraws where everybody is; pools of the last tick are gone.
    void draw(TickContext& tick);
    std::span<QuotaPool> pools() { return pools_; }

  private:
    using Lists = std::vector<std::vector<QuotaPool::Entry>>;  ///< [location]
    void spread_block(TickContext& tick, int home, int stratum, PersonState state, Lists& by_location);

    Lists lists_[3];  ///< peaceful, violent, armed
    std::vector<QuotaPool> pools_;
    std::vector<double> shares_;
    std::vector<std::int64_t> split_;
};

/// Calls the arming hook of every mechanism that is on, location by location.
void run_arming(TickContext& tick, Locations& locations, std::span<const Mechanism* const> mechanisms);

/// Runs the sub-ticks of the encounters at every location with a crowd and leaves the crowds in the tallies.
/// Sub-ticks are ten minutes, or the whole tick if that is shorter.
void run_encounters(TickContext& tick, Locations& locations, std::span<const Mechanism* const> mechanisms,
                    FlowCounters& counters);

}  // namespace upsurge
