/// How far the counts of a study's runs are off, where the runs are by the draws of a fit that learned it.
#pragma once

#include <filesystem>
#include <vector>

#include "reports/discrepancy.h"
#include "upsurge/result.h"

namespace upsurge {

/// By run, from histories.csv (docs/formats/fit.md); empty when the study has none: its counts are taken as
/// they are. Fails when the table cannot be read or has another number of runs.
Result<std::vector<Discrepancy>> run_discrepancies(const std::filesystem::path& study, int runs);

}  // namespace upsurge
