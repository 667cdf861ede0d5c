/// From a folder of files to a checked model, or to everything that is wrong with them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/model.h"
#include "scenarios/find_scenario.h"
#include "upsurge/result.h"

namespace upsurge {

struct ScenarioOptions {
    std::string resolution = "coarse";  ///< coarse, standard or fine
    /// "mechanism.parameter=value" (fixes it everywhere), "mechanism.switch=option", "mechanism=on|off",
    /// "clock.tick_hours=0.5", "clock.step_hours=0.5", "clock.start=...", "clock.end=...", "event_size=100".
    std::vector<std::string> set;
    std::optional<Instant> until;  ///< replaces the clock's end
    std::string hypothesis;        ///< id of the one to apply; empty: the scenario's own settings
    std::string intervention;      ///< id of the one to apply after it; empty: none
};

struct ReadScenario {
    Model model;                             ///< with the hypothesis and the intervention asked for
    std::vector<std::string> defaults_used;  ///< one sentence each
    std::string map_topology;                ///< text of map.topo.json; empty: places are drawn as points
    std::string readme;                      ///< text of README.md; may be empty
    std::filesystem::path folder;
    std::vector<std::string> files;  ///< names of the files read, in a fixed order
    std::uint64_t hash = 0;          ///< of the names and contents of these files
};

/// Reads and checks a scenario folder, then applies what the options ask for. The problems come by file, line
/// and column, all at once, except that a TOML syntax error in scenario.toml comes alone. Nothing half-read
/// is ever returned.
Result<ReadScenario> read_scenario(const std::filesystem::path& folder, const ScenarioOptions& options = {});

}  // namespace upsurge
