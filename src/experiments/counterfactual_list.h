/// The runs of a counterfactual study as a work list, and its tables.
///
/// An item is one run under one hypothesis: as it was, and with every intervention. So however far the work
/// got, cells are paired, and what came before an intervention is simulated once.
/// docs/formats/counterfactuals.md describes the files.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engines/branches.h"
#include "experiments/counterfactuals.h"
#include "studies/work_list.h"

namespace upsurge {

/// What one run goes through under each intervention: its chance, and its values under the model of a cell.
struct Past {
    RunChance chance;
    ValuesOf values;
};

/// Where the runs of a study come from, if not from plain keys at the point values.
class Pasts {
  public:
    virtual ~Pasts() = default;
    /// @param hypothesis  position in the design's hypotheses
    virtual Past past(int hypothesis, int run) const = 0;
};

class CounterfactualList final : public WorkList {
  public:
    /// @param model   with neither a hypothesis nor an intervention; must outlive the list
    /// @param design  of this model
    /// @param pasts   none: plain runs
    CounterfactualList(const Model& model, CounterfactualDesign design,
                       std::unique_ptr<Pasts> pasts = nullptr);

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
    std::unique_ptr<Pasts> pasts_;
    std::vector<Model> models_;     ///< [cell]
    std::vector<Branch> branches_;  ///< [cell]; that of a cell as it was is not used
    OutcomeTables tables_;
};

}  // namespace upsurge
