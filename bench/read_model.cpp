#include "read_model.h"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "scenarios/read_scenario.h"

namespace upsurge::bench {

std::optional<Model> read_model(const std::string& folder, const std::string& resolution) {
    ScenarioOptions options;
    options.resolution = resolution;
    Result<ReadScenario> scenario = read_scenario(folder, options);
    if (!scenario) {
        for (const Problem& problem : scenario.error()) {
            fmt::print(stderr, "{}:{}:{}: {}\n", problem.file, problem.line, problem.column, problem.what);
        }
        return std::nullopt;
    }
    return std::move(scenario->model);
}

}  // namespace upsurge::bench
