/// One run under several models that agree up to a time each: the past they share is simulated once.
#pragma once

#include <span>
#include <vector>

#include "engines/row_engine.h"

namespace upsurge {

/// A model whose histories are those of another one up to a time: an intervention.
struct Branch {
    const Model* model = nullptr;
    Instant from = 0;  ///< nothing before it differs
};

struct BranchedRun {
    std::vector<RunResult> results;  ///< [trunk, then branch]: each as run_rows gives it, to the bit
    int ticks_simulated = 0;         ///< of all of them; without sharing it would be (branches + 1) x ticks
};

/// @param trunk  the model they all share their past with; all at the point values of their own model
BranchedRun run_branches(const Model& trunk, std::span<const Branch> branches, RunKey key, VectorPath path);

}  // namespace upsurge
