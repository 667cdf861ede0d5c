/// The known posterior of the share kept in a linear-Gaussian model, and a test against it; used by tests
/// only.
///
///   data: wave_data(); keep ~ U(0, 1), noise variance .2
///   state variance .1: log evidence -42.6283238909, keep 0.8587015791 (sd 0.06948827)
///   state variance .3: log evidence -44.0686583537; so the first has probability .80850644 at equal priors
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "inference/evidence.h"
#include "inference/linear_gaussian.h"
#include "numbers/prior.h"

namespace upsurge {

struct KnownFit {
    static constexpr double log_evidence = -42.6283238909;
    static constexpr double rival_log_evidence = -44.0686583537;
    static constexpr double probability = 0.80850644;
    static constexpr double mean = 0.8587015791;
    static constexpr double standard_deviation = 0.06948827;
};
inline const std::vector<Prior> keep_prior = {{Prior::Family::uniform, 0.0, 1.0}};

/// What replicates of a sampler found.
struct FitReplicates {
    std::vector<double> log_evidences;
    std::vector<double> means;
    std::vector<double> standard_deviations;
};

/// Means over 20 replicates within 4 of their standard errors (by chance off in 6 of 100,000 normal cases,
/// and in 8 of 10,000 with the errors estimated from 20), and close enough in any case: a wide error must not
/// pass for a truth.
inline void expect_known_fit(const FitReplicates& found) {
    const ReplicateSummary evidence = summarise_replicates(found.log_evidences);
    EXPECT_NEAR(evidence.log_mean, KnownFit::log_evidence, 4.0 * evidence.log_mean_error);
    EXPECT_LT(std::fabs(evidence.mean - KnownFit::log_evidence), 0.1);
    const ReplicateSummary mean = summarise_replicates(found.means);
    EXPECT_NEAR(mean.mean, KnownFit::mean, 4.0 * mean.standard_error);
    EXPECT_NEAR(mean.mean, KnownFit::mean, 0.01);
    // The standard deviation of n draws is too small by a share of about 1/(2 n of effect).
    const ReplicateSummary spread = summarise_replicates(found.standard_deviations);
    EXPECT_NEAR(spread.mean, KnownFit::standard_deviation, 4.0 * spread.standard_error + 0.001);
    EXPECT_NEAR(spread.mean, KnownFit::standard_deviation, 0.007);
}

}  // namespace upsurge
