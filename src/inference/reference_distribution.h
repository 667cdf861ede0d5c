/// A distribution near the posterior, from draws of an earlier fit, for a sampler to start from in place of
/// the prior.
///
/// A sampler that starts at q goes from q to prior * likelihood through q^(1 - beta) (prior *
/// likelihood)^beta. Since q sums to one, the evidence it finds is that of the prior, whatever q is; a q near
/// the posterior only makes the way shorter. Part of q is the prior itself, so that what the earlier fit did
/// not see can be found.
///
/// Source: Fan, Wu, Chen, Kuo and Lewis (2011), doi:10.1093/molbev/msq224.
#pragma once

#include <span>
#include <vector>

#include "numbers/samplers.h"

namespace upsurge {

/// Weighted draws of the parameters that a sampler may start from.
struct StartingDraws {
    std::vector<std::vector<double>> values;  ///< [draws], in the order of the priors; empty: from the prior
    std::vector<double> weights;              ///< [draws] >= 0, not all 0
};

class ReferenceDistribution {
  public:
    /// Share of the prior in it.
    static constexpr double prior_share = 0.2;
    /// No kernel is narrower, in standard deviations of the prior: draws of an earlier fit may all be one.
    static constexpr double width_min = 0.1;

    /// The rest are normal kernels around the points, wide by the rule of Silverman (1986) along each
    /// coordinate.
    /// @param free     [points] on the free scale of the priors (prior_scale.h), of equal length
    /// @param weights  [points] >= 0, not all 0
    ReferenceDistribution(std::vector<std::vector<double>> free, std::vector<double> weights);

    std::vector<double> sample(Draws& draws) const;
    double log_density(std::span<const double> free) const;

  private:
    std::vector<std::vector<double>> points_;
    std::vector<double> weights_;  ///< sum to 1 - prior_share
    std::vector<double> width_;    ///< [dimension]
};

}  // namespace upsurge
