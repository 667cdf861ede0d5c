/// The largest number that a report could name: what a source says who knows nothing lies below it.
#pragma once

#include <vector>

#include "models/model.h"

namespace upsurge {

/// [reports] Of people all who live in the report's places; of regions, workplaces, units, sites and the like
/// how many there are; of a price ten times the largest one of the schedule. 1 where the observable is a
/// share or there is none.
std::vector<double> largest_numbers(const Model& model);

}  // namespace upsurge
