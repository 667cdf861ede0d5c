/// Parts of the ODD protocol; internal to odd_protocol.cpp.
#pragma once

#include <string>
#include <string_view>

#include "models/model.h"

namespace upsurge {

/// Sections 1 to 3: purpose, entities, scheduling.
std::string odd_overview(const Model& model);
/// Sections 5 to 7: initialisation, input data, submodels.
std::string odd_details(const Model& model);

/// Text for a cell of a Markdown table: no line breaks, no bars.
std::string cell(std::string_view text);
bool is_on(const Model& model, std::string_view mechanism);

}  // namespace upsurge
