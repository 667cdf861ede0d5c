/// Options that say how a scenario is read; check, run and page share them.
#pragma once

#include <string>
#include <vector>

#include "command_line.h"
#include "scenarios/read_scenario.h"

namespace upsurge::cli {

struct ScenarioChoice {
    std::string scenario;
    std::string id;  ///< the scenario's own, where its folder is a copy of another name
    std::string resolution = "coarse";
    std::vector<std::string> set;
    std::string until;
    std::string hypothesis;
    std::string intervention;

    void declare(CommandLine& line);
    /// For a command that takes several hypotheses and interventions, with options of its own.
    void declare_without_rivals(CommandLine& line);
    /// Reads the scenario; a wrong --until is a problem of the command line.
    Result<ReadScenario> read() const;
    /// The options that are not defaults, as they would be typed: " --until ...".
    std::string typed() const;
};

}  // namespace upsurge::cli
