/// The page of a study or scenario, written to a file.
#pragma once

#include <filesystem>
#include <vector>

#include "experiments/counterfactual_study.h"
#include "pages/outlook_study.h"
#include "scenarios/read_scenario.h"
#include "studies/manifest.h"
#include "studies/read_run_tables.h"
#include "studies/run_values.h"
#include "studies/study_folder.h"

namespace upsurge::cli {

/// What a page is made from. Without a study it is the evidence page.
struct PageOf {
    const ReadScenario* scenario = nullptr;
    std::filesystem::path study;  ///< folder; empty: none
    const Manifest* manifest = nullptr;
    const RunValues* runs = nullptr;
    const RunTables* tables = nullptr;  ///< null: neither outcomes nor decisions are shown
    std::vector<CounterfactualStudy> counterfactuals;
    std::vector<OutlookStudy> outlooks;  ///< besides the study's own, if it is a forecast
};

/// Writes the page durably. What a fit and scores left in the study's folder is read from there.
Result<void> write_page(const std::filesystem::path& file, PageOf page);

/// Files of a scenario to keep with a study: those that were read, and the licences that must travel with
/// them.
Result<std::vector<StudyFile>> scenario_files(const ReadScenario& scenario);

}  // namespace upsurge::cli
