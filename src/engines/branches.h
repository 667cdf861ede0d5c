/// One run under several models that agree up to a time each: the past they share is simulated once.
#pragma once

#include <functional>
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

/// The values of a run under a model.
using ValuesOf = std::function<ParameterValues(const Model&)>;

/// @param trunk   the model they all share their past with
/// @param values  of each; by default the point values of its model
BranchedRun run_branches(const Model& trunk, std::span<const Branch> branches, const RunChance& chance,
                         VectorPath path, const ValuesOf& values = point_values);

}  // namespace upsurge
