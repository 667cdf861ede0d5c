#include "fit_choice.h"

#include <system_error>

#include "scenarios/find_scenario.h"
#include "studies/durable_file.h"

namespace upsurge::cli {
namespace {

namespace fs = std::filesystem;

/// Where a scenario that ships with a fit has it.
constexpr const char* shipped = "fitted";

/// Tables that other commands make of a fit, and that a page shows.
constexpr const char* made_of_a_fit[] = {"indicators.csv", "recovery.csv", "claims_checked.csv",
                                         "reweighted-standard.csv"};

}  // namespace

void FitChoice::declare(CommandLine& line) {
    line.argument("fit", source, "folder of a fit, or a scenario that ships with one", true);
}

fs::path FitChoice::folder() const {
    const fs::path given = study_path(source);
    std::error_code error;
    if (is_study(given)) {
        return given;
    }
    if (is_study(given / shipped)) {
        return given / shipped;
    }
    if (const Result<fs::path> scenario = find_scenario(source); scenario && is_study(*scenario / shipped)) {
        return *scenario / shipped;
    }
    // Below a scenario that ships: NAME/fitted/as-of-2022-01-06T1200 for instance.
    if (const std::size_t slash = source.find('/'); slash != std::string::npos && slash > 0) {
        const Result<fs::path> scenario = find_scenario(source.substr(0, slash));
        if (scenario && is_study(*scenario / source.substr(slash + 1))) {
            return *scenario / source.substr(slash + 1);
        }
    }
    return given;
}

Result<void> FitChoice::fill(ScenarioChoice& choice, const std::string& until) const {
    const Result<Manifest> manifest = read_manifest(folder());
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    const Result<fs::path> scenario = scenario_folder_of_fit(folder());
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    choice.scenario = (scenario->is_relative() ? fs::path(".") / *scenario : *scenario).string();
    choice.id = manifest->scenario_id;
    choice.resolution = manifest->resolution;
    choice.set = manifest->settings;
    choice.until = until.empty() ? manifest->until : until;
    return {};
}

Result<std::vector<StudyFile>> fit_files(const fs::path& fit) {
    std::vector<StudyFile> files;
    std::vector<std::string> names = fit_table_names();
    names.emplace_back("manifest.json");
    std::error_code error;
    for (const char* name : made_of_a_fit) {
        if (fs::exists(fit / name, error)) {
            names.emplace_back(name);
        }
    }
    for (const std::string& name : names) {
        Result<std::string> bytes = read_whole(fit / name);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        files.push_back({std::string(shipped) + "/" + name, std::move(*bytes)});
    }
    return files;
}

}  // namespace upsurge::cli
