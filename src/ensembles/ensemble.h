/// Many runs of one model on all cores.
///
/// Run i depends on the model, the seed and i alone: not on the threads, the order, the shard or the vector
/// path. Its key is make_run_key(seed, Purpose::simulate, 0, i, 0); a draw from the priors uses
/// Purpose::prior with the same i.
#pragma once

#include <cstdint>
#include <functional>

#include "models/model.h"
#include "numbers/arrays.h"
#include "studies/finished_run.h"
#include "upsurge/result.h"

namespace upsurge {

enum class ParameterChoice {
    point,  ///< the scenario's own values in every run
    prior,  ///< one draw from the priors per run
};

/// What one run is made of.
struct PlannedRun {
    ParameterValues values;
    RunKey key;
};

struct EnsembleOptions {
    int runs = 100;
    std::uint64_t seed = 1;
    int threads = 0;  ///< 0: one per core
    VectorPath path = VectorPath::portable;
    ParameterChoice parameters = ParameterChoice::point;
    int shard = 0;  ///< this process makes the runs i with i mod shards = shard
    int shards = 1;
    /// Values and key of run i, where an experiment chooses them itself; then `seed` and `parameters` are not
    /// used. Called from several threads at once. Empty: as said above.
    std::function<PlannedRun(int run)> plan;
};

struct EnsembleProgress {
    int done = 0;
    int total = 0;
    double seconds = 0;       ///< since the start
    double seconds_left = 0;  ///< if the rest goes as the runs so far; 0 before the first is done
};

/// Calls that arrive while the ensemble runs, one at a time, from any thread. All may be empty.
struct EnsembleObserver {
    /// Takes a finished run. A failure stops the ensemble and is returned by run_ensemble.
    std::function<Result<void>(FinishedRun)> take_run;
    std::function<void(const EnsembleProgress&)> progress;
    /// Asked between runs, from several threads at once; true ends the ensemble after the runs now under way.
    std::function<bool()> stop;
};

struct EnsembleOutcome {
    int runs_done = 0;
    bool stopped = false;  ///< by EnsembleObserver::stop, before all runs were done
    double seconds = 0;
    int threads = 1;               ///< used
    std::uint64_t state_hash = 0;  ///< ensemble_hash of the finished runs
    RunCounters counters;          ///< summed over the finished runs
    std::string
        broken_invariant;  ///< of the first run that broke one, with its number; empty when all is well
};

/// Runs the ensemble. Fails only when the observer could not take a run.
Result<EnsembleOutcome> run_ensemble(const Model& model, const EnsembleOptions& options,
                                     const EnsembleObserver& observer);

/// Threads that `threads = 0` means on this machine.
int default_threads();

}  // namespace upsurge
