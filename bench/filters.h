/// Speed of the particle filter on two published models, beside what pomp publishes of itself.
#pragma once

#include "measurement.h"

namespace upsurge::bench {

/// Particle-steps a second and core on Ricker's model and the boarding-school flu. Every vector path must
/// give one hash, and the log likelihoods must be the published ones, before anything is timed. False if not.
bool measure_filters(bool quick, Measurements& found);

}  // namespace upsurge::bench
