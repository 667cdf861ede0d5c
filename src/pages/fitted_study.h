/// What a study of fitted histories (reconstruct, forecast, run --parameters fitted) has beside its runs: the
/// fit that they were drawn from, and the tables that were made of that fit.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/explanation_table.h"
#include "fitting/read_fit.h"
#include "pages/fitted_to.h"
#include "pages/plain_table.h"
#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

struct FittedStudy {
    ReadFit fit;
    ExplanationTable explanations;
    std::vector<std::string> hypothesis_of_run;  ///< by run, from histories.csv
    PlainTable sources_learned;
    /// Made by other commands from the same fit; none where they were not.
    std::optional<PlainTable> indicators;
    std::optional<PlainTable> recovery;
    std::optional<PlainTable> claims_checked;

    /// Whether the evidence of an explanation is known, so that it has a probability.
    bool is_compared(std::size_t explanation) const;
    /// Position of the explanation with the highest probability; of the first when none has one.
    std::size_t likeliest() const;
    FittedTo fitted_to(const Manifest& manifest) const;
};

/// Nothing when the study's histories are not fitted ones. Fails when a table cannot be read.
Result<std::optional<FittedStudy>> read_fitted_study(const std::filesystem::path& study,
                                                     const Manifest& manifest);

}  // namespace upsurge
