/// How far a run is: one redrawn line with the time left on a terminal, a plain line now and then elsewhere.
#pragma once

#include <chrono>

#include "ensembles/workers.h"

namespace upsurge::cli {

class Progress {
  public:
    /// @param runs_per_task  by which the counts are multiplied
    explicit Progress(bool quiet, int runs_per_task = 1);
    ~Progress() { finish(); }
    /// Called after every task.
    void show(const WorkProgress& progress);
    /// Clears the redrawn line.
    void finish();

  private:
    bool quiet_;
    int runs_per_task_;
    bool terminal_;
    bool line_open_ = false;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace upsurge::cli
