/// Scenario folders for benchmarks.
#pragma once

#include <optional>
#include <string>

#include "models/model.h"

namespace upsurge::bench {

/// The checked model; nothing, and every problem on standard error, when the folder is wrong.
std::optional<Model> read_model(const std::string& folder, const std::string& resolution = "coarse");

}  // namespace upsurge::bench
