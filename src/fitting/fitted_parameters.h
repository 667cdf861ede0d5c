/// The parameters that a fit moves: those the scenario names, and those of the hypothesis, with their priors.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/prior.h"
#include "upsurge/result.h"

namespace upsurge {

/// One coordinate of a fit: a parameter, everywhere or at the places that share a setting.
struct FittedParameter {
    int parameter = 0;        ///< index in all_parameters()
    std::vector<int> leaves;  ///< empty: everywhere
    Prior prior;
    std::string name;  ///< "diffusion.media_weight", or "grievance.exposure@PLACE" by the first place
};

class FittedParameters {
  public:
    /// Of the model as it stands, its hypothesis applied. Settings of one parameter with the same origin are
    /// one coordinate; parameters whose prior is none, or is fixed, or whose mechanism is off are left out.
    /// Fails when the scenario names none.
    static Result<FittedParameters> of(const Model& model);

    const std::vector<FittedParameter>& all() const { return all_; }
    std::vector<Prior> priors() const;
    /// The model's point values with these coordinates in place, clipped to each parameter's range.
    ParameterValues values(const Model& model, std::span<const double> coordinates) const;

  private:
    std::vector<FittedParameter> all_;
};

}  // namespace upsurge
