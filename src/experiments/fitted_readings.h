/// What the histories of a fit say about reports that the fit did not hold against them.
#pragma once

#include <span>
#include <vector>

#include "fitting/read_fit.h"

namespace upsurge {

struct FittedReadings {
    struct From {
        std::size_t explanation = 0;
        std::size_t draw = 0;
    };
    std::vector<From> histories;
    std::vector<std::vector<double>> readings;  ///< [history][report] as ReportGauge reads them
};

/// Goes through histories of each explanation that has draws, to the end of the clock.
/// @param reports    each with an observable and places
/// @param histories  of each explanation, in proportion to the draws' weights
/// @param seed       chance of what comes after the fit's last report
/// @param threads    0: one per core; no bit depends on it
FittedReadings fitted_readings(const ReadFit& fit, std::span<const Report> reports, int histories,
                               std::uint64_t seed, int threads);

}  // namespace upsurge
