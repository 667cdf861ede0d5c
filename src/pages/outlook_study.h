/// A finished forecast, read back to be shown on a page: what could be said at its date.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pages/plain_table.h"
#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

struct OutlookStudy {
    std::filesystem::path folder;
    Manifest manifest;
    std::string as_of;      ///< ISO 8601, as the fit was given it
    int reports = 0;        ///< received by then
    PlainTable statements;  ///< outlook.csv
    std::optional<PlainTable> scores;
};

/// Reads folders that `upsurge forecast` wrote, in the order of their dates. Fails, with every folder's
/// problems, when one holds another study, cannot be read, or is of another scenario than `study`.
Result<std::vector<OutlookStudy>> read_outlook_studies(const std::vector<std::filesystem::path>& folders,
                                                       const Manifest& study);

/// By forecast: date, reports, statements, scores. Null without forecasts.
Json outlooks_json(const std::vector<OutlookStudy>& outlooks);

}  // namespace upsurge
