/// Counterfactuals: every chosen hypothesis with every chosen intervention and without, run by run the same
/// chance events, and what came of it.
///
/// A cell is one hypothesis with one intervention. Runs with the same ordinal have the same key in every
/// cell, so cells are paired.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engines/outcome_labels.h"
#include "ensembles/ensemble.h"
#include "experiments/outcome_tables.h"
#include "models/model.h"
#include "upsurge/result.h"

namespace upsurge {

struct CounterfactualDesign {
    std::vector<std::string> hypotheses;     ///< ids; one empty id: the scenario's own settings
    std::vector<std::string> interventions;  ///< ids; the first is empty: as it was
    int runs = 100;                          ///< of each cell
    std::uint64_t seed = 1;

    /// By hypothesis, each as it was first.
    std::vector<CellName> cells() const;
};

/// Which cells there are. Without names every hypothesis that is not dull (the scenario's own settings if
/// there is none) and every intervention. A name given twice counts once. Fails on a name that nothing has,
/// with the nearest, on a dull hypothesis, and where a change cannot hold: every problem at once.
/// @param model  with neither a hypothesis nor an intervention
Result<CounterfactualDesign> counterfactual_design(const Model& model,
                                                   const std::vector<std::string>& hypotheses,
                                                   const std::vector<std::string>& interventions);

/// The model of a cell. Fails as counterfactual_design does.
Result<Model> model_of(const Model& model, const CellName& cell);

/// What is kept of one run.
struct CellRun {
    std::uint64_t hash = 0;
    std::int64_t people_moved = 0;
    std::int64_t active_blocks = 0;
    OutcomeLabels outcomes{};
    std::vector<double> quantities;  ///< as run_quantities

    bool operator==(const CellRun&) const = default;
};
using CellRuns = std::vector<CellRun>;  ///< [run], from 0 without a gap

CellRun kept_of(const Model& model, const FinishedRun& run);

struct CellOutcome {
    CellRuns runs;  ///< those of before and the new ones; when stopped, up to the first that is missing
    bool stopped = false;
    double seconds = 0;
    std::string broken_invariant;  ///< empty when all is well
};

/// Simulates the runs of a cell that are not there yet, at the point values.
/// @param model     of the cell
/// @param before    the first runs of the cell
/// @param options   threads and vector path
/// @param observer  progress counts the new runs of this cell; take_run is not used
Result<CellOutcome> simulate_cell(const Model& model, const CounterfactualDesign& design, CellRuns before,
                                  const EnsembleOptions& options, const EnsembleObserver& observer);

/// Frequencies, differences and quantities of the cells that are whole.
/// @param runs  [cell as in design.cells()]; a cell with fewer runs than the design asks for is left out, and
///              with it, where it is the one as it was, the differences from it
OutcomeTables outcome_tables(const Model& model, const CounterfactualDesign& design,
                             const std::vector<CellRuns>& runs);

}  // namespace upsurge
