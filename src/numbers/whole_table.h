/// Whole numbers in a table whose row and column sums are given: how the people of a place, counted by
/// stratum, are spread over its parts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace upsurge {

/// The table nearest to the weights that has the given sums, in whole numbers.
///
/// First iterative proportional fitting (Deming and Stephan 1940, doi:10.1214/aoms/1177731829): rows and
/// columns of the weights are scaled in turn until both sums hold. Then rounding: every entry is rounded
/// down and the people left are handed out one by one, largest remainders first, and where that ends in a
/// dead end along a path that moves others aside. Where the fit converged, entries are nearly always within 1
/// of it. An entry of weight 0 stays 0.
/// @param row_sums     >= 0, at most 2^53 together
/// @param column_sums  >= 0, the same sum
/// @param weights      [row x column] >= 0, finite
/// @return [row x column], or nothing if no table with these sums has zeros where the weights have them
std::optional<std::vector<std::int64_t>> whole_table(std::span<const std::int64_t> row_sums,
                                                     std::span<const std::int64_t> column_sums,
                                                     std::span<const double> weights);

}  // namespace upsurge
