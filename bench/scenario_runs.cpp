#include "scenario_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engines/row_engine.h"
#include "models/parameter_values.h"
#include "numbers/arrays.h"
#include "numbers/hash.h"
#include "numbers/philox.h"
#include "read_model.h"

namespace upsurge::bench {

namespace {

/// The same runs, timed one by one.
struct Timing {
    std::vector<double> milliseconds;
    RunCounters counters;
    std::uint64_t hash = 0;
    std::string broken;

    double mean() const {
        double sum = 0;
        for (const double ms : milliseconds) {
            sum += ms;
        }
        return sum / static_cast<double>(milliseconds.size());
    }
};

Timing time_runs(const Model& model, std::span<const ParameterValues> values, VectorPath path) {
    Timing timing;
    StateHash hash;
    for (std::size_t run = 0; run < values.size(); ++run) {
        const RunKey key = make_run_key(1, Purpose::simulate, 0, run, 0);
        const double start = thread_seconds();
        const RunResult result = run_rows(model, values[run], key, path);
        timing.milliseconds.push_back(1e3 * (thread_seconds() - start));
        hash.add(result.hash);
        timing.counters.people_moved += result.counters.people_moved;
        timing.counters.active_blocks += result.counters.active_blocks;
        timing.counters.rows_drawn += result.counters.rows_drawn;
        if (timing.broken.empty()) {
            timing.broken = result.broken_invariant;
        }
    }
    timing.hash = hash.value();
    return timing;
}

bool measure(const Model& model, const std::string& task, std::span<const ParameterValues> values,
             Measurements& found) {
    const double runs = static_cast<double>(values.size());
    const double row_ticks = static_cast<double>(model.layout.rows()) * model.clock.ticks();
    fmt::print("{}\n  {:<10}{:>12}{:>12}{:>12}{:>16}{:>16}{:>14}{:>16}  {}\n", task, "path", "ms a run",
               "fastest", "slowest", "people moved", "active blocks", "rows drawn", "ns/row/tick",
               "result hash");
    std::uint64_t first_hash = 0;
    for (const VectorPath path : {VectorPath::portable, VectorPath::avx2, VectorPath::avx512}) {
        if (!supports(path)) {
            continue;
        }
        const Timing timing = time_runs(model, values, path);
        const std::string variant{name_of(path)};
        const std::string hash = fmt::format("{:016x}", timing.hash);
        const auto [low, high] = std::minmax_element(timing.milliseconds.begin(), timing.milliseconds.end());
        const double moved = static_cast<double>(timing.counters.people_moved) / runs;
        const double blocks = static_cast<double>(timing.counters.active_blocks) / runs;
        const double drawn = static_cast<double>(timing.counters.rows_drawn) / runs;
        const double per_row = 1e6 * timing.mean() / row_ticks;
        fmt::print("  {:<10}{:>12.2f}{:>12.2f}{:>12.2f}{:>16.0f}{:>16.0f}{:>14.0f}{:>16.2f}  {}\n", variant,
                   timing.mean(), *low, *high, moved, blocks, drawn, per_row, hash);
        found.push_back({task, variant, "mean_per_run", timing.mean(), "ms", hash});
        found.push_back({task, variant, "slowest_run", *high, "ms", hash});
        found.push_back({task, variant, "people_moved_per_run", moved, "people", hash});
        found.push_back({task, variant, "active_blocks_per_run", blocks, "blocks", hash});
        found.push_back({task, variant, "rows_drawn_per_run", drawn, "rows", hash});
        found.push_back({task, variant, "time_per_row_and_tick", per_row, "ns", hash});
        if (!timing.broken.empty() || timing.counters.people_moved == 0) {
            fmt::print(stderr, "not worth timing: {}\n",
                       timing.broken.empty() ? "nobody moved" : timing.broken);
            return false;
        }
        if (path == VectorPath::portable) {
            first_hash = timing.hash;
        } else if (timing.hash != first_hash) {
            fmt::print(stderr, "not worth timing: {} gives another result than portable\n", variant);
            return false;
        }
    }
    return true;
}

}  // namespace

bool measure_scenario(const std::string& folder, const std::string& resolution, int runs,
                      Measurements& found) {
    const std::optional<Model> scenario = read_model(folder, resolution);
    if (!scenario) {
        return false;
    }
    const Model& model = *scenario;
    const ParameterValues point = point_values(model);
    const RowEngine engine(model, point, make_run_key(1, Purpose::simulate, 0, 0, 0), VectorPath::portable);
    const std::size_t bytes = engine.state().bytes().size();
    fmt::print(
        "{} {}: {} people, {} leaf places, {} rows, {} ticks, state {} bytes; processor time on one core\n",
        model.id, model.resolution, model.population(), model.leaves.size(), model.layout.rows(),
        model.clock.ticks(), bytes);
    const std::string task = fmt::format("{} {}", model.id, model.resolution);
    found.push_back({task, "all", "rows", static_cast<double>(model.layout.rows()), "rows", ""});
    found.push_back({task, "all", "state", static_cast<double>(bytes), "bytes", ""});

    std::vector<ParameterValues> points;
    std::vector<ParameterValues> priors;
    for (int run = 0; run < runs; ++run) {
        points.push_back(point);
        priors.push_back(
            prior_values(model, make_run_key(1, Purpose::prior, 0, static_cast<std::uint64_t>(run), 0)));
    }
    return measure(model, fmt::format("{}, {} runs at the point", task, runs), points, found) &&
           measure(model, fmt::format("{}, {} prior draws", task, runs), priors, found);
}

}  // namespace upsurge::bench
