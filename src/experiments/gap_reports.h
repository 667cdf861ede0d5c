/// Shared by the tables of gaps: which reports say that people were in the street.
#pragma once

#include <vector>

#include "models/model.h"

namespace upsurge {

/// Whether a report says that people of at least the event size were in the street.
bool says_crowd(const Model& model, const Report& report);

/// Positions of standing reports that say so.
std::vector<int> crowd_reports(const Model& model);

/// Ordinals of the places that are regions, in file order.
std::vector<int> regions_of(const Model& model);

}  // namespace upsurge
