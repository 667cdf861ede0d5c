/// Doing items of a work list on all threads of this process.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ensembles/workers.h"
#include "studies/work_list.h"

namespace upsurge {

struct DoneWork {
    WorkOutcome outcome;
    std::string broken_invariant;  ///< of the first item that broke one, with its number; empty: all is well
};

/// Does the items with these numbers and hands each to `take`, from several threads at once; usually
/// WorkFolder::add. A broken invariant ends the work like a stop. Fails when an item could not be taken.
Result<DoneWork> do_work(const WorkList& list, const std::vector<int>& numbers, int threads, VectorPath path,
                         const std::function<Result<void>(WorkItem)>& take, const WorkObserver& observer);

}  // namespace upsurge
