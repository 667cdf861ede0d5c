/// A number of independent tasks, shared out among threads.
#pragma once

#include <functional>

#include "upsurge/result.h"

namespace upsurge {

struct WorkProgress {
    int done = 0;
    int total = 0;
    double seconds = 0;       ///< since the start
    double seconds_left = 0;  ///< if the rest goes as the tasks so far; 0 before the first is done
};

struct WorkObserver {
    /// Called after every task, one call at a time, from any thread. May be empty.
    std::function<void(const WorkProgress&)> progress;
    /// Asked before every task, from several threads at once; true ends the work after the tasks now under
    /// way. May be empty.
    std::function<bool()> stop;
};

struct WorkOutcome {
    int done = 0;
    bool stopped = false;  ///< before all tasks were done
    double seconds = 0;
    int threads = 1;  ///< used
};

/// Calls task(i) for every i from 0 to count - 1, each thread taking the next one, so that those done at a
/// stop are nearly the first ones. Fails when a task fails, with the problems of the first one that did,
/// after the tasks under way; an exception of a task is thrown on.
/// @param threads  0: one per core
Result<WorkOutcome> share_out(int count, int threads, const std::function<Result<void>(int)>& task,
                              const WorkObserver& observer);

/// Threads that `threads = 0` means on this machine.
int default_threads();

}  // namespace upsurge
