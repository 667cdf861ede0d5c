// ./dev bench: how fast Upsurge is on this machine, with the hash of every result it times.
#include <fmt/format.h>

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "draws.h"
#include "filters.h"
#include "measurement.h"
#include "memory.h"
#include "population.h"
#include "race.h"
#include "scenario_runs.h"

namespace {

constexpr const char* usage =
    "upsurge_bench [--quick] [--save] [--only PART] [--mesa PYTHON] [--fault PARAMETER]\n"
    "  --quick            a minute at most, to see that it works and that all vector paths agree\n"
    "  --save             append the figures to bench/results/<machine>.csv\n"
    "  --only PART        scenarios, population, filters, rivals or limits\n"
    "  --mesa PYTHON      also race Mesa, in this interpreter\n"
    "  --fault PARAMETER  give the rivals this parameter 10% too large: they must be refused\n"
    "\n"
    "Examples:\n"
    "  ./dev bench --only population\n"
    "  ./dev bench --rivals --only rivals --save\n"
    "  ./dev bench --only rivals --fault participation.join_rate\n";

struct Options {
    bool quick = false;
    bool save = false;
    std::string only;
    upsurge::bench::RaceOptions race;
};

/// False if the command line is wrong.
bool read_options(const std::vector<std::string_view>& arguments, Options& options) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view name = arguments[i];
        std::string* value = name == "--only"    ? &options.only
                             : name == "--mesa"  ? &options.race.mesa_python
                             : name == "--fault" ? &options.race.fault
                                                 : nullptr;
        if (name == "--quick") {
            options.quick = true;
        } else if (name == "--save") {
            options.save = true;
        } else if (value != nullptr && i + 1 < arguments.size()) {
            *value = arguments[++i];
        } else {
            return false;
        }
    }
    options.race.quick = options.quick;
    return true;
}

}  // namespace

int main(int count, char** arguments) {
    using namespace upsurge::bench;
    Options options;
    if (!read_options({arguments + 1, arguments + count}, options)) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const bool quick = options.quick;
    const int repeats = quick ? 2 : 7;
    const std::string flagship = UPSURGE_SOURCE_DIR "/scenarios/kazakhstan-2022";
    Measurements found;
    struct Part {
        std::string name;
        std::function<bool()> measure;
    };
    const std::vector<Part> parts = {
        {"scenarios", [&] { return measure_scenario(flagship, "coarse", quick ? 2 : 20, found); }},
        // A run takes seconds where half the country is in the street: fewer of them.
        {"scenarios", [&] { return measure_scenario(flagship, "standard", quick ? 1 : 3, found); }},
        {"population", [&] { return measure_population(quick, found); }},
        {"filters", [&] { return measure_filters(quick, found); }},
        {"rivals", [&] { return race_rivals(options.race, found); }},
        {"limits",
         [&] {
             measure_uniforms(repeats, found);
             measure_binomials(repeats, found);
             measure_memory(repeats, quick ? 20 : 400, found);
             return true;
         }},
    };
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // lines as they come, also into a file
    fmt::print("machine: {}\n", machine_name());
    bool known = options.only.empty();
    for (const Part& part : parts) {
        if (!options.only.empty() && part.name != options.only) {
            continue;
        }
        known = true;
        fmt::print("\n");
        if (!part.measure()) {
            return 1;
        }
    }
    if (!known) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    if (options.save) {
        const std::string path = UPSURGE_SOURCE_DIR "/bench/results/" + machine_name() + ".csv";
        if (!append_csv(path, found)) {
            fmt::print(stderr, "cannot write {}\n", path);
            return 1;
        }
        fmt::print("\nappended to {}\n", path);
    }
    return 0;
}
