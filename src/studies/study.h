/// A study folder, read back.
#pragma once

#include <filesystem>
#include <memory>

#include "scenarios/read_scenario.h"
#include "studies/manifest.h"
#include "studies/observables_file.h"
#include "upsurge/result.h"

namespace upsurge {

struct Study {
    std::filesystem::path folder;
    Manifest manifest;
    ReadScenario scenario;  ///< from the copy in the folder, with the settings of the manifest
    std::unique_ptr<ObservablesFile> runs;  ///< null when no run was finished
};

/// What the copy of the scenario was read with.
Result<ScenarioOptions> scenario_options_of(const Manifest& manifest);

/// Opens a study. One that was killed while running is assembled from its chunks first. Fails when the
/// folder is no study, its scenario no longer reads, or its results are damaged.
Result<Study> open_study(const std::filesystem::path& folder);

}  // namespace upsurge
