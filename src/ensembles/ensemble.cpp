#include "ensembles/ensemble.h"

#include <fmt/format.h>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <vector>

namespace upsurge {
namespace {

using Stopwatch = std::chrono::steady_clock;

double seconds_since(Stopwatch::time_point begin) {
    return std::chrono::duration<double>(Stopwatch::now() - begin).count();
}

/// The run that the header promises.
PlannedRun usual_run(const Model& model, const EnsembleOptions& options, int run) {
    const auto slot = static_cast<std::uint64_t>(run);
    return {options.parameters == ParameterChoice::prior
                ? prior_values(model, make_run_key(options.seed, Purpose::prior, 0, slot, 0))
                : point_values(model),
            make_run_key(options.seed, Purpose::simulate, 0, slot, 0)};
}

FinishedRun make_run(const Model& model, const EnsembleOptions& options, int run) {
    const Stopwatch::time_point begin = Stopwatch::now();
    FinishedRun finished;
    finished.run = run;
    PlannedRun planned = options.plan ? options.plan(run) : usual_run(model, options, run);
    finished.values = std::move(planned.values);
    finished.result = run_rows(model, finished.values, planned.key, options.path);
    finished.seconds = seconds_since(begin);
    return finished;
}

/// What the workers share. Everything but `next` and `halt` is behind the mutex.
struct Shared {
    std::atomic<int> next{0};
    std::atomic<bool> halt{false};
    std::mutex mutex;
    EnsembleOutcome outcome;
    Problems problems;
    std::exception_ptr thrown;
    std::vector<RunHash> hashes;
};

}  // namespace

int default_threads() {
    return tbb::info::default_concurrency();
}

Result<EnsembleOutcome> run_ensemble(const Model& model, const EnsembleOptions& options,
                                     const EnsembleObserver& observer) {
    const int threads = options.threads > 0 ? options.threads : default_threads();
    const int total = (options.runs - options.shard + options.shards - 1) / options.shards;
    const Stopwatch::time_point begin = Stopwatch::now();
    Shared shared;

    const auto finish = [&](FinishedRun run) {
        const std::lock_guard lock(shared.mutex);
        EnsembleOutcome& outcome = shared.outcome;
        outcome.counters.people_moved += run.result.counters.people_moved;
        outcome.counters.active_blocks += run.result.counters.active_blocks;
        outcome.counters.rows_drawn += run.result.counters.rows_drawn;
        if (!run.result.broken_invariant.empty() && outcome.broken_invariant.empty()) {
            outcome.broken_invariant = fmt::format("run {}: {}", run.run, run.result.broken_invariant);
            shared.halt = true;
        }
        const RunHash hash = {run.run, run.result.hash};
        if (observer.take_run) {
            if (auto taken = observer.take_run(std::move(run)); !taken) {
                if (shared.problems.empty()) {
                    shared.problems = taken.error();
                }
                shared.halt = true;
                return;
            }
        }
        shared.hashes.push_back(hash);
        ++outcome.runs_done;
        if (observer.progress) {
            const double seconds = seconds_since(begin);
            const int done = outcome.runs_done;
            observer.progress({done, total, seconds, seconds * (total - done) / done});
        }
    };
    // Each worker takes the next run, so that those finished at a stop are nearly the first ones.
    const auto work = [&] {
        while (!shared.halt) {
            if (observer.stop && observer.stop()) {
                shared.halt = true;
                return;
            }
            const int ordinal = shared.next++;
            if (ordinal >= total) {
                return;
            }
            try {
                finish(make_run(model, options, options.shard + ordinal * options.shards));
            } catch (...) {
                const std::lock_guard lock(shared.mutex);
                shared.thrown = shared.thrown ? shared.thrown : std::current_exception();
                shared.halt = true;
            }
        }
    };
    const int workers = std::max(1, std::min(threads, total));
    tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                              static_cast<std::size_t>(workers));
    tbb::task_arena arena(workers);
    arena.execute([&] {
        tbb::parallel_for(
            tbb::blocked_range<int>(0, workers, 1), [&](const tbb::blocked_range<int>&) { work(); },
            tbb::simple_partitioner());
    });
    if (shared.thrown) {
        std::rethrow_exception(shared.thrown);
    }
    if (!shared.problems.empty()) {
        return tl::unexpected(shared.problems);
    }
    EnsembleOutcome outcome = shared.outcome;
    outcome.stopped = outcome.runs_done < total && outcome.broken_invariant.empty();
    outcome.seconds = seconds_since(begin);
    outcome.threads = workers;
    outcome.state_hash = ensemble_hash(shared.hashes);
    return outcome;
}

}  // namespace upsurge
