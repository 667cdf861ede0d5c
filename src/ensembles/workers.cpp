#include "ensembles/workers.h"

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

namespace upsurge {
namespace {

using Stopwatch = std::chrono::steady_clock;

double seconds_since(Stopwatch::time_point begin) {
    return std::chrono::duration<double>(Stopwatch::now() - begin).count();
}

/// What the workers share. Everything but `next` and `halt` is behind the mutex.
struct Shared {
    std::atomic<int> next{0};
    std::atomic<bool> halt{false};
    std::mutex mutex;
    int done = 0;
    Problems problems;
    std::exception_ptr thrown;
};

}  // namespace

int default_threads() {
    return tbb::info::default_concurrency();
}

Result<WorkOutcome> share_out(int count, int threads, const std::function<Result<void>(int)>& task,
                              const WorkObserver& observer) {
    const Stopwatch::time_point begin = Stopwatch::now();
    Shared shared;
    const auto finish = [&](Result<void> made) {
        const std::lock_guard lock(shared.mutex);
        if (!made) {
            if (shared.problems.empty()) {
                shared.problems = std::move(made.error());
            }
            shared.halt = true;
            return;
        }
        const int done = ++shared.done;
        if (observer.progress) {
            const double seconds = seconds_since(begin);
            observer.progress({done, count, seconds, seconds * (count - done) / done});
        }
    };
    const auto work = [&] {
        while (!shared.halt) {
            if (observer.stop && observer.stop()) {
                shared.halt = true;
                return;
            }
            const int next = shared.next++;
            if (next >= count) {
                return;
            }
            try {
                finish(task(next));
            } catch (...) {
                const std::lock_guard lock(shared.mutex);
                shared.thrown = shared.thrown ? shared.thrown : std::current_exception();
                shared.halt = true;
            }
        }
    };
    const int workers = std::max(1, std::min(threads > 0 ? threads : default_threads(), count));
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
    return WorkOutcome{shared.done, shared.done < count, seconds_since(begin), workers};
}

}  // namespace upsurge
