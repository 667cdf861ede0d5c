/// How far a run is: one redrawn line with the time left on a terminal, a plain line now and then elsewhere.
#pragma once

#include <chrono>

#include "ensembles/workers.h"

namespace upsurge::cli {

class Progress {
  public:
    /// @param runs_per_task  by which the counts are multiplied
    /// @param counted        what they count: "runs"
    Progress(bool quiet, int runs_per_task, const char* counted);
    ~Progress() { finish(); }
    /// Called after every task.
    void show(const WorkProgress& progress);
    /// Clears the redrawn line.
    void finish();

  private:
    bool quiet_;
    int runs_per_task_;
    const char* counted_;
    bool terminal_;
    bool line_open_ = false;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace upsurge::cli
