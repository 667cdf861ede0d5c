/// The tables of a fit. docs/formats/fit.md describes them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "fitting/fit_list.h"
#include "studies/work_folder.h"
#include "upsurge/result.h"

namespace upsurge {

/// A draw of a fit with what its evaluation left.
struct FittedDraw {
    WeightedDraw draw;
    SocietyEstimate estimate;
};

/// The draws of one explanation at the temperature it has reached; none before the first pass is done.
struct FittedExplanation {
    const ExplanationFit* fit = nullptr;
    std::vector<FittedDraw> draws;
};

/// Of every explanation, in their order.
Result<std::vector<FittedExplanation>> fitted_explanations(const FitList& list, const WorkFolder& finished);

Result<void> write_fit_tables(const std::filesystem::path& study, const FitList& list,
                              const WorkFolder& finished);

}  // namespace upsurge
