/// Whole numbers from shares: largest-remainder apportionment.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace upsurge {

/// Splits `total` into whole parts close to total * share / sum of shares: every part is that quota
/// rounded down or up, and the largest remainders are rounded up. Equal remainders go to the lower index.
/// The parts sum to the total exactly.
/// @param total   >= 0, at most 2^53
/// @param shares  >= 0, finite, not all zero unless total = 0; need not sum to 1
std::vector<std::int64_t> apportion(std::int64_t total, std::span<const double> shares);

}  // namespace upsurge
