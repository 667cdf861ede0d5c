// Any bytes in one file of a scenario end in a checked model or in problems, never in a crash, a hang or a
// model that does not add up.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "models/schedule.h"
#include "scenarios/apply_rival.h"
#include "scenarios/read_scenario.h"

namespace {

namespace fs = std::filesystem;

/// A second resolution for tutorial-town.
const char* const standard_resolution =
    "\n[resolution.standard]\nhardship_cuts = [0.5]\nrisk_aversion_bins = 1\n"
    "[[strata]]\nid = \"miners\"\nwithin = \"working\"\nresolution = \"standard\"\nshare = 0.4\n"
    "[[strata]]\nid = \"builders\"\nwithin = \"working\"\nresolution = \"standard\"\nshare = 0.6\n";

/// A folder of its own for this process, with the files of tutorial-town.
fs::path make_folder() {
    const fs::path memory = "/dev/shm";
    const fs::path parent = fs::is_directory(memory) ? memory : fs::temp_directory_path();
    const fs::path folder = parent / ("upsurge-fuzz-" + std::to_string(getpid()));
    fs::create_directories(folder);
    fs::copy(fs::path(UPSURGE_SOURCE_DIR) / "scenarios" / "tutorial-town", folder,
             fs::copy_options::overwrite_existing);
    std::ofstream(folder / "scenario.toml", std::ios::app) << standard_resolution;
    return folder;
}

void require(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "fuzz: %s\n", what);
        __builtin_trap();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const struct Folder {
        fs::path path = make_folder();
        ~Folder() { fs::remove_all(path); }
    } folder;
    std::ofstream(folder.path / UPSURGE_FUZZED_FILE, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    for (const char* resolution : {"coarse", "standard"}) {
        upsurge::ScenarioOptions options;
        options.resolution = resolution;
        const upsurge::Result<upsurge::ReadScenario> read = upsurge::read_scenario(folder.path, options);
        if (!read) {
            require(!read.error().empty(), "a failure without a problem");
            for (const upsurge::Problem& problem : read.error()) {
                require(!problem.what.empty(), "a problem that says nothing");
                require(problem.line >= 0 && problem.column >= 0, "a problem at a negative line or column");
            }
            continue;
        }
        const upsurge::Model& model = read->model;
        require(!model.leaves.empty() && model.clock.ticks() > 0, "a model without places or ticks");
        std::int64_t people = 0;
        for (const upsurge::Place& place : model.places) {
            people += place.parent < 0 ? place.population : 0;
        }
        require(model.population() == people, "people per stratum do not add up to the country and abroad");
        for (const upsurge::Claim& claim : model.claims) {
            require(claim.tied() == claim.untestable.empty(),
                    "a claim that is neither tied nor untestable, or both");
        }
        // What was accepted can be applied and used.
        for (const upsurge::Hypothesis& one : model.hypotheses) {
            require(upsurge::apply_hypothesis(model, one.id).has_value() != one.dull,
                    "a hypothesis that does not hold");
        }
        for (const upsurge::Intervention& one : model.interventions) {
            const upsurge::Result<upsurge::Model> changed = upsurge::apply_intervention(model, one.id);
            require(changed.has_value(), "an intervention that does not hold");
            upsurge::Forcing before;
            upsurge::Forcing after;
            for (int tick = 0; tick < model.clock.ticks() && model.clock.at(tick) < one.from; ++tick) {
                upsurge::evaluate_forcing(model, {tick}, before);
                upsurge::evaluate_forcing(*changed, {tick}, after);
                require(before.price == after.price && before.shutdown == after.shutdown &&
                            before.officers == after.officers && before.policing == after.policing &&
                            before.curfew == after.curfew && before.refusals == after.refusals,
                        "an intervention that changes what came before it");
            }
        }
    }
    return 0;
}
