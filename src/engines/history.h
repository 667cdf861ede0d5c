/// The history of one run: every observable of every place at the end of every tick.
#pragma once

#include <cstddef>
#include <vector>

#include "society/observables.h"

namespace upsurge {

/// Numbers [tick][place][observable]; places are all of Model::places (leaves, regions, country).
/// Entry 0 is the end of the first tick.
class History {
  public:
    History() = default;
    History(int ticks, int places)
        : ticks_(ticks),
          places_(places),
          values_(static_cast<std::size_t>(ticks) * static_cast<std::size_t>(places) * observable_count) {}

    int ticks() const { return ticks_; }
    int places() const { return places_; }
    double& at(int tick, int place, Observable observable) { return values_[index(tick, place, observable)]; }
    double at(int tick, int place, Observable observable) const {
        return values_[index(tick, place, observable)];
    }
    const std::vector<double>& values() const { return values_; }

  private:
    std::size_t index(int tick, int place, Observable observable) const {
        return (static_cast<std::size_t>(tick) * static_cast<std::size_t>(places_) +
                static_cast<std::size_t>(place)) *
                   observable_count +
               static_cast<std::size_t>(observable);
    }
    int ticks_ = 0;
    int places_ = 0;
    std::vector<double> values_;
};

}  // namespace upsurge
