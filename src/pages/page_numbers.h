/// Numbers of the page's JSON: rounded to what chance leaves meaningful, shares and bands over runs.
#pragma once

#include <cstddef>
#include <vector>

#include "pages/page_json.h"

namespace upsurge {

/// To this many significant digits; 0 where the value is not finite.
double figures(double value, int digits);

/// A count of runs as a share of all, with Wilson's 95% interval.
Json share_json(std::size_t count, std::size_t total);

/// Median and 90% of a sample.
Json band_json(std::vector<double> sample);

}  // namespace upsurge
