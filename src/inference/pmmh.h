/// Particle marginal Metropolis-Hastings: one chain over parameters with estimated likelihoods, as an
/// independent check of the other samplers. Its target is the exact posterior whatever the noise of unbiased
/// estimates; its chain is sequential, so it is slow.
///
/// The first part adapts covariance and scale of the random walk and is thrown away; then both are fixed.
///
/// Sources: Andrieu, Doucet and Holenstein (2010), doi:10.1111/j.1467-9868.2009.00736.x; adaptation: Haario,
/// Saksman and Tamminen (2001), doi:10.2307/3318737.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "inference/particle_filter.h"
#include "inference/prior_scale.h"

namespace upsurge {

/// The log likelihood at these values by the chance of this evaluation; -infinity where the data are
/// impossible.
using LikelihoodEstimate = std::function<double(std::uint64_t evaluation, std::span<const double> values)>;

/// The estimate that a particle filter gives. Data that the family's models refer to must outlive it.
template <ModelFamily Family>
LikelihoodEstimate filter_estimate(Family family, FilterOptions options) {
    return [family, options](std::uint64_t evaluation, std::span<const double> values) {
        FilterOptions own = options;
        own.evaluation = evaluation;
        return ParticleFilter(family.at(values), own).run().log_likelihood;
    };
}

struct PmmhOptions {
    int adapting = 1000;  ///< steps thrown away, >= 100
    int steps = 10000;    ///< steps kept, >= 1
    std::uint64_t seed = 1;
    std::uint64_t chain = 0;  ///< another number, another chain
    int start_tries = 1000;   ///< draws of the prior until one is possible
};

struct PmmhResult {
    std::vector<std::vector<double>> draws;  ///< [steps] values; empty if no start was found
    std::vector<double> log_likelihoods;     ///< [steps] the estimates they were accepted with
    std::vector<std::uint64_t> evaluations;  ///< [steps] whose chance made them
    double acceptance = 0;                   ///< share of the kept steps
    std::uint64_t evaluations_made = 0;
    bool started = false;  ///< false: every draw tried makes the data impossible
};

PmmhResult pmmh(const PriorScale& scale, const LikelihoodEstimate& estimate, const PmmhOptions& options);

/// Mean of a chain and its standard error by batch means (30 batches), which counts in that neighbours are
/// alike.
struct ChainMean {
    double mean = 0;
    double standard_error = 0;
};
/// @param values  at least 60
ChainMean chain_mean(std::span<const double> values);

}  // namespace upsurge
