/// Draws of an earlier fit for a later one to start near, such as a fit as of the day before.
#pragma once

#include <vector>

#include "fitting/read_fit.h"
#include "inference/reference_distribution.h"

namespace upsurge {

/// For each model the draws of its explanation, by the names of the parameters that the later fit moves.
/// Fails, every problem at once, when the earlier fit has no draws of an explanation or did not move a
/// parameter; when it knew what the later one must not know (reports and hindsight after its as-of); and when
/// the later one holds reports back, which the earlier one may have seen.
/// @param models  the hypothesis applied
Result<std::vector<StartingDraws>> starting_draws(const ReadFit& earlier, const std::vector<Model>& models,
                                                  const FitDesign& later);

}  // namespace upsurge
