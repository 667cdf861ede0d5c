#include "experiments/fitted_pasts.h"

#include <algorithm>

namespace upsurge {

std::vector<std::size_t> chosen_draws(const ReadExplanation& explanation, int count) {
    std::vector<std::size_t> chosen;
    double above = 0;
    for (std::size_t d = 0; d < explanation.draws.size(); ++d) {
        above += explanation.draws[d].weight;
        while (static_cast<int>(chosen.size()) < count &&
               (static_cast<double>(chosen.size()) + 0.5) / count < above + 1e-12) {
            chosen.push_back(d);
        }
    }
    while (static_cast<int>(chosen.size()) < count && !chosen.empty()) {
        chosen.push_back(chosen.back());  // what rounding left over
    }
    return chosen;
}

FittedPasts::FittedPasts(const ReadFit& fit, const std::vector<std::string>& hypotheses, int runs,
                         std::uint64_t seed)
    : fit_(&fit), seed_(seed) {
    for (const std::string& id : hypotheses) {
        const auto found = std::find_if(fit.explanations.begin(), fit.explanations.end(),
                                        [&](const ReadExplanation& one) { return one.hypothesis == id; });
        UPSURGE_CHECK(found != fit.explanations.end() && !found->draws.empty(),
                      "a hypothesis without draws in the fit");
        explanations_.push_back(static_cast<std::size_t>(found - fit.explanations.begin()));
        chosen_.push_back(chosen_draws(*found, runs));
    }
}

Past FittedPasts::past(int hypothesis, int run) const {
    const auto h = static_cast<std::size_t>(hypothesis);
    const ReadExplanation& explanation = fit_->explanations[explanations_[h]];
    const ReadDraw& draw = explanation.draws[chosen_[h][static_cast<std::size_t>(run)]];
    const RunKey beyond = make_run_key(seed_, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0);
    return {explanation.chance(draw, beyond),
            [&explanation, &draw](const Model& model) { return explanation.values(model, draw); }};
}

std::vector<std::string> surviving_hypotheses(const ReadFit& fit, double share) {
    const std::vector<ModelProbability> probabilities = fit.probabilities();
    std::vector<std::string> surviving;
    for (std::size_t i = 0; i < fit.explanations.size(); ++i) {
        if (probabilities[i].high >= share) {
            surviving.push_back(fit.explanations[i].hypothesis);
        }
    }
    return surviving;
}

}  // namespace upsurge
