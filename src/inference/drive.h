/// Runs a tempered sampler with a function in place of a simulator; used by tests only.
#pragma once

#include <vector>

#include "inference/pmmh.h"
#include "inference/tempered_smc.h"

namespace upsurge {

/// Evaluates all that is pending, once.
inline std::vector<EvaluationResult> evaluate_pending(const TemperedSmc& sampler,
                                                      const LikelihoodEstimate& estimate) {
    std::vector<EvaluationResult> results;
    for (const Evaluation& wanted : sampler.pending()) {
        results.push_back({wanted.number, estimate(wanted.number, wanted.values)});
    }
    return results;
}

/// To the end.
inline TemperedResult drive(TemperedSmc sampler, const LikelihoodEstimate& estimate) {
    while (!sampler.done()) {
        const Result<void> taken = sampler.receive(evaluate_pending(sampler, estimate));
        UPSURGE_CHECK(taken.has_value(), "drive: a pending result was refused");
    }
    return sampler.result();
}

/// Mean and standard deviation of a parameter over weighted draws.
struct Moments {
    double mean = 0;
    double standard_deviation = 0;
};
inline Moments moments_of(const TemperedResult& result, std::size_t parameter = 0) {
    double mean = 0.0;
    double square = 0.0;
    for (const WeightedDraw& draw : result.draws) {
        mean += draw.weight * draw.values[parameter];
        square += draw.weight * draw.values[parameter] * draw.values[parameter];
    }
    return {mean, std::sqrt(square - mean * mean)};
}

}  // namespace upsurge
