/// How often intervals held what they should, with what chance alone allows; and where outcomes fell within
/// their forecasts.
#pragma once

#include <cstdint>
#include <span>

#include "numbers/philox.h"

namespace upsurge {

/// Outcomes inside their intervals, of `total`, beside the rate that the intervals promised.
struct Coverage {
    std::int64_t inside = 0;
    std::int64_t total = 0;
    double share = 0;  ///< NaN without any
    /// Interval of the rate behind the share (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404): holds
    /// it with at least the given confidence. 0 to 1 without any.
    double share_low = 0;
    double share_high = 1;
    /// Fewest and most that independent intervals of the promised rate hold with at least that confidence:
    /// each tail beyond has at most half of what is left. The promise is refuted by this test iff inside is
    /// not within.
    std::int64_t expected_low = 0;
    std::int64_t expected_high = 0;
    bool as_promised = true;  ///< expected_low <= inside <= expected_high
};

/// Both bands take outcomes for independent. Outcomes of neighbouring days or places are not, and then real
/// bands are wider.
/// @param rate        share that the intervals promised to hold, 0 .. 1
/// @param confidence  of both bands, in (0, 1)
Coverage coverage(std::int64_t inside, std::int64_t total, double rate, double confidence = 0.95);

/// Randomised probability integral transform of an outcome y: uniform on (0, 1) if y follows the forecast,
/// also for counts (Czado, Gneiting and Held 2009, doi:10.1111/j.1541-0420.2009.01191.x).
/// @param below    P(Y < y)
/// @param at_most  P(Y <= y)
/// @param key, outcome_number  name the random number: the same every time, another for each outcome
double randomised_pit(double below, double at_most, RunKey key, std::uint32_t outcome_number);

/// The same of an ensemble of equal weights: the outcome's rank among draws and itself, ties and the place
/// within the rank by chance. Exactly uniform if outcome and draws are exchangeable, for any number of draws.
double ensemble_pit(std::span<const double> draws, double outcome, RunKey key, std::uint32_t outcome_number);

}  // namespace upsurge
