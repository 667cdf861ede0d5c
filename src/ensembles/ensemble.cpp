#include "ensembles/ensemble.h"

#include <chrono>

#include "studies/assemble_study.h"
#include "studies/run_item.h"

namespace upsurge {

PlannedRun Ensemble::planned(int run) const {
    const auto slot = static_cast<std::uint64_t>(run);
    return {options_.parameters == ParameterChoice::prior
                ? prior_values(*model_, make_run_key(options_.seed, Purpose::prior, 0, slot, 0))
                : point_values(*model_),
            make_run_key(options_.seed, Purpose::simulate, 0, slot, 0)};
}

MadeItem Ensemble::make(int run, VectorPath path) const {
    using Stopwatch = std::chrono::steady_clock;
    const Stopwatch::time_point begin = Stopwatch::now();
    FinishedRun finished;
    finished.run = run;
    PlannedRun plan = planned(run);
    finished.values = std::move(plan.values);
    finished.result = run_rows(*model_, finished.values, plan.key, path);
    finished.seconds = std::chrono::duration<double>(Stopwatch::now() - begin).count();
    return {item_of_run(*model_, finished), finished.result.broken_invariant};
}

Result<void> Ensemble::write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                                    const Manifest& manifest) {
    return assemble_study(study, *model_, finished, manifest);
}

}  // namespace upsurge
