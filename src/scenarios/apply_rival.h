/// A model under a rival explanation, or with one thing done differently.
///
/// Neither changes the seed, so two runs that differ in one of them share all other chance events.
#pragma once

#include <string_view>

#include "models/model.h"
#include "upsurge/result.h"

namespace upsurge {

/// The model with the settings and priors of Model::hypotheses[id], those it inherits first. Fails for an
/// unknown id (with the nearest), for a dull hypothesis, which simulates nothing, when a hypothesis is
/// applied already, and when a change cannot hold.
Result<Model> apply_hypothesis(const Model& model, std::string_view id);

/// The model with Model::interventions[id]: its histories agree with the model's, bit for bit, up to the
/// first tick that starts at or after the intervention's time. May follow a hypothesis. Fails for an unknown
/// id (with the nearest), when an intervention is applied already, and when a change cannot hold.
Result<Model> apply_intervention(const Model& model, std::string_view id);

}  // namespace upsurge
