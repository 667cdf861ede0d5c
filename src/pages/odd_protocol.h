/// The ODD protocol of a scenario as Markdown: Overview, Design concepts, Details.
///
/// Written by rule from the model, the tables of the mechanisms and the list of the tick's phases, so that it
/// says what this version does. After Grimm et al. (2020), Journal of Artificial Societies and Social
/// Simulation 23(2) 7, doi:10.18564/jasss.4259.
#pragma once

#include <string>

#include "models/model.h"

namespace upsurge {

std::string odd_protocol(const Model& model);

}  // namespace upsurge
