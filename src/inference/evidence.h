/// What replicates of a log evidence or log likelihood say, and the probabilities of rival models.
#pragma once

#include <span>
#include <vector>

#include "numbers/philox.h"

namespace upsurge {

/// Independent estimates, on the log scale, of one positive number.
struct ReplicateSummary {
    int count = 0;
    int zeros = 0;                  ///< estimates of -infinity
    int broken = 0;                 ///< estimates that are no numbers or +infinity; left out of all else
    double mean = 0;                ///< of the finite ones
    double standard_deviation = 0;  ///< of the finite ones; 0 with fewer than two
    double standard_error = 0;      ///< of the mean
    /// log of the mean of exp(estimate), zeros included: the estimate to use, as it is the numbers themselves
    /// and not their logarithms that are unbiased. -infinity if all are zero.
    double log_mean = 0;
    double log_mean_error = 0;  ///< standard error of log_mean by the delta method; 0 with fewer than two
};
ReplicateSummary summarise_replicates(std::span<const double> log_estimates);

/// Replicates of one model's log evidence and its probability beforehand.
struct ModelEvidence {
    std::vector<double> log_evidences;  ///< at least one
    double prior = 1.0;                 ///< > 0; scaled so that all sum to 1
};

struct ModelProbability {
    double probability = 0;
    double low = 0;  ///< 95% interval of what the replicates leave open; [0, 1] with a single replicate
    double high = 1;
};

/// Probabilities of models given the data. The interval draws each log evidence 2,000 times from Student's t
/// around log_mean with the replicates' error: it is about the sampler, not about the models. All evidences
/// zero gives the priors and [0, 1].
/// @param key  of purpose bootstrap
std::vector<ModelProbability> model_probabilities(std::span<const ModelEvidence> models, RunKey key);

}  // namespace upsurge
