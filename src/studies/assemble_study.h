/// From the finished runs of a study to its tables.
#pragma once

#include <filesystem>

#include "models/model.h"
#include "studies/manifest.h"
#include "studies/work_folder.h"
#include "upsurge/result.h"

namespace upsurge {

/// Writes observables.nc, draws.csv, outcomes.csv, decisions.csv and summary.csv from the finished runs, in
/// one pass of one thread, runs in ascending order. With no run, no file.
Result<void> assemble_study(const std::filesystem::path& folder, const Model& model,
                            const WorkFolder& finished, const Manifest& manifest);

}  // namespace upsurge
