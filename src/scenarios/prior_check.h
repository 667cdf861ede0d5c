/// Does a prior suit its parameter?
#pragma once

#include <optional>
#include <string_view>

#include "numbers/parameter.h"
#include "upsurge/result.h"

namespace upsurge {

/// Largest share of an unbounded prior that may lie outside its parameter's range, where draws are clipped.
inline constexpr double prior_outside_max = 0.05;

/// What is wrong with the text of a prior for this parameter; nothing if it is fine. An empty text (the
/// parameter is fixed) is fine. A bounded prior (fixed, uniform, log_uniform) must lie within the parameter's
/// range; of any other at most 5% may lie outside.
std::optional<Problem> fault_of_prior(std::string_view text, const ParameterSpec& spec);

}  // namespace upsurge
