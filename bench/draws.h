/// Rates of the random numbers and samplers, beside what they could be at best.
#pragma once

#include "measurement.h"

namespace upsurge::bench {

/// Uniforms by vector path, beside the speed of writing that many doubles.
void measure_uniforms(int repeats, Measurements& found);

/// One binomial draw at its own address, small and large counts, beside the standard library's.
void measure_binomials(int repeats, Measurements& found);

}  // namespace upsurge::bench
