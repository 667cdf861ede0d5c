/// The free scale on which samplers move: each parameter is replaced by the normal score of its prior.
///
///   free = normal_quantile(prior.cdf(value)),  value = prior.quantile(normal_cdf(free))
///
/// So the prior of all free coordinates is independent standard normal, whatever its family and limits, and
/// no step leaves its support.
#pragma once

#include <span>
#include <vector>

#include "numbers/prior.h"

namespace upsurge {

class PriorScale {
  public:
    /// @param priors  of the parameters that are fitted; none of family fixed
    explicit PriorScale(std::vector<Prior> priors);

    int dimension() const { return static_cast<int>(priors_.size()); }
    const std::vector<Prior>& priors() const { return priors_; }

    std::vector<double> values(std::span<const double> free) const;
    /// Values outside the support give the score of its end, +-8.2.
    std::vector<double> free(std::span<const double> values) const;
    /// Of the prior on the free scale.
    double log_density(std::span<const double> free) const;
    /// A draw of the prior on the free scale.
    std::vector<double> sample(Draws& draws) const;

  private:
    std::vector<Prior> priors_;
};

}  // namespace upsurge
