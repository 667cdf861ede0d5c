/// Where scenarios are: those that ship go by name, any other by its path.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "upsurge/result.h"

namespace upsurge {

/// The folder of a scenario. Anything with a slash, or a folder of that name that holds a scenario.toml, is
/// a path (a path to the scenario.toml itself is taken as its folder); otherwise the name of a scenario that
/// ships is looked up in $UPSURGE_SCENARIOS, then in share/upsurge/scenarios beside the program's folder,
/// then in the source tree it was built from.
Result<std::filesystem::path> find_scenario(std::string_view name_or_path);

/// Names of the scenarios that ship, sorted.
std::vector<std::string> built_in_scenarios();

}  // namespace upsurge
