/// Observables from the state, and the invariants every tick must keep.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engines/history.h"
#include "models/model.h"
#include "models/parameter_values.h"
#include "society/forcing.h"
#include "society/society.h"
#include "society/state.h"

namespace upsurge {

/// Sets what counts since midnight to zero where a day begins.
void start_day(const Forcing& forcing, State& state);

/// Fills row `tick` of the history for every place: leaves from the state, regions and the country from them.
/// @param grievance  [place x bin] of the tick
void observe_tick(const Model& model, const Society& society, const State& state, const Forcing& forcing,
                  const std::vector<double>& grievance, const ParameterValues& values, int tick,
                  History& history);

/// Fills regions and the country from the leaves of one tick, by each observable's aggregation.
void aggregate_tick(const Model& model, int tick, History& history);

/// What no tick may change.
struct Conserved {
    std::vector<std::int64_t> people;   ///< per (place, stratum)
    std::vector<std::int64_t> weapons;  ///< per type, wherever they are
    std::vector<std::int64_t> members;  ///< per unit, whatever they do
};
void count_conserved(const Society& society, const State& state, Conserved& out);

/// Empty, or the first broken invariant: people of a place and stratum, weapons of a type or members of a
/// unit changed; a negative count; people in state armed and weapons held that differ.
std::string find_broken_invariant(const Model& model, const Society& society, const State& state,
                                  const Conserved& conserved);

}  // namespace upsurge
