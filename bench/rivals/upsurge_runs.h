/// Upsurge's own runs of the small country, recorded as the rivals record theirs.
#pragma once

#include <cstdint>
#include <vector>

#include "models/model.h"
#include "run_record.h"

namespace upsurge::bench {

/// Runs 0 to `runs` - 1 of this seed by the row engine.
std::vector<RunRecord> upsurge_records(const Model& model, int runs, std::uint64_t seed);

/// Times of whole runs (making the society, all ticks, all observables, hash and invariants).
struct UpsurgeTimes {
    std::vector<double> seconds;
    double people_moved = 0;   ///< a run, mean
    double active_blocks = 0;  ///< a run, mean
    std::uint64_t hash = 0;    ///< of all runs
    bool sound = true;         ///< no invariant broke and somebody moved
};
UpsurgeTimes time_upsurge(const Model& model, int runs, std::uint64_t seed);

}  // namespace upsurge::bench
