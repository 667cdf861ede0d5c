/// reports_scored.csv of a fit, read back: what its histories say of each report, under each explanation.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "upsurge/result.h"

namespace upsurge {

struct FittedReport {
    std::string report;
    std::string hypothesis;
    std::string source;
    double chance_known = 0;  ///< that it came from knowledge; NaN: no draw
    double log_factor = 0;    ///< log of its chance given all others; NaN: no draw
    double effective = 0;     ///< draws that carry that figure
};

/// Fails with every fault of the table. @param fit  the folder of its tables
Result<std::vector<FittedReport>> read_fitted_reports(const std::filesystem::path& fit);

}  // namespace upsurge
