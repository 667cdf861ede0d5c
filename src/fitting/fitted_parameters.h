/// What a fit moves: those the scenario names, and those of the hypothesis, with their priors; and
/// what it learns of reports: the discrepancy of its counts, and what it takes to be spoken of.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/prior.h"
#include "reports/discrepancy.h"
#include "reports/silence.h"
#include "upsurge/result.h"

namespace upsurge {

/// One coordinate of a fit: a parameter, everywhere or at the places that share a setting, how far the
/// model's counts are off, or the crowd from which one report is expected.
struct FittedParameter {
    enum class Of { society, estimated_discrepancy, listed_discrepancy, reported_crowd };
    Of of = Of::society;
    int parameter = -1;       ///< of the society: index in all_parameters(); else -1
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
    /// How far the model's counts are off at these coordinates.
    Discrepancy discrepancy(std::span<const double> coordinates) const;
    /// What it takes to be spoken of at these coordinates.
    Attention attention(std::span<const double> coordinates) const;

  private:
    std::vector<FittedParameter> all_;
};

}  // namespace upsurge
