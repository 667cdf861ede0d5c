#include "experiments/counterfactual_study.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

namespace upsurge {
namespace {

Problem of_folder(const std::filesystem::path& folder, std::string what, std::string hint) {
    Problem problem;
    problem.file = folder.string();
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

Result<CounterfactualStudy> read_one(const std::filesystem::path& folder, const Manifest& study) {
    const Result<Manifest> manifest = read_manifest(folder);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    if (manifest->command != "counterfactuals" && manifest->command != "whatif") {
        return failure(of_folder(folder, fmt::format("this study was made by `{}`", manifest->command_line),
                                 "name a folder that `upsurge counterfactuals` wrote"));
    }
    if (manifest->scenario_id != study.scenario_id) {
        return failure(of_folder(folder,
                                 fmt::format("these runs are of the scenario '{}', and the study is of '{}'",
                                             manifest->scenario_id, study.scenario_id),
                                 "name counterfactuals of the study's scenario"));
    }
    if (manifest->scenario_hash != study.scenario_hash) {
        return failure(of_folder(
            folder,
            fmt::format("the files of the scenario '{}' differ between these runs ({}) and the study ({})",
                        study.scenario_id, manifest->scenario_hash, study.scenario_hash),
            "make both from the same files: `upsurge run` and `upsurge counterfactuals` again"));
    }
    Result<OutcomeTables> tables = read_outcome_tables(folder);
    if (!tables) {
        return tl::unexpected(tables.error());
    }
    if (tables->cells.empty()) {
        return failure(of_folder(folder, "no hypothesis of this study has a run yet",
                                 fmt::format("`upsurge resume {}` goes on with it", folder.string())));
    }
    return CounterfactualStudy{folder, *manifest, std::move(*tables)};
}

}  // namespace

Result<std::vector<CounterfactualStudy>> read_counterfactual_studies(
    const std::vector<std::filesystem::path>& folders, const Manifest& study) {
    std::vector<CounterfactualStudy> studies;
    Problems problems;
    std::map<std::string, std::size_t> found_in;  // hypothesis -> which folder has it
    for (std::size_t i = 0; i < folders.size(); ++i) {
        Result<CounterfactualStudy> one = read_one(folders[i], study);
        if (!one) {
            problems.insert(problems.end(), one.error().begin(), one.error().end());
            continue;
        }
        for (const CellAbout& about : one->tables.cells) {
            const auto [found, added] = found_in.try_emplace(about.cell.hypothesis, i);
            if (added || found->second == i) {
                continue;
            }
            problems.push_back(of_folder(
                folders[i],
                fmt::format("{} is also in {}",
                            about.cell.hypothesis.empty() ? std::string("the scenario's own settings")
                                                          : "the hypothesis " + about.cell.hypothesis,
                            folders[found->second].string()),
                "differences are taken within one study: name one folder for each hypothesis"));
            break;
        }
        studies.push_back(std::move(*one));
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return studies;
}

}  // namespace upsurge
