/// The speed of this machine's memory: the limit of whatever passes over everybody.
#pragma once

#include "measurement.h"

namespace upsurge::bench {

/// Reads and rewrites `megabytes` on one core.
void measure_memory(int repeats, int megabytes, Measurements& found);

}  // namespace upsurge::bench
