/// Simulation-based calibration: whether a sampler's posteriors are what they claim to be.
///
/// Draw parameters from the prior, data from the model, posterior draws from the data; the rank of the true
/// parameter (or of any quantity of parameters and data, such as the log likelihood) among the posterior
/// draws is uniform if the sampler is right. Ranks of parameters alone cannot see a sampler that ignores the
/// data: rank the log likelihood too.
///
/// Sources: Talts, Betancourt, Simpson, Vehtari and Gelman (2018), arXiv:1804.06788; quantities of the data:
/// Modrak and others (2023), doi:10.1214/23-BA1404; envelope: Sailynoja, Buerkner and Vehtari (2022),
/// doi:10.1007/s11222-022-10090-6.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "numbers/philox.h"

namespace upsurge {

/// How many draws lie below the truth, 0 .. draws.size(); ties are broken at random.
int rank_of(double truth, std::span<const double> draws, Draws& ties);

/// At one point of the distribution function: how many ranks are at or below it, and between what.
struct EnvelopePoint {
    int rank = 0;   ///< ranks 0 .. rank are counted
    int count = 0;  ///< seen
    double expected = 0;
    int low = 0;  ///< of the envelope
    int high = 0;
};

struct SbcVerdict {
    bool uniform = false;    ///< all points are inside
    double false_alarm = 0;  ///< chance that ranks which are uniform leave the envelope anywhere
    /// Chance of ranks as far out as these at their worst point, had they been uniform; as fine as 1 /
    /// simulations.
    double p_value = 0;
    std::vector<EnvelopePoint> points;
    std::string sentence() const;
};

/// Compares the distribution function of ranks with that of uniform ones at the ends of the bins, with an
/// envelope that holds at all points at once: its width is set by 4,000 simulated sets of uniform ranks.
/// @param ranks        [replicates] each 0 .. draws
/// @param draws        posterior draws per replicate; draws + 1 is a multiple of bins
/// @param false_alarm  0.00025 .. 0.5
SbcVerdict sbc_verdict(std::span<const int> ranks, int draws, int bins, double false_alarm,
                       std::uint64_t seed);

}  // namespace upsurge
