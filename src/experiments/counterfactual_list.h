/// The runs of a counterfactual study as a work list, and its tables.
///
/// An item is one run under one hypothesis: as it was, and with every intervention. So however far the work
/// got, cells are paired, and what came before an intervention is simulated once.
/// docs/formats/counterfactuals.md describes the files.
#pragma once

#include <filesystem>
#include <vector>

#include "engines/branches.h"
#include "experiments/counterfactuals.h"
#include "studies/work_list.h"

namespace upsurge {

class CounterfactualList final : public WorkList {
  public:
    /// @param model   with neither a hypothesis nor an intervention; must outlive the list
    /// @param design  of this model
    CounterfactualList(const Model& model, CounterfactualDesign design);

    /// Run by run, and in it hypothesis by hypothesis; more runs make a longer list that begins the same.
    int items() const override;
    int runs_per_item() const override;
    int run_ordinal(int item, int run_of_item) const override;
    MadeItem make(int item, VectorPath path) const override;
    /// cells.csv, outcome_frequencies.csv, outcome_differences.csv, quantities.csv and runs.csv.
    Result<void> write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                              const Manifest& manifest) override;

    const CounterfactualDesign& design() const { return design_; }
    /// What the tables hold; empty before they are written.
    const OutcomeTables& tables() const { return tables_; }

    /// The runs of each cell as in design().cells(), from 0 up to the first that is missing.
    Result<std::vector<CellRuns>> cell_runs(const WorkFolder& finished) const;

  private:
    const Model* model_;
    CounterfactualDesign design_;
    std::vector<Model> models_;     ///< [cell]
    std::vector<Branch> branches_;  ///< [cell]; that of a cell as it was is not used
    OutcomeTables tables_;
};

}  // namespace upsurge
