/// Rival: the rules of bench/rivals/README.md as one loop over people, in plain C++.
///
/// One struct per person, std::mt19937_64, nothing of Upsurge's rows, mechanisms or samplers.
#pragma once

#include <cstdint>

#include "country.h"
#include "run_record.h"

namespace upsurge::bench {

struct PlainRun {
    RunRecord record;
    double set_up_seconds = 0;  ///< processor time of making the people
    double run_seconds = 0;     ///< processor time of all ticks
};

PlainRun run_plain_loop(const Country& country, std::uint64_t seed);

}  // namespace upsurge::bench
