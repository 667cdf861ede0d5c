#include "experiments/fitted_readings.h"

#include <numeric>

#include "engines/row_engine.h"
#include "ensembles/workers.h"
#include "experiments/fitted_pasts.h"

namespace upsurge {

FittedReadings fitted_readings(const ReadFit& fit, std::span<const Report> reports, int histories,
                               std::uint64_t seed, int threads) {
    FittedReadings found;
    for (std::size_t e = 0; e < fit.explanations.size(); ++e) {
        for (const std::size_t draw : chosen_draws(fit.explanations[e], histories)) {
            found.histories.push_back({e, draw});
        }
    }
    Model asking = fit.scenario.model;  // the places and the clock of every explanation
    asking.reports.assign(reports.begin(), reports.end());
    std::vector<int> all(reports.size());
    std::iota(all.begin(), all.end(), 0);
    const ReportGauge gauge(asking, all, asking.clock.ticks());
    found.readings.resize(found.histories.size());
    const auto task = [&](int number) -> Result<void> {
        const auto i = static_cast<std::size_t>(number);
        const ReadExplanation& one = fit.explanations[found.histories[i].explanation];
        const ReadDraw& draw = one.draws[found.histories[i].draw];
        const RunKey beyond = make_run_key(seed, Purpose::simulate, 0, static_cast<std::uint64_t>(number), 0);
        const RunResult run = run_rows(one.model(), one.values(one.model(), draw), one.chance(draw, beyond),
                                       best_vector_path());
        std::vector<double> readings(gauge.size(), 0.0);
        for (int tick = 0; tick < run.history.ticks(); ++tick) {
            gauge.see(tick, run.history, tick, readings);
        }
        found.readings[i] = std::move(readings);
        return {};
    };
    const auto done = share_out(static_cast<int>(found.histories.size()), threads, task, {});
    UPSURGE_CHECK(done.has_value(), "going through a history cannot fail");
    return found;
}

}  // namespace upsurge
