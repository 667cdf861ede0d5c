/// A finished counterfactual study, read back to be shown beside a study of the same scenario.
#pragma once

#include <filesystem>
#include <vector>

#include "experiments/outcome_tables.h"
#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

struct CounterfactualStudy {
    std::filesystem::path folder;
    Manifest manifest;
    OutcomeTables tables;
};

/// Reads the folders that `upsurge counterfactuals` wrote. Fails, with every folder's problems, when one
/// holds another study, has no whole cell or cannot be read, when one is of another scenario than `study`,
/// and when a hypothesis is in two of them.
Result<std::vector<CounterfactualStudy>> read_counterfactual_studies(
    const std::vector<std::filesystem::path>& folders, const Manifest& study);

}  // namespace upsurge
