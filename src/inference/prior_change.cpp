#include "inference/prior_change.h"

#include <cmath>

#include "inference/weights.h"
#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {

std::optional<Prior> with_width(const Prior& prior, double factor) {
    UPSURGE_CHECK(factor > 0.0, "prior width: bad factor");
    Prior changed = prior;
    switch (prior.family) {
        case Prior::Family::fixed:
            break;
        case Prior::Family::uniform: {
            const double centre = 0.5 * (prior.a + prior.b);
            const double half = 0.5 * (prior.b - prior.a) * factor;
            changed.a = centre - half;
            changed.b = centre + half;
            break;
        }
        case Prior::Family::log_uniform: {
            const double centre = 0.5 * (log_of(prior.a) + log_of(prior.b));
            const double half = 0.5 * (log_of(prior.b) - log_of(prior.a)) * factor;
            changed.a = exp_of(centre - half);
            changed.b = exp_of(centre + half);
            break;
        }
        case Prior::Family::normal:
        case Prior::Family::log_normal:
            changed.b *= factor;
            break;
        case Prior::Family::half_normal:
            changed.a *= factor;
            break;
        case Prior::Family::beta: {
            // Variance mean (1 - mean) / (a + b + 1).
            const double total = (prior.a + prior.b + 1.0) / (factor * factor) - 1.0;
            if (!(total > 0.0)) {
                return std::nullopt;
            }
            changed.a = prior.a / (prior.a + prior.b) * total;
            changed.b = prior.b / (prior.a + prior.b) * total;
            break;
        }
        case Prior::Family::gamma:
            changed.a /= factor * factor;
            changed.b *= factor * factor;
            break;
    }
    const double bound = elementary::infinity;
    if (!(changed.a > -bound && changed.a < bound && changed.b > -bound && changed.b < bound) ||
        (prior.family == Prior::Family::log_uniform && !(changed.a > 0.0))) {
        return std::nullopt;
    }
    return changed;
}

ChangedEvidence evidence_under(const TemperedResult& result, const std::vector<Prior>& old_priors,
                               const std::vector<Prior>& new_priors) {
    UPSURGE_CHECK(old_priors.size() == new_priors.size() && !result.draws.empty(),
                  "changed priors: bad lists");
    ChangedEvidence changed;
    std::vector<double> logs;
    for (const WeightedDraw& draw : result.draws) {
        double log_ratio = log_of(draw.weight);
        for (std::size_t i = 0; i < old_priors.size(); ++i) {
            const double value = draw.values[i];
            log_ratio += new_priors[i].log_density(value) - old_priors[i].log_density(value);
        }
        logs.push_back(log_ratio);
    }
    for (std::size_t i = 0; i < old_priors.size(); ++i) {
        changed.covered = changed.covered && old_priors[i].support_low() <= new_priors[i].support_low() &&
                          old_priors[i].support_high() >= new_priors[i].support_high();
    }
    std::vector<double> scaled(logs.size());
    const WeightSum sum = scale_weights(logs, scaled, array_functions(best_vector_path()));
    changed.log_evidence = result.log_evidence + sum.log_sum;
    changed.effective_sample_size = sum.effective_sample_size;
    return changed;
}

}  // namespace upsurge
