/// The models of a fit: the scenario under each hypothesis, as of the fit's date.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/model.h"
#include "upsurge/result.h"

namespace upsurge {

/// The hypotheses meant: "all" are all that are not dull; none is the scenario's own settings, an empty id.
std::vector<std::string> hypotheses_meant(const Model& base, const std::vector<std::string>& ids);

/// @param base  with neither a hypothesis nor an intervention
/// @param ids   as of hypotheses_meant. Fails on names that nothing has, every one at once
Result<std::vector<Model>> fit_models(const Model& base, const std::vector<std::string>& ids);

}  // namespace upsurge
