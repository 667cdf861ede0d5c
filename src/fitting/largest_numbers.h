/// The largest number that a report could name: what a source says who knows nothing lies below it.
#pragma once

#include <vector>

#include "models/model.h"

namespace upsurge {

/// Of people all who live in the report's places; of regions, workplaces, units, sites and the like
/// how many there are; of a price ten times the largest one of the schedule. 1 where the observable is a
/// share or there is none.
double largest_number(const Model& model, const Report& report);
/// [reports] of the model's own reports.
std::vector<double> largest_numbers(const Model& model);

}  // namespace upsurge
