/// The page of a study or scenario, written to a file.
#pragma once

#include <filesystem>
#include <vector>

#include "experiments/counterfactual_study.h"
#include "scenarios/read_scenario.h"
#include "studies/manifest.h"
#include "studies/read_run_tables.h"
#include "studies/run_values.h"
#include "studies/study_folder.h"

namespace upsurge::cli {

/// Writes the page durably. Without runs it is the evidence page; without tables it shows neither outcomes
/// nor decisions.
Result<void> write_page(const std::filesystem::path& file, const ReadScenario& scenario,
                        const Manifest* manifest, const RunValues* runs, const RunTables* tables,
                        std::vector<CounterfactualStudy> counterfactuals = {});

/// Files of a scenario to keep with a study: those that were read, and the licences that must travel with
/// them.
Result<std::vector<StudyFile>> scenario_files(const ReadScenario& scenario);

}  // namespace upsurge::cli
