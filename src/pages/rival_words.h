/// Hypotheses, interventions and claims in words.
#pragma once

#include <string>
#include <vector>

#include "models/model.h"

namespace upsurge {

/// What a change does, one phrase for each part: "policing fire in the capital is removed".
std::vector<std::string> change_phrases(const Model& model, const ModelChange& change);

/// What a claim is tied to, one phrase for each tie: "observable crowd in TOWN"; or why it is untestable.
std::vector<std::string> tie_phrases(const Model& model, const Claim& claim);

}  // namespace upsurge
