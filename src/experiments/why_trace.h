/// Why an intervention does what it does: the part of its effect that each mechanism carries, by paired
/// ablation.
///
/// Every fitted history goes on four ways from the intervention's time, by the same chance events: as it was
/// and with the intervention, each with all mechanisms and without one. What the effect loses without the
/// mechanism is the part that the mechanism carries:
///
///   carried = (x - x as it was) - (x without it - x as it was without it)
///
/// Parts need not add up to the effect: mechanisms act through one another, and one may stand in for another.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "experiments/bootstrap.h"
#include "fitting/read_fit.h"

namespace upsurge {

struct WhyTraceOptions {
    std::string intervention;
    std::vector<std::string> hypotheses;  ///< none: those that the reports leave 5% or more
    int runs = 40;                        ///< fitted histories of each
    std::uint64_t seed = 1;               ///< chance of what comes after the fit's last report
    int threads = 0;
};

/// Means over the histories of one explanation, with 95% of what their number leaves open.
struct WhyTracePart {
    std::string hypothesis;
    std::string quantity;   ///< as run_quantities
    std::string mechanism;  ///< that was left out
    int runs = 0;
    double effect = 0;  ///< of the intervention with all mechanisms
    Interval effect_interval;
    double carried = 0;
    Interval carried_interval;
};

/// By explanation and quantity, the mechanism that carries most first. Every mechanism that is on is left out
/// once, but `outcomes`, which only gives names to endings.
/// @param done  called with how many of how many histories are done; may be empty
/// Fails on a name that nothing has, with the nearest, and on an explanation without draws.
Result<std::vector<WhyTracePart>> why_trace(const ReadFit& fit, const WhyTraceOptions& options,
                                            const std::function<void(int, int)>& done = {});

/// why_trace.csv: docs/formats/fit.md.
std::string why_trace_text(const std::vector<WhyTracePart>& parts);

}  // namespace upsurge
