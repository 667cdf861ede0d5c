#include "inference/evidence.h"

#include <algorithm>
#include <cmath>

#include "inference/weights.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

/// Student's t with the given degrees of freedom.
double student(Draws& draws, double freedom) {
    const double z = normal(draws);
    return z / std::sqrt(2.0 * gamma(draws, 0.5 * freedom) / freedom);
}

/// Shares of exp(log weight); even ones if all are zero.
std::vector<double> shares_of(const std::vector<double>& log_weights) {
    const double total = log_sum_exp(log_weights);
    std::vector<double> shares;
    for (const double weight : log_weights) {
        shares.push_back(total == -elementary::infinity ? 1.0 / static_cast<double>(log_weights.size())
                                                        : exp_of(weight - total));
    }
    return shares;
}

}  // namespace

ReplicateSummary summarise_replicates(std::span<const double> log_estimates) {
    ReplicateSummary summary;
    std::vector<double> finite;
    for (const double estimate : log_estimates) {
        ++summary.count;
        if (estimate == -elementary::infinity) {
            ++summary.zeros;
        } else if (estimate < elementary::infinity) {
            finite.push_back(estimate);
        } else {
            ++summary.broken;
        }
    }
    if (finite.empty()) {
        summary.log_mean = -elementary::infinity;
        return summary;
    }
    const double known = static_cast<double>(finite.size());
    const double all = known + summary.zeros;
    summary.mean = ordered_sum(finite) / known;
    summary.log_mean = log_sum_exp(finite) - log_of(all);
    double squares = 0.0;
    double ratio_squares = summary.zeros;  // a zero is off from the mean ratio 1 by 1
    for (const double estimate : finite) {
        const double off = estimate - summary.mean;
        const double ratio_off = exp_of(estimate - summary.log_mean) - 1.0;
        squares += off * off;
        ratio_squares += ratio_off * ratio_off;
    }
    if (known > 1.0) {
        summary.standard_deviation = std::sqrt(squares / (known - 1.0));
        summary.standard_error = summary.standard_deviation / std::sqrt(known);
    }
    if (all > 1.0) {
        summary.log_mean_error = std::sqrt(ratio_squares / (all - 1.0) / all);
    }
    return summary;
}

std::vector<ModelProbability> model_probabilities(std::span<const ModelEvidence> models, RunKey key) {
    constexpr int repeats = 2000;
    std::vector<ReplicateSummary> summaries;
    std::vector<double> centre;
    bool open = false;  // a single replicate says nothing of its error
    double priors = 0.0;
    for (const ModelEvidence& model : models) {
        UPSURGE_CHECK(model.prior > 0.0 && !model.log_evidences.empty(), "model probabilities: bad model");
        priors += model.prior;
    }
    for (const ModelEvidence& model : models) {
        summaries.push_back(summarise_replicates(model.log_evidences));
        centre.push_back(summaries.back().log_mean + log_of(model.prior / priors));
        open = open || model.log_evidences.size() < 2;
    }
    const bool all_zero = log_sum_exp(centre) == -elementary::infinity;
    std::vector<ModelProbability> found(models.size());
    const std::vector<double> shares = shares_of(centre);
    for (std::size_t m = 0; m < models.size(); ++m) {
        found[m].probability = all_zero ? models[m].prior / priors : shares[m];
    }
    if (open || all_zero) {
        return found;
    }
    std::vector<std::vector<double>> drawn(models.size());
    for (int repeat = 0; repeat < repeats; ++repeat) {
        std::vector<double> moved = centre;
        for (std::size_t m = 0; m < models.size(); ++m) {
            Draws draws(key,
                        {.row = static_cast<std::uint32_t>(repeat), .item = static_cast<std::uint32_t>(m)});
            moved[m] += summaries[m].log_mean_error * student(draws, summaries[m].count - 1.0);
        }
        const std::vector<double> moved_shares = shares_of(moved);
        for (std::size_t m = 0; m < models.size(); ++m) {
            drawn[m].push_back(moved_shares[m]);
        }
    }
    for (std::size_t m = 0; m < models.size(); ++m) {
        std::sort(drawn[m].begin(), drawn[m].end());
        found[m].low = drawn[m][repeats / 40];
        found[m].high = drawn[m][repeats - 1 - repeats / 40];
    }
    return found;
}

}  // namespace upsurge
