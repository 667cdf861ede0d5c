/// The difference of two shares that were seen on the same runs, such as how often an outcome came with and
/// without an intervention.
#pragma once

#include "studies/statistics.h"

namespace upsurge {

/// Pairs of runs by what came of them.
struct PairedCounts {
    int both = 0;
    int only_first = 0;
    int only_second = 0;
    int neither = 0;

    int pairs() const { return both + only_first + only_second + neither; }
};

/// 95% interval of the second share less the first, in -1..1: Newcombe's method 10 (Newcombe 1998, Statistics
/// in Medicine 17:2635-2650, doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C), which
/// joins Wilson's intervals of both shares with a correlation that is pulled towards zero. It has a width
/// also when no pair differs. -1 to 1 when there is no pair.
ShareInterval paired_share_interval(const PairedCounts& counts);

}  // namespace upsurge
