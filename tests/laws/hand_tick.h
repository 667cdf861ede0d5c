/// One tick taken apart: a society at its start, and any hook of any mechanism called on it by hand.
#pragma once

#include <string_view>
#include <vector>

#include "hand_model.h"
#include "mechanisms/mechanism.h"

namespace upsurge::tests {

/// The parts a mechanism sees, to be set and read freely between calls. The model must outlive it.
class HandTick {
  public:
    HandTick(const Model& model, const ParameterValues& values, RunKey key);
    HandTick(const HandTick&) = delete;
    HandTick& operator=(const HandTick&) = delete;

    /// Calls a hook of a mechanism, whether the model has it on or not.
    void call(std::string_view mechanism, FieldStep Mechanism::*hook);

    Society society;
    Forcing forcing;
    State state;
    Derived derived;
    std::vector<Decision> decisions;
    TickContext tick;

  private:
    std::vector<double> values_;
    std::vector<std::uint8_t> options_;
    std::vector<std::uint8_t> on_;
};

}  // namespace upsurge::tests
