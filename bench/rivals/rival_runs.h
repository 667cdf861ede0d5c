/// Runs of the small country by any program: what each recorded and how long it took.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "country.h"
#include "run_record.h"

namespace upsurge::bench {

/// Seconds are processor time of one thread.
struct RivalRuns {
    std::vector<RunRecord> records;
    std::vector<double> set_up_seconds;  ///< making the people
    std::vector<double> run_seconds;     ///< all ticks
    std::string versions;                ///< of what ran; may be empty
};

RivalRuns plain_loop_runs(const Country& country, int runs, std::uint64_t seed);

/// Mesa in an interpreter of its own; `variant` is "agents" or "columns". Nothing, and a line on standard
/// error, when it fails.
std::optional<RivalRuns> mesa_runs(const std::string& python, const std::string& variant,
                                   const Country& country, int runs, std::uint64_t seed);

}  // namespace upsurge::bench
