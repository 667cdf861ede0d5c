/// Reports made up from one history, in place of the real ones: to see whether fits find again what is known
/// to be true.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/model.h"
#include "reports/report_likelihood.h"
#include "upsurge/result.h"

namespace upsurge {

struct FitDesign;

struct MadeUpReports {
    std::string hypothesis;  ///< that is true
    std::vector<std::string> parameters;
    std::vector<double> values;         ///< of the parameters, drawn from their priors
    std::vector<double> readings;       ///< [scored reports] the true numbers
    std::vector<ScoredReport> reports;  ///< who said what when as in reality, other statements
    std::vector<bool> spoken;           ///< [spoken days of the fit] whether somebody spoke of it
    std::uint64_t history_hash = 0;
};

/// @param truth  the hypothesis that is to be true, applied
/// @param seed   of parameters, history and statements
Result<MadeUpReports> made_up_reports(const Model& truth, const FitDesign& design, std::uint64_t seed);

}  // namespace upsurge
