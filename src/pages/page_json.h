/// Parts of the page's JSON; the one header that names the JSON library, for the sources of this folder.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "experiments/comparison.h"
#include "experiments/gaps.h"
#include "models/model.h"

namespace upsurge {

using Json = nlohmann::ordered_json;

Json reports_json(const Model& model);
Json sources_json(const Model& model);
Json schedule_json(const Model& model);
Json parameters_json(const Model& model);
Json mechanisms_json(const Model& model);
Json comparisons_json(const Model& model, const std::vector<Comparison>& comparisons);
Json gaps_json(const std::vector<Gap>& gaps);

}  // namespace upsurge
