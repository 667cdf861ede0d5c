/// Writes a study folder while an ensemble runs, so that a stop or a crash keeps every finished block.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "models/model.h"
#include "studies/finished_run.h"
#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

/// A file of the scenario, kept in the study so that its page can be made again.
struct StudyFile {
    std::string name;  ///< relative to the scenario's folder
    std::string bytes;
};

/// One thread at a time calls this.
class StudyWriter {
  public:
    /// Makes the folder and writes the manifest (marked resumable) and the scenario's files. Fails when the
    /// folder holds anything already or may not be written. The model must outlive the writer.
    static Result<StudyWriter> create(std::filesystem::path folder, const Model& model, Manifest manifest,
                                      const std::vector<StudyFile>& scenario_files);

    /// Takes one finished run; a block of them goes to the disk when it is full or a few seconds old.
    Result<void> add(FinishedRun run);

    /// Writes what is still in memory, then observables.nc, summary.csv and draws.csv of all finished runs.
    /// @param seconds  time the ensemble took, for the manifest
    Result<void> assemble(double seconds);

    /// Writes the final manifest. A complete study drops its chunks, a stopped one keeps them.
    Result<void> finish();

    const Manifest& manifest() const { return manifest_; }
    const std::filesystem::path& folder() const { return folder_; }

  private:
    StudyWriter(std::filesystem::path folder, const Model& model, Manifest manifest);
    Result<void> write_block();

    std::filesystem::path folder_;
    const Model* model_;
    Manifest manifest_;
    std::vector<FinishedRun> block_;
    std::chrono::steady_clock::time_point block_began_;
};

/// Reads the chunks of a study and writes observables.nc, summary.csv and draws.csv from them; fills in
/// runs_done, people_moved, active_blocks, state_hash and complete of the manifest. With no chunk, no file.
Result<void> assemble_study(const std::filesystem::path& folder, const Model& model, Manifest& manifest);

/// Default name of a study folder: studies/<scenario>-<command>-<UTC time>, made unique.
std::filesystem::path default_study_folder(const std::string& scenario_id, const std::string& command);

/// Makes studies/latest name this folder. Fails when something that is not a link has that name.
Result<void> name_latest(const std::filesystem::path& study_folder);

}  // namespace upsurge
