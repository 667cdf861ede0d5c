/// The small country in every program: compared in law, then timed.
#pragma once

#include <string>

#include "measurement.h"

namespace upsurge::bench {

struct RaceOptions {
    std::string mesa_python;  ///< an interpreter that has Mesa; empty: Mesa does not run
    std::string fault;        ///< parameter that the rivals get 10% too large; empty: none
    bool quick = false;       ///< the smallest country alone, few runs
};

/// Prints for each population the comparison of outcomes and below it the times of those that agree. A rival
/// that differs is refused and not timed. False if one was refused or a run of ours was broken.
bool race_rivals(const RaceOptions& options, Measurements& found);

}  // namespace upsurge::bench
