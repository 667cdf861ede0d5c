// ./dev bench: how fast Upsurge is on this machine, with the hash of every result it times.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "draws.h"
#include "measurement.h"
#include "memory.h"
#include "scenario_runs.h"

namespace {

constexpr const char* usage =
    "upsurge_bench [--quick] [--save]\n"
    "  --quick  a few seconds, to see that it works and that all vector paths agree\n"
    "  --save   append the figures to bench/results/<machine>.csv\n";

}  // namespace

int main(int count, char** arguments) {
    using namespace upsurge::bench;
    bool quick = false;
    bool save = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--quick") {
            quick = true;
        } else if (argument == "--save") {
            save = true;
        } else {
            fmt::print(stderr, "{}", usage);
            return 2;
        }
    }
    const int repeats = quick ? 2 : 7;
    Measurements found;
    fmt::print("machine: {}\n\n", machine_name());
    const std::string flagship = UPSURGE_SOURCE_DIR "/scenarios/kazakhstan-2022";
    if (!measure_scenario(flagship, "coarse", quick ? 2 : 20, found)) {
        return 1;
    }
    fmt::print("\n");
    // A run takes seconds where half the country is in the street: fewer of them.
    if (!measure_scenario(flagship, "standard", quick ? 1 : 3, found)) {
        return 1;
    }
    fmt::print("\n");
    measure_uniforms(repeats, found);
    measure_binomials(repeats, found);
    measure_memory(repeats, quick ? 20 : 400, found);
    if (save) {
        const std::string path = UPSURGE_SOURCE_DIR "/bench/results/" + machine_name() + ".csv";
        if (!append_csv(path, found)) {
            fmt::print(stderr, "cannot write {}\n", path);
            return 1;
        }
        fmt::print("\nappended to {}\n", path);
    }
    return 0;
}
