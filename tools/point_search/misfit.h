/// How badly histories miss the reports: the number the point search makes small.
#pragma once

#include <string>
#include <vector>

#include "models/model.h"
#include "studies/run_values.h"

namespace upsurge {

/// One report's share of the misfit.
struct Miss {
    int report = -1;       ///< index into Model::reports; -1: the quiet before the first report
    double simulated = 0;  ///< mean over runs, on the scale of ln(1 + x), turned back
    double miss = 0;       ///< ln(1 + simulated) against the reported range; 0 inside
    double weight = 0;
    double loss = 0;
};

/// Robust squared misses on the scale of ln(1 + x), weighted by grade and shared out within an origin
/// group; only reports published by Clock::hindsight_until whose publication date is known count.
///
/// A bound ("at least") costs a quarter of the miss on its open side, since bounds are usually near the
/// number. An occurrence misses when the crowd stays below the model's event size, a denial when it does not.
/// Before the first report of a crowd a national crowd above 100 counts as a miss of weight 2.
std::vector<Miss> misses(const Model& model, const RunValues& runs);

double total(const std::vector<Miss>& misses);

}  // namespace upsurge
