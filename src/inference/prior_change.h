/// The evidence had the priors been wider or narrower, from draws that are there: no new simulation.
#pragma once

#include <optional>
#include <vector>

#include "inference/tempered_smc.h"
#include "numbers/prior.h"

namespace upsurge {

/// A prior of the same centre and `factor` times the width: limits, standard deviation or scale, on the
/// logarithm where the family has one. Beta and gamma keep their mean. Nothing where no such prior exists (a
/// beta so wide that it has none, an infinite one).
std::optional<Prior> with_width(const Prior& prior, double factor);

struct ChangedEvidence {
    double log_evidence = 0;           ///< -infinity if no draw lies in the new support
    double effective_sample_size = 0;  ///< of the reweighted draws: below about 50 the figure is worth little
    /// Whether the old priors have mass wherever the new ones do. If not, the figure counts the new prior's
    /// mass outside as likelihood zero: a lower limit.
    bool covered = true;
};

/// log Z' = log Z + log of the mean over the posterior of new prior / old prior.
/// @param result  of a sampler that did not fail
ChangedEvidence evidence_under(const TemperedResult& result, const std::vector<Prior>& old_priors,
                               const std::vector<Prior>& new_priors);

}  // namespace upsurge
