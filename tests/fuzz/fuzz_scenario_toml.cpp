// Any bytes as scenario.toml of a small scenario: no crash, no hang, and every problem has its place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "fuzz/memory_scenario.h"
#include "models/parameter_values.h"
#include "models/schedule.h"
#include "scenarios/read_scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const upsurge::fuzzing::MemoryScenario scenario;
    static const bool written = [] {
        scenario.write("places.csv", upsurge::fuzzing::divided_places);
        scenario.write("reports.csv", upsurge::fuzzing::small_reports);
        return true;
    }();
    (void)written;
    scenario.write("scenario.toml", {reinterpret_cast<const char*>(data), size});
    for (const char* resolution : {"coarse", "standard"}) {
        upsurge::ScenarioOptions options;
        options.resolution = resolution;
        const auto result = upsurge::read_scenario(scenario.folder(), options);
        if (!result) {
            if (result.error().empty()) {
                std::abort();
            }
            for (const upsurge::Problem& problem : result.error()) {
                if (problem.what.empty() || problem.line < 0 || problem.column < 0) {
                    std::abort();
                }
            }
            continue;
        }
        // What was accepted can be used.
        const upsurge::Model& model = result->model;
        if (model.population() != 60000 || model.clock.ticks() < 1) {
            std::abort();
        }
        upsurge::Forcing forcing;
        upsurge::evaluate_forcing(model, {0}, forcing);
        upsurge::evaluate_forcing(model, {model.clock.ticks() - 1}, forcing);
        (void)upsurge::prior_values(model, upsurge::make_run_key(1, upsurge::Purpose::prior, 0, 0, 0));
    }
    return 0;
}
