/// An ensemble: many runs of one model, as a work list.
///
/// Run i depends on the model, the seed and i alone. Its key is make_run_key(seed, Purpose::simulate, 0, i,
/// 0); a draw from the priors uses Purpose::prior with the same i.
#pragma once

#include <cstdint>

#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/philox.h"
#include "studies/work_list.h"

namespace upsurge {

enum class ParameterChoice {
    point,  ///< the scenario's own values in every run
    prior,  ///< one draw from the priors per run
};

/// What one run is made of.
struct PlannedRun {
    ParameterValues values;
    RunKey key;
};

struct EnsembleOptions {
    int runs = 100;
    std::uint64_t seed = 1;
    ParameterChoice parameters = ParameterChoice::point;
};

class Ensemble final : public WorkList {
  public:
    /// The model must outlive the list.
    Ensemble(const Model& model, const EnsembleOptions& options) : model_(&model), options_(options) {}

    PlannedRun planned(int run) const;

    int items() const override { return options_.runs; }
    MadeItem make(int run, VectorPath path) const override;
    /// Those of a study of runs: assemble_study.
    Result<void> write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                              const Manifest& manifest) override;
    bool tables_replace_items() const override { return true; }

  private:
    const Model* model_;
    EnsembleOptions options_;
};

}  // namespace upsurge
