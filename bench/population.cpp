#include "population.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "engines/row_engine.h"
#include "models/parameter_values.h"
#include "numbers/hash.h"
#include "read_model.h"
#include "scaled_society.h"

namespace upsurge::bench {

namespace {

struct Size {
    int millions = 0;
    Model model;
    std::vector<double> milliseconds{};
    RunCounters counters{};
    StateHash hash{};
    std::string broken{};

    double median() const {
        std::vector<double> sorted = milliseconds;
        std::sort(sorted.begin(), sorted.end());
        const std::size_t middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
};

void run_once(Size& size, int run) {
    const RunKey key = make_run_key(1, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0);
    const ParameterValues values = point_values(size.model);
    const double start = thread_seconds();
    const RunResult result = run_rows(size.model, values, key, VectorPath::portable);
    size.milliseconds.push_back(1e3 * (thread_seconds() - start));
    size.counters.people_moved += result.counters.people_moved;
    size.counters.active_blocks += result.counters.active_blocks;
    size.counters.rows_drawn += result.counters.rows_drawn;
    size.hash.add(result.hash);
    if (size.broken.empty()) {
        size.broken = result.broken_invariant;
    }
}

bool measure(const Model& model, const std::string& task, int runs, Measurements& found) {
    std::vector<Size> sizes;
    for (const int millions : {1, 10, 100, 1000}) {
        sizes.push_back({millions, scaled(model, 1e6 * millions / static_cast<double>(model.population()))});
    }
    for (int run = 0; run < runs; ++run) {
        for (Size& size : sizes) {
            run_once(size, run);
        }
    }
    fmt::print(
        "{}: {} rows, {} ticks, {} runs at the point\n  {:>12}{:>12}{:>12}{:>16}{:>16}{:>14}{:>14}  {}\n",
        task, model.layout.rows(), model.clock.ticks(), runs, "people", "ms a run", "fastest", "moves a head",
        "active blocks", "rows drawn", "ns/row drawn", "result hash");
    double fastest_median = sizes.front().median();
    double slowest_median = fastest_median;
    for (const Size& size : sizes) {
        const std::string hash = fmt::format("{:016x}", size.hash.value());
        const std::string variant = fmt::format("{} million", size.millions);
        const double rows = static_cast<double>(size.counters.rows_drawn) / runs;
        const double moved = static_cast<double>(size.counters.people_moved) / runs;
        fmt::print("  {:>12}{:>12.2f}{:>12.2f}{:>16.4f}{:>16.0f}{:>14.0f}{:>14.0f}  {}\n", variant,
                   size.median(), *std::min_element(size.milliseconds.begin(), size.milliseconds.end()),
                   moved / (1e6 * size.millions), static_cast<double>(size.counters.active_blocks) / runs,
                   rows, 1e6 * size.median() / rows, hash);
        if (!size.broken.empty() || size.counters.people_moved <= 0) {
            fmt::print(stderr, "not worth timing: {}\n", size.broken.empty() ? "nobody moved" : size.broken);
            return false;
        }
        fastest_median = std::min(fastest_median, size.median());
        slowest_median = std::max(slowest_median, size.median());
        found.push_back({task, variant, "median_per_run", size.median(), "ms", hash});
        found.push_back({task, variant, "rows_drawn_per_run", rows, "rows", hash});
    }
    const double ratio = slowest_median / fastest_median;
    fmt::print("  slowest over fastest: {:.2f}\n", ratio);
    found.push_back({task, "1 to 1000 million", "slowest_over_fastest", ratio, "ratio", ""});
    return true;
}

}  // namespace

bool measure_population(bool quick, Measurements& found) {
    const std::optional<Model> small = read_model(UPSURGE_SOURCE_DIR "/bench/rivals/country");
    std::optional<Model> flagship = read_model(UPSURGE_SOURCE_DIR "/scenarios/kazakhstan-2022");
    if (!small || !flagship) {
        return false;
    }
    // Anger follows the number of people harmed, not their share: with it, a larger country has another
    // history.
    std::erase(flagship->mechanisms, "backlash");
    fmt::print(
        "cost against population, all people scaled; processor time of one core; bar at fixed rows: 1.20\n");
    return measure(*small, "population: small country", quick ? 5 : 40, found) &&
           measure(*flagship, "population: flagship coarse without backlash", quick ? 1 : 10, found);
}

}  // namespace upsurge::bench
