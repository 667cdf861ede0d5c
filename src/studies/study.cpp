#include "studies/study.h"

#include <system_error>

#include "numbers/hash.h"
#include "scenarios/instant.h"
#include "studies/assemble_study.h"
#include "studies/durable_file.h"
#include "studies/hex_digits.h"
#include "studies/item_file.h"
#include "studies/study_folder.h"

namespace upsurge {

namespace {

/// The tables of a study that was killed.
Result<void> gather_runs(const std::filesystem::path& folder, const Model& model, Manifest& manifest) {
    const auto design = parse_hex(manifest.design);
    if (!design) {
        return failure("this study was begun by an earlier program and stopped: its runs cannot be read");
    }
    Result<FolderLock> lock = FolderLock::take(folder);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    Result<WorkFolder> finished = WorkFolder::open(folder / "chunks", *design, manifest.runs);
    if (!finished) {
        return tl::unexpected(finished.error());
    }
    count_finished(
        *finished, manifest.runs, 1, [](int item, int) { return item; }, manifest);
    if (auto assembled = assemble_study(folder, model, *finished, manifest); !assembled) {
        return assembled;
    }
    // Of a whole study the page is still missing; a shard has none.
    manifest.complete = manifest.complete && !manifest.shard.is_whole();
    return write_manifest(folder, manifest);
}

/// Commands whose studies keep no histories.
struct WithoutHistories {
    const char* command;
    const char* what;
    const char* tables;
};
constexpr WithoutHistories without_histories[] = {
    {"sensitivity", "this is a sensitivity study: its runs were not kept, only their outcomes",
     "sensitivity.csv and points.csv"},
    {"counterfactuals", "this is a study of counterfactuals: of its runs only what came of them was kept",
     "outcome_frequencies.csv, outcome_differences.csv and quantities.csv"},
    {"whatif", "this is a study of one thing done differently: of its runs only what came of them was kept",
     "outcome_frequencies.csv, outcome_differences.csv and quantities.csv"},
    {"fit", "this is a fit: of its histories only their addresses and what reports say of them were kept",
     "explanations.csv, draws.csv, reports_scored.csv and sources_learned.csv"},
};

}  // namespace

Result<ScenarioOptions> scenario_options_of(const Manifest& manifest) {
    ScenarioOptions options;
    options.resolution = manifest.resolution;
    options.set = manifest.settings;
    options.hypothesis = manifest.hypothesis;
    options.intervention = manifest.intervention;
    if (!manifest.until.empty()) {
        const Result<WrittenInstant> until = parse_instant(manifest.until);
        if (!until) {
            return tl::unexpected(until.error());
        }
        options.until = until->instant;
    }
    return options;
}

Result<Study> open_study(const std::filesystem::path& folder) {
    Result<Manifest> manifest = read_manifest(folder);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    for (const WithoutHistories& kind : without_histories) {
        if (manifest->command == kind.command) {
            Problem problem;
            problem.file = folder.string();
            problem.what = kind.what;
            problem.hint =
                std::string("read ") + kind.tables + "; if it was stopped, `upsurge resume` goes on";
            return failure(std::move(problem));
        }
    }
    const Result<ScenarioOptions> options = scenario_options_of(*manifest);
    if (!options) {
        return tl::unexpected(options.error());
    }
    Result<ReadScenario> scenario = read_scenario(folder / "scenario", *options);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    if (auto same = check_scenario_copy(folder, *manifest); !same) {
        return tl::unexpected(same.error());
    }
    if (hex(scenario->hash) != manifest->scenario_hash) {
        Problem problem;
        problem.file = (folder / "scenario").string();
        problem.what = "the study's copy of its scenario has been changed since the runs";
        problem.hint = "a study is a record: copy the scenario elsewhere and run it as a new study";
        return failure(std::move(problem));
    }
    // The copy's folder is called "scenario"; the scenario's own name is in the manifest.
    scenario->model.id = manifest->scenario_id;
    std::error_code error;
    if (!std::filesystem::exists(folder / "observables.nc", error) &&
        !item_files(folder / "chunks").empty()) {
        if (auto gathered = gather_runs(folder, scenario->model, *manifest); !gathered) {
            return tl::unexpected(gathered.error());
        }
    }
    Study study{folder, std::move(*manifest), std::move(*scenario), nullptr};
    if (std::filesystem::exists(folder / "observables.nc", error)) {
        Result<std::unique_ptr<ObservablesFile>> runs =
            ObservablesFile::open(folder / "observables.nc", study.scenario.model);
        if (!runs) {
            return tl::unexpected(runs.error());
        }
        study.runs = std::move(*runs);
    }
    return study;
}

}  // namespace upsurge
