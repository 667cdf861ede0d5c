/// Counterfactuals: every chosen hypothesis with every chosen intervention and without, run by run the same
/// chance events, and what came of it.
///
/// A cell is one hypothesis with one intervention. Runs with the same ordinal have the same key in every
/// cell, so cells are paired.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engines/outcome_labels.h"
#include "experiments/outcome_tables.h"
#include "models/model.h"
#include "upsurge/result.h"

namespace upsurge {

struct CounterfactualDesign {
    std::vector<std::string> hypotheses;     ///< ids; one empty id: the scenario's own settings
    std::vector<std::string> interventions;  ///< ids; the first is empty: as it was
    int runs = 100;                          ///< of each cell
    std::uint64_t seed = 1;
    std::optional<Instant> as_of;  ///< of the fit whose histories are changed; none: with hindsight

    /// By hypothesis, each as it was first.
    std::vector<CellName> cells() const;
};

/// Which cells there are. Without names every hypothesis that is not dull (the scenario's own settings if
/// there is none) and every intervention. A name given twice counts once. Fails on a name that nothing has,
/// with the nearest, on a dull hypothesis, and where a change cannot hold: every problem at once.
/// @param model   with neither a hypothesis nor an intervention
/// @param moment  as CounterfactualDesign::as_of
Result<CounterfactualDesign> counterfactual_design(const Model& model,
                                                   const std::vector<std::string>& hypotheses,
                                                   const std::vector<std::string>& interventions,
                                                   std::optional<Instant> moment = {});

/// The model of a cell: the hypothesis, then as of the moment, then the intervention. Fails as
/// counterfactual_design does.
Result<Model> model_of(const Model& model, const CellName& cell, std::optional<Instant> moment = {});

/// What is kept of one run.
struct CellRun {
    std::uint64_t hash = 0;
    OutcomeLabels outcomes{};
    std::vector<double> quantities;  ///< as run_quantities

    bool operator==(const CellRun&) const = default;
};
using CellRuns = std::vector<CellRun>;  ///< [run], from 0 without a gap

/// Frequencies, differences and quantities of the cells that have runs.
/// @param runs  [cell as in design.cells()]; as many in every cell of a hypothesis
OutcomeTables outcome_tables(const Model& model, const CounterfactualDesign& design,
                             const std::vector<CellRuns>& runs);

}  // namespace upsurge
