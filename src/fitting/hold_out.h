/// Reports kept back from a fit, to be scored afterwards.
#pragma once

#include <cstdint>
#include <vector>

#include "models/model.h"

namespace upsurge {

/// Positions in model.reports of those held out, rising. Reports that copy one another (one origin group) or
/// speak of the same event (the same observable at the same places in overlapping time) stay together, so
/// that nothing that is held out is known by another report. Each such set is held out by chance.
/// @param share  chance of a set, in (0, 1)
std::vector<int> held_out_reports(const Model& model, double share, std::uint64_t seed);

}  // namespace upsurge
