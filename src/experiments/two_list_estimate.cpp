#include "experiments/two_list_estimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "upsurge/result.h"

namespace upsurge {

TwoListEstimate estimate_from_two_lists(std::int64_t first, std::int64_t second, std::int64_t both) {
    UPSURGE_CHECK(both >= 0 && both <= std::min(first, second),
                  "two lists have more names in common than one of them has");
    const auto n1 = static_cast<double>(first);
    const auto n2 = static_cast<double>(second);
    const auto m = static_cast<double>(both);
    TwoListEstimate estimate;
    estimate.lincoln_petersen = both > 0 ? n1 * n2 / m : std::numeric_limits<double>::quiet_NaN();
    estimate.chapman = (n1 + 1) * (n2 + 1) / (m + 1) - 1;
    const double variance = (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) * (m + 1) * (m + 2));
    estimate.standard_error = std::sqrt(variance);
    return estimate;
}

}  // namespace upsurge
