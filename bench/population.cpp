#include "population.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
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
    std::vector<double> milliseconds;
    RunCounters counters;
    StateHash hash;
    std::string broken;

    double mean() const {
        double sum = 0;
        for (const double ms : milliseconds) {
            sum += ms;
        }
        return sum / static_cast<double>(milliseconds.size());
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

}  // namespace

bool measure_population(const std::string& folder, int runs, Measurements& found) {
    const std::optional<Model> read = read_model(folder);
    if (!read) {
        return false;
    }
    const double people = static_cast<double>(read->population());
    std::vector<Size> sizes;
    for (const int millions : {1, 10, 100, 1000}) {
        sizes.push_back({millions, scaled(*read, 1e6 * millions / people), {}, {}, {}, {}});
    }
    for (int run = 0; run < runs; ++run) {
        for (Size& size : sizes) {
            run_once(size, run);
        }
    }
    const std::string task = fmt::format("{} coarse, people scaled", read->id);
    fmt::print(
        "cost against population: {}, {} rows, {} runs at the point\n"
        "  {:>12}{:>12}{:>12}{:>18}{:>16}{:>14}  {}\n",
        task, read->layout.rows(), runs, "people", "ms a run", "fastest", "people moved",
        "active blocks", "rows drawn", "result hash");
    double fastest_mean = sizes.front().mean();
    double slowest_mean = fastest_mean;
    for (const Size& size : sizes) {
        const std::string hash = fmt::format("{:016x}", size.hash.value());
        const std::string variant = fmt::format("{} million", size.millions);
        fmt::print("  {:>12}{:>12.2f}{:>12.2f}{:>18.0f}{:>16.0f}{:>14.0f}  {}\n", variant, size.mean(),
                   *std::min_element(size.milliseconds.begin(), size.milliseconds.end()),
                   static_cast<double>(size.counters.people_moved) / runs,
                   static_cast<double>(size.counters.active_blocks) / runs,
                   static_cast<double>(size.counters.rows_drawn) / runs, hash);
        if (!size.broken.empty() || size.counters.people_moved <= 0) {
            fmt::print(stderr, "not worth timing: {}\n", size.broken.empty() ? "nobody moved" : size.broken);
            return false;
        }
        fastest_mean = std::min(fastest_mean, size.mean());
        slowest_mean = std::max(slowest_mean, size.mean());
        found.push_back({task, variant, "mean_per_run", size.mean(), "ms", hash});
    }
    fmt::print("  slowest over fastest: {:.2f} (bar: 1.20)\n", slowest_mean / fastest_mean);
    found.push_back({task, "1 to 1000 million", "slowest_over_fastest", slowest_mean / fastest_mean, "ratio", ""});
    return true;
}

}  // namespace upsurge::bench
