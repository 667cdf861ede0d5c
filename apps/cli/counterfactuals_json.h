/// The results of counterfactuals and whatif as JSON.
#pragma once

#include <filesystem>

#include "experiments/counterfactual_list.h"
#include "json_output.h"
#include "studies/manifest.h"

namespace upsurge::cli {

Json counterfactuals_json(const char* command, const CounterfactualList& study, const Manifest& manifest,
                          const std::filesystem::path& folder);

}  // namespace upsurge::cli
