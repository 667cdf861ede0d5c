/// The books of a run, kept apart from the engine: what every tick of every society must leave in order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/model.h"
#include "society/state.h"

namespace upsurge::tests {

class Books {
  public:
    /// Opened on the first state of a run of the model, whose people and units it must hold.
    Books(const Model& model, const State& first);

    /// What is wrong in a later state, given those entered before it; empty if nothing is:
    /// people per place and stratum, weapons per type, members per unit as listed; no negative number;
    /// armed people carry one weapon each; nobody who heard the news forgets it, nobody rises from the dead,
    /// strata that are not active stay at home but for the wounded; the books of workplaces and people
    /// agree; totals never fall; every number finite and in its range.
    std::string enter(const State& state);

  private:
    std::string people(const State& state);
    std::string weapons(const State& state) const;
    std::string tables(const State& state) const;
    std::string totals(const State& state);
    std::string ranges(const State& state) const;
    std::int64_t count(const State& state, int leaf, int stratum, PersonState which) const;

    const Model& model_;
    std::vector<std::int64_t> weapons_;
    State last_;
};

}  // namespace upsurge::tests
