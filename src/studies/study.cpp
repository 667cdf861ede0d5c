#include "studies/study.h"

#include <system_error>

#include "numbers/hash.h"
#include "scenarios/instant.h"
#include "studies/chunk_file.h"
#include "studies/durable_file.h"
#include "studies/study_writer.h"

namespace upsurge {

Result<Study> open_study(const std::filesystem::path& folder) {
    Result<Manifest> manifest = read_manifest(folder);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    if (manifest->command == "sensitivity") {
        Problem problem;
        problem.file = folder.string();
        problem.what = "this is a sensitivity study: its runs were not kept, only their outcomes";
        problem.hint =
            "read sensitivity.csv and points.csv; if it was stopped, repeat its command with --out";
        return failure(std::move(problem));
    }
    if (manifest->command == "counterfactuals") {
        Problem problem;
        problem.file = folder.string();
        problem.what = "this is a study of counterfactuals: of its runs only what came of them was kept";
        problem.hint =
            "read outcome_frequencies.csv, outcome_differences.csv and quantities.csv; if it was stopped, "
            "repeat its command with --out";
        return failure(std::move(problem));
    }
    ScenarioOptions options;
    options.resolution = manifest->resolution;
    options.set = manifest->settings;
    options.hypothesis = manifest->hypothesis;
    options.intervention = manifest->intervention;
    if (!manifest->until.empty()) {
        const Result<WrittenInstant> until = parse_instant(manifest->until);
        if (!until) {
            return tl::unexpected(until.error());
        }
        options.until = until->instant;
    }
    Result<ReadScenario> scenario = read_scenario(folder / "scenario", options);
    if (!scenario) {
        return tl::unexpected(scenario.error());
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
        !chunk_files(folder / "chunks").empty()) {
        if (auto assembled = assemble_study(folder, scenario->model, *manifest); !assembled) {
            return tl::unexpected(assembled.error());
        }
        if (auto written = write_durably(folder / "manifest.json", manifest_text(*manifest)); !written) {
            return tl::unexpected(written.error());
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
