/// What `describe` and `list` say about hypotheses, interventions and claims.
#pragma once

#include <string>

#include "json_output.h"
#include "models/model.h"

namespace upsurge::cli {

std::string rivals_text(const Model& model);  ///< empty if the scenario has none
std::string claims_text(const Model& model);

Json hypotheses_json(const Model& model);
Json interventions_json(const Model& model);
Json claims_json(const Model& model);

}  // namespace upsurge::cli
