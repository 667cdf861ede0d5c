/// Weighted draws as exactly a thousand of equal weight, the number that the ViEWS challenge scores:
/// ensembles of another size would be resampled there by a Fourier transform, which invents values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "upsurge/result.h"

namespace upsurge {

inline constexpr int exported_draws = 1000;

/// Which of the weighted draws to take, rising, by systematic resampling (Kitagawa 1996,
/// doi:10.1080/10618600.1996.10474692) with its offset at one half instead of random: pointer i stands at
/// (i + 1/2) / 1000 of the cumulative weight. Draw j is taken floor or ceil of 1000 w_j times, whatever
/// its place; the choice uses no chance. A thousand draws of equal weight are kept as they are.
/// @param weights  [draws] >= 0, not all 0; they need not sum to 1
/// The input is wrong where there is no draw, a weight is negative or not finite, or all are 0.
Result<std::vector<std::uint32_t>> thousand_draws(std::span<const double> weights);

}  // namespace upsurge
