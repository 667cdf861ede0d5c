/// What a study's histories were fitted to, and the sentences that say so.
#pragma once

#include <optional>
#include <string>

#include "reports/report.h"

namespace upsurge {

struct FittedTo {
    int reports = 0;
    int explanations = 0;  ///< with known evidence, of those that the study was to draw from
    std::optional<Instant> as_of;
    int utc_offset_minutes = 0;
    bool some_failed = false;  ///< by their own measure of noise
    bool replayed = true;      ///< the fitted histories themselves, not new ones with their parameters
    bool forecast = false;
    std::string verdict;
};

/// The banner over a page of such a study.
std::string fitted_banner(const FittedTo& to);
/// "Hindsight test: the designers knew the ending", with what was used.
std::string fitted_hindsight(const FittedTo& to);
/// What the bands of such a study hold.
std::string fitted_bands(const FittedTo& to);

}  // namespace upsurge
