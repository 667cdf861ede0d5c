/// The tables of a fit. docs/formats/fit.md describes them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "fitting/fit_list.h"
#include "inference/evidence.h"
#include "studies/work_folder.h"
#include "upsurge/result.h"

namespace upsurge {

/// A draw of a fit with what its evaluation left.
struct FittedDraw {
    int replicate = 0;
    WeightedDraw draw;  ///< weights sum to 1 over all replicates, each of which counts by its evidence
    SocietyEstimate estimate;
};

/// One explanation: its replicates, and the draws at the temperature they have reached; none before the first
/// pass is done.
struct FittedExplanation {
    std::vector<const ExplanationFit*> replicates;
    std::vector<FittedDraw> draws;

    const ExplanationFit& first() const { return *replicates.front(); }
    /// Of the replicates' evidences so far.
    ReplicateSummary evidence() const;
};

/// Of every explanation, in their order.
Result<std::vector<FittedExplanation>> fitted_explanations(const FitList& list, const WorkFolder& finished);

Result<void> write_fit_tables(const std::filesystem::path& study, const FitList& list,
                              const WorkFolder& finished);

}  // namespace upsurge
