// Any bytes as reports.csv of a small scenario: no crash, no hang; what is accepted is in order.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "fuzz/memory_scenario.h"
#include "scenarios/read_scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const upsurge::fuzzing::MemoryScenario scenario;
    static const bool written = [] {
        scenario.write("places.csv", upsurge::fuzzing::small_places);
        scenario.write("scenario.toml", upsurge::fuzzing::small_toml);
        return true;
    }();
    (void)written;
    scenario.write("reports.csv", {reinterpret_cast<const char*>(data), size});
    const auto result = upsurge::read_scenario(scenario.folder());
    if (!result) {
        return result.error().empty() ? std::abort(), 0 : 0;
    }
    for (const upsurge::Report& report : result->model.reports) {
        const bool in_order = report.event_start <= report.event_end && !report.places.empty() &&
                              !(report.low && report.high && *report.low > *report.high);
        if (report.id.empty() || !in_order) {
            std::abort();
        }
    }
    return 0;
}
