/// The folder of a counterfactual study: the runs of each finished cell while it runs, its tables at the end.
///
/// docs/formats/counterfactuals.md describes the files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/counterfactuals.h"
#include "studies/manifest.h"
#include "studies/study_writer.h"
#include "upsurge/result.h"

namespace upsurge {

class CounterfactualFolder {
  public:
    /// Makes the folder, or goes on in one whose runs were made from the same scenario, settings and seed;
    /// cells and runs may be other ones than before. Fails when the folder holds anything else.
    /// @param manifest  its `runs` is the number of runs of all cells together
    /// @param typed     the options with which the scenario was read, as ScenarioOptions would be typed
    static Result<CounterfactualFolder> open(std::filesystem::path folder, Manifest manifest,
                                             const Model& model, const std::string& typed,
                                             const std::vector<StudyFile>& scenario_files);

    /// The runs of a cell that are on the disk; none is an empty list. Fails on a file that is damaged or of
    /// another design.
    Result<CellRuns> read_cell(const CellName& cell) const;
    /// Writes the runs of a cell durably, in place of those there.
    Result<void> write_cell(const CellName& cell, const CellRuns& runs) const;

    /// Writes the tables and the manifest.
    /// @param runs     [cell as in design.cells()]
    /// @param seconds  time that the runs took now
    Result<void> finish(const CounterfactualDesign& design, const std::vector<CellRuns>& runs,
                        const OutcomeTables& tables, double seconds);

    const Manifest& manifest() const { return manifest_; }
    const std::filesystem::path& folder() const { return folder_; }

  private:
    CounterfactualFolder(std::filesystem::path folder, Manifest manifest, std::string typed);
    std::filesystem::path file_of(const CellName& cell) const;
    std::string design_of(const CellName& cell) const;

    std::filesystem::path folder_;
    Manifest manifest_;
    std::string typed_;
};

}  // namespace upsurge
