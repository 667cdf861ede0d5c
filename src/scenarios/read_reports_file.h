/// Reports that are no part of a scenario, read as if they were.
#pragma once

#include <filesystem>
#include <vector>

#include "reports/report.h"
#include "scenarios/read_scenario.h"
#include "upsurge/result.h"

namespace upsurge {

/// Reads a file of the format of reports.csv with the places of a scenario. Ids of the scenario's own reports
/// may be used again, and a source need not be known. All problems at once, each with the file as it was
/// given.
/// @param scenario  folder of a scenario that reads without problems with these options
Result<std::vector<Report>> read_reports_file(const std::filesystem::path& file,
                                              const std::filesystem::path& scenario,
                                              const ScenarioOptions& options);

}  // namespace upsurge
