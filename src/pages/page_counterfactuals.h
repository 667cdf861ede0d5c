/// What a page says of counterfactuals: how often each outcome came under each explanation and intervention,
/// and what the intervention changed.
#pragma once

#include <vector>

#include "experiments/counterfactual_study.h"
#include "models/model.h"
#include "pages/page_json.h"

namespace upsurge {

/// The tables of all studies as they are written there, to every digit; explanations and interventions in the
/// scenario's order. Null without studies. docs/formats/page.md has the keys.
Json counterfactuals_json(const Model& model, const std::vector<CounterfactualStudy>& studies);

}  // namespace upsurge
