/// One tick taken apart: a society at its start, and any hook of any mechanism called on it by hand.
#pragma once

#include <string_view>
#include <vector>

#include "hand_model.h"
#include "mechanisms/mechanism.h"
#include "society/quota_pool.h"

namespace upsurge::tests {

/// The parts a mechanism sees, to be set and read freely between calls. The model must outlive it.
class HandTick {
  public:
    HandTick(const Model& model, const ParameterValues& values, RunKey key);
    HandTick(const HandTick&) = delete;
    HandTick& operator=(const HandTick&) = delete;

    /// Calls a hook of a mechanism, whether the model has it on or not.
    void call(std::string_view mechanism, FieldStep Mechanism::*hook);

    /// Everybody of one block (place, active stratum 0) in state `what`; one trait bin only.
    std::int32_t& people(int place, PersonState what);

    /// One encounter of a mechanism at a place, whose street holds its own people.
    void encounter(std::string_view mechanism, int place, int sub_tick, double hours);

    Society society;
    Forcing forcing;
    State state;
    Derived derived;
    std::vector<Decision> decisions;
    TickContext tick;

  private:
    const Mechanism& take_turn(std::string_view mechanism);

    std::vector<double> values_;
    std::vector<std::uint8_t> options_;
    std::vector<std::uint8_t> on_;
};

}  // namespace upsurge::tests
