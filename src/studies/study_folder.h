/// The folder of a study: how it begins, and what must still hold when it is gone on with.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

/// A file of the scenario, kept in the study so that the study can be gone on with and its page made again.
struct StudyFile {
    std::string name;  ///< relative to the scenario's folder
    std::string bytes;
};

/// Makes the folder with the scenario's files, an empty chunks/ and the manifest, marked resumable; fills in
/// the hashes of the scenario's files. A folder that does not exist yet appears with all of this in it or not
/// at all. Fails when the folder holds anything already or may not be written.
Result<void> start_study(const std::filesystem::path& folder, Manifest& manifest,
                         const std::vector<StudyFile>& scenario_files);

/// The folder a user means: without a slash at its end, and what a link such as studies/latest names.
std::filesystem::path study_path(const std::filesystem::path& given);

/// Whether a manifest stands in the folder.
bool is_study(const std::filesystem::path& folder);

/// Names of the files that are not those the study began with: changed, missing or new.
std::vector<std::string> differing_files(const Manifest& manifest, const std::vector<StudyFile>& files);

/// Fails when a file of the study's copy of its scenario has been changed, removed or added since the study
/// began, naming each.
Result<void> check_scenario_copy(const std::filesystem::path& folder, const Manifest& manifest);

/// Writes the manifest durably in place of the one there.
Result<void> write_manifest(const std::filesystem::path& folder, const Manifest& manifest);

/// Default name of a study folder: studies/<scenario>-<command>-<UTC time>, made unique.
std::filesystem::path default_study_folder(const std::string& scenario_id, const std::string& command);

/// Makes studies/latest name this folder. Fails when something that is not a link has that name.
Result<void> name_latest(const std::filesystem::path& study_folder);

}  // namespace upsurge
