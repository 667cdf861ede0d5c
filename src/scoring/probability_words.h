/// Probabilities in words, by rule, always beside their number.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace upsurge {

/// What is said of a probability that has no word on the scale.
inline constexpr std::string_view outside_the_scale = "outside the ICD-203 scale";

/// The word for a probability by Intelligence Community Directive 203, Analytic Standards (2 January 2015,
/// section D.6.e.2), of its first row of synonyms only, since the rows must not be mixed:
///
///   almost no chance      1 to 5%       likely           55 to 80%
///   very unlikely         5 to 20%      very likely      80 to 95%
///   unlikely             20 to 45%      almost certain   95 to 99%
///   roughly even chance  45 to 55%
///
/// A band holds its lower edge and not its upper one; the last holds 99% too. Below 1% and above 99% there is
/// no word: outside_the_scale. A probability within 1e-12 of an edge stands on it, so that 1 - 0.55 is 45%.
/// The caller guarantees 0 <= probability <= 1.
std::string_view probability_word(double probability);

/// Bounds of a probability, such as what the number of runs leaves open.
struct ProbabilityBounds {
    double low;
    double high;
};

/// very likely (87%) · very likely (87%, 80 to 92%) · outside the ICD-203 scale (0.4%)
///
/// With as many decimals as it takes that the written number has the word of the number: 79.96% is not 80%.
/// Never 0% or 100% for what is neither. Bounds are rounded outwards to the same decimals at least.
std::string probability_text(double probability, std::optional<ProbabilityBounds> bounds = {});

/// The number alone: 87%.
std::string percent_text(double probability);

}  // namespace upsurge
