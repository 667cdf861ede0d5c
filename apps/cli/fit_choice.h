/// The fit that a command asks: named by its folder or, when a study that asked one is gone on with, the copy
/// of the fit's tables in that study.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command_line.h"
#include "fitting/read_fit.h"
#include "scenario_options.h"
#include "studies/study_folder.h"

namespace upsurge::cli {

struct FitChoice {
    std::string source;  ///< as given: a fit, or the folder of a scenario with fitted/ in it

    void declare(CommandLine& line);
    std::filesystem::path folder() const;
    /// @param until  see fill
    Result<ReadFit> read(const std::string& until = {}) const { return read_fit(folder(), {until, {}, 0}); }
    /// How the fit read its scenario. @param until  overrides the fit's own end, if given
    Result<void> fill(ScenarioChoice& choice, const std::string& until = {}) const;
};

/// The tables of a fit, to keep with a study under scenario/fitted/.
Result<std::vector<StudyFile>> fit_files(const std::filesystem::path& fit);

}  // namespace upsurge::cli
