/// One finished run, as the ensemble hands it to the study.
#pragma once

#include <cstdint>
#include <span>

#include "engines/row_engine.h"
#include "models/parameter_values.h"

namespace upsurge {

struct FinishedRun {
    int run = 0;  ///< ordinal in the ensemble: the slot of its key
    ParameterValues values;
    RunResult result;
    double seconds = 0;  ///< time this run took on its thread
};

/// A run and the hash of all its states.
struct RunHash {
    int run = 0;
    std::uint64_t hash = 0;
};

/// The state hash of an ensemble: over (run, hash) by ascending run, so that neither threads nor order
/// matter. Sorts `hashes`.
std::uint64_t ensemble_hash(std::span<RunHash> hashes);

}  // namespace upsurge
