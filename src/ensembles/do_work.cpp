#include "ensembles/do_work.h"

#include <fmt/format.h>

#include <atomic>
#include <mutex>

namespace upsurge {

Result<DoneWork> do_work(const WorkList& list, const std::vector<int>& numbers, int threads, VectorPath path,
                         const std::function<Result<void>(WorkItem)>& take, const WorkObserver& observer) {
    DoneWork done;
    std::mutex mutex;
    std::atomic<bool> broken{false};
    WorkObserver watching = observer;
    watching.stop = [&] { return broken || (observer.stop && observer.stop()); };
    const Result<WorkOutcome> outcome = share_out(
        static_cast<int>(numbers.size()), threads,
        [&](int task) -> Result<void> {
            const int number = numbers[static_cast<std::size_t>(task)];
            MadeItem made = list.make(number, path);
            if (!made.broken_invariant.empty()) {
                const std::lock_guard lock(mutex);
                if (done.broken_invariant.empty()) {
                    done.broken_invariant = fmt::format("item {}: {}", number, made.broken_invariant);
                }
                broken = true;
                return {};
            }
            return take(std::move(made.item));
        },
        watching);
    if (!outcome) {
        return tl::unexpected(outcome.error());
    }
    done.outcome = *outcome;
    return done;
}

}  // namespace upsurge
