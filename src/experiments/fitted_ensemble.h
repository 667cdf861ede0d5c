/// Histories by the draws of a fit, as a work list: the very histories that were fitted, gone on with to the
/// end of the clock, or new ones with the fitted parameters.
///
/// Draws are taken in proportion to their weights, and explanations to their probabilities. Run i depends on
/// the fit, the options and i alone.
#pragma once

#include <string>
#include <vector>

#include "fitting/read_fit.h"
#include "studies/work_list.h"

namespace upsurge {

struct FittedEnsembleOptions {
    int runs = 100;
    std::uint64_t seed = 1;
    bool replay = true;                   ///< else new histories with the fitted parameters
    std::vector<std::string> hypotheses;  ///< only these; none: all whose evidence is known
};

/// Which draw a run is made from.
struct FittedRun {
    std::size_t explanation = 0;
    std::size_t draw = 0;
};

class FittedEnsemble final : public WorkList {
  public:
    /// Fails when a hypothesis is none of the fit's, or has no draws; and when the first history of an
    /// explanation is not the one that was fitted, since then files or program are not those of the fit.
    static Result<std::unique_ptr<FittedEnsemble>> plan(ReadFit fit, const FittedEnsembleOptions& options);

    int items() const override { return static_cast<int>(runs_.size()); }
    MadeItem make(int run, VectorPath path) const override;
    /// Those of a study of runs, and histories.csv.
    Result<void> write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                              const Manifest& manifest) override;
    bool tables_replace_items() const override { return true; }

    const ReadFit& fit() const { return fit_; }
    const std::vector<FittedRun>& runs() const { return runs_; }

  private:
    FittedEnsemble(ReadFit fit, const FittedEnsembleOptions& options)
        : fit_(std::move(fit)), options_(options) {}

    ReadFit fit_;
    FittedEnsembleOptions options_;
    std::vector<FittedRun> runs_;
};

/// Whether a history is the one whose readings were kept with the draw.
bool is_history_of(const ReadExplanation& explanation, const ReadDraw& draw, const History& history);

}  // namespace upsurge
