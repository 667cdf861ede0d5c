/// The chance of one run: which key its draws come from, tick by tick.
#pragma once

#include <vector>

#include "numbers/philox.h"
#include "upsurge/result.h"

namespace upsurge {

/// From a tick on draws come from a key.
struct KeyStretch {
    RunKey key;
    int first_tick = 0;
};

/// A plain run has one key; a history that a particle filter chose has one for each stretch between two
/// resamplings, and one more where it is gone on with beyond its end.
class RunChance {
  public:
    RunChance(RunKey key) : stretches_{{key, 0}} {}  // NOLINT(google-explicit-constructor): a key is a chance
    /// @param stretches  rising by first_tick, the first at tick 0
    explicit RunChance(std::vector<KeyStretch> stretches) : stretches_(std::move(stretches)) {
        UPSURGE_CHECK(!stretches_.empty() && stretches_.front().first_tick == 0,
                      "the chance of a run begins at its first tick");
    }
    RunKey first() const { return stretches_.front().key; }
    /// The key that begins at this tick; null where the one before goes on.
    const RunKey* beginning_at(int tick) const {
        for (const KeyStretch& stretch : stretches_) {
            if (stretch.first_tick == tick) {
                return &stretch.key;
            }
        }
        return nullptr;
    }

  private:
    std::vector<KeyStretch> stretches_;
};

}  // namespace upsurge
