/// The histories of a fit as pasts in which one thing is done differently.
///
/// Abduction, action, prediction (Pearl 2009, Causality, 7.1): the fit found parameters and chance events of
/// histories that agree with the reports; an intervention changes one thing from a time on; the same chance
/// events play it out.
#pragma once

#include <string>
#include <vector>

#include "experiments/counterfactual_list.h"
#include "fitting/read_fit.h"

namespace upsurge {

class FittedPasts final : public Pasts {
  public:
    /// @param fit         must outlive this
    /// @param hypotheses  each with draws in the fit
    /// @param runs        of each hypothesis, drawn in proportion to the weights
    /// @param seed        chance of what comes after the fit's last report
    FittedPasts(const ReadFit& fit, const std::vector<std::string>& hypotheses, int runs, std::uint64_t seed);
    Past past(int hypothesis, int run) const override;

  private:
    const ReadFit* fit_;
    std::uint64_t seed_;
    std::vector<std::size_t> explanations_;         ///< [hypothesis]
    std::vector<std::vector<std::size_t>> chosen_;  ///< [hypothesis][run] draw
};

/// Explanations of a fit that the reports leave standing: what the replicates leave open of their probability
/// reaches this share.
std::vector<std::string> surviving_hypotheses(const ReadFit& fit, double share = 0.05);

/// Draws in proportion to their weights, at equal steps.
std::vector<std::size_t> chosen_draws(const ReadExplanation& explanation, int count);

}  // namespace upsurge
