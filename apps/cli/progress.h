/// How far a run is: one redrawn line with the time left on a terminal, a plain line now and then elsewhere.
#pragma once

#include <chrono>

#include "ensembles/ensemble.h"

namespace upsurge::cli {

class Progress {
  public:
    explicit Progress(bool quiet);
    ~Progress() { finish(); }
    /// Called after every run.
    void show(const EnsembleProgress& progress);
    /// Clears the redrawn line.
    void finish();

  private:
    bool quiet_;
    bool terminal_;
    bool line_open_ = false;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace upsurge::cli
