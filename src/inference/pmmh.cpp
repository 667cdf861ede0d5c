#include "inference/pmmh.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "inference/random_walk.h"
#include "inference/weights.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

// Processes at the address of a step: make_run_key(seed, Purpose::metropolis, chain, step, 0).
constexpr std::uint8_t start_process = 0;
constexpr std::uint8_t proposal_process = 1;
constexpr std::uint8_t acceptance_process = 2;

constexpr double wanted_acceptance = 0.25;
constexpr int refresh = 100;  // adapting steps between two covariances

RandomWalk walk_of(const std::vector<std::vector<double>>& trace, int dimension) {
    // The first half of what there is still comes from the start.
    const std::span<const std::vector<double>> late = std::span(trace).subspan(trace.size() / 2);
    return RandomWalk(weighted_covariance(late, std::vector<double>(late.size(), 1.0)), dimension);
}

}  // namespace

PmmhResult pmmh(const PriorScale& scale, const LikelihoodEstimate& estimate, const PmmhOptions& options) {
    UPSURGE_CHECK(options.adapting >= refresh && options.steps >= 1, "pmmh: bad options");
    const int dimension = scale.dimension();
    const auto draws_at = [&](int step, std::uint8_t process) {
        return Draws(make_run_key(options.seed, Purpose::metropolis, options.chain,
                                  static_cast<std::uint64_t>(step), 0),
                     {.process = process});
    };
    PmmhResult result;
    std::vector<double> now;
    std::vector<double> now_values;
    double now_likelihood = -elementary::infinity;
    std::uint64_t now_evaluation = 0;
    for (int tried = 0; tried < options.start_tries && !(now_likelihood > -elementary::infinity); ++tried) {
        Draws draws = draws_at(tried, start_process);
        now = scale.sample(draws);
        now_values = scale.values(now);
        now_evaluation = result.evaluations_made++;
        now_likelihood = estimate(now_evaluation, now_values);
    }
    if (!(now_likelihood > -elementary::infinity)) {
        return result;
    }
    result.started = true;
    std::vector<double> identity(static_cast<std::size_t>(dimension * dimension), 0.0);
    for (int i = 0; i < dimension; ++i) {
        identity[static_cast<std::size_t>(i * dimension + i)] = 1.0;
    }
    RandomWalk walk(identity, dimension);
    double factor = 1.0;
    int accepted = 0;
    int accepted_lately = 0;
    std::vector<std::vector<double>> trace;
    for (int step = 0; step < options.adapting + options.steps; ++step) {
        Draws proposing = draws_at(step, proposal_process);
        std::vector<double> proposed = walk.propose(now, factor, proposing);
        std::vector<double> values = scale.values(proposed);
        const std::uint64_t evaluation = result.evaluations_made++;
        const double likelihood = estimate(evaluation, values);
        Draws accepting = draws_at(step, acceptance_process);
        const double log_ratio =
            (likelihood - now_likelihood) + (scale.log_density(proposed) - scale.log_density(now));
        const bool accept = log_of(accepting.uniform()) < log_ratio;
        if (accept) {
            now = std::move(proposed);
            now_values = std::move(values);
            now_likelihood = likelihood;
            now_evaluation = evaluation;
        }
        if (step < options.adapting) {
            trace.push_back(now);
            accepted_lately += accept ? 1 : 0;
            if ((step + 1) % refresh == 0) {
                const double acceptance = accepted_lately / static_cast<double>(refresh);
                factor = std::clamp(factor * exp_of(acceptance - wanted_acceptance), 0.05, 3.0);
                walk = walk_of(trace, dimension);
                accepted_lately = 0;
            }
        } else {
            accepted += accept ? 1 : 0;
            result.draws.push_back(now_values);
            result.log_likelihoods.push_back(now_likelihood);
            result.evaluations.push_back(now_evaluation);
        }
    }
    result.acceptance = accepted / static_cast<double>(options.steps);
    return result;
}

ChainMean chain_mean(std::span<const double> values) {
    constexpr std::size_t batches = 30;
    const std::size_t length = values.size() / batches;
    UPSURGE_CHECK(length >= 2, "chain mean: chain too short");
    std::vector<double> means;
    for (std::size_t b = 0; b < batches; ++b) {
        means.push_back(ordered_sum(values.subspan(b * length, length)) / static_cast<double>(length));
    }
    const double mean = ordered_sum(means) / batches;
    double squares = 0.0;
    for (const double batch : means) {
        squares += (batch - mean) * (batch - mean);
    }
    return {mean, std::sqrt(squares / (batches - 1.0) / batches)};
}

}  // namespace upsurge
