#include "upsurge_runs.h"

#include "engines/row_engine.h"
#include "measurement.h"
#include "models/parameter_values.h"
#include "numbers/hash.h"

namespace upsurge::bench {

namespace {

RunKey key_of(std::uint64_t seed, int run) {
    return make_run_key(seed, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0);
}

VectorPath widest_path() {
    VectorPath widest = VectorPath::portable;
    for (const VectorPath path : {VectorPath::avx2, VectorPath::avx512}) {
        widest = supports(path) ? path : widest;
    }
    return widest;
}

/// Sums of the trait bins of the active people of each place.
void add_trait_steps(const Model& model, const State& state, RunRecord& record) {
    const Layout& layout = model.layout;
    const auto counts = state.counts();
    for (std::size_t row = 0; row < layout.rows(); ++row) {
        const std::size_t block = row / static_cast<std::size_t>(layout.bins());
        const int bin = static_cast<int>(row % static_cast<std::size_t>(layout.bins()));
        const std::size_t stratum = block / person_state_count % static_cast<std::size_t>(layout.strata);
        const std::size_t place = block / person_state_count / static_cast<std::size_t>(layout.strata);
        if (model.strata[stratum].active) {
            record.hardship_steps[place] += static_cast<double>(counts[row]) * layout.hardship_of(bin);
            record.risk_steps[place] += static_cast<double>(counts[row]) * layout.risk_aversion_of(bin);
        }
    }
}

RunRecord record_of(const Model& model, const ParameterValues& values, RunKey key, VectorPath path) {
    const int places = static_cast<int>(model.leaves.size());
    const int ticks = model.clock.ticks();
    RowEngine engine(model, values, key, path);
    History history(ticks, static_cast<int>(model.places.size()));
    for (int tick = 0; tick < ticks; ++tick) {
        engine.step();
        engine.observe(history);
    }
    RunRecord record(ticks, places);
    for (int leaf = 0; leaf < places; ++leaf) {
        const int place = model.leaves[static_cast<std::size_t>(leaf)];
        double joinings = 0;
        double before = 0;
        for (int tick = 0; tick < ticks; ++tick) {
            record.at(tick, leaf, Series::crowd) = history.at(tick, place, Observable::crowd);
            record.at(tick, leaf, Series::detained) = history.at(tick, place, Observable::detained_now);
            record.at(tick, leaf, Series::detentions) = history.at(tick, place, Observable::detentions_total);
            record.at(tick, leaf, Series::withdrawn) = history.at(tick, place, Observable::withdrawn);
            // Counted since local midnight, which here is midnight of the clock.
            const double today = history.at(tick, place, Observable::participants_today);
            const bool new_day =
                model.clock.at(tick) % 86400 < static_cast<Instant>(model.clock.tick_hours * 3600.0);
            joinings += today - (new_day ? 0 : before);
            before = today;
            record.at(tick, leaf, Series::joinings) = joinings;
        }
    }
    add_trait_steps(model, engine.state(), record);
    return record;
}

}  // namespace

std::vector<RunRecord> upsurge_records(const Model& model, int runs, std::uint64_t seed) {
    const ParameterValues values = point_values(model);
    std::vector<RunRecord> records;
    for (int run = 0; run < runs; ++run) {
        records.push_back(record_of(model, values, key_of(seed, run), widest_path()));
    }
    return records;
}

UpsurgeTimes time_upsurge(const Model& model, int runs, std::uint64_t seed) {
    const ParameterValues values = point_values(model);
    UpsurgeTimes times;
    StateHash hash;
    for (int run = 0; run < runs; ++run) {
        const double start = thread_seconds();
        const RunResult result = run_rows(model, values, key_of(seed, run), widest_path());
        times.seconds.push_back(thread_seconds() - start);
        times.people_moved += static_cast<double>(result.counters.people_moved) / runs;
        times.active_blocks += static_cast<double>(result.counters.active_blocks) / runs;
        times.sound = times.sound && result.broken_invariant.empty() && result.counters.people_moved > 0;
        hash.add(result.hash);
    }
    times.hash = hash.value();
    return times;
}

}  // namespace upsurge::bench
