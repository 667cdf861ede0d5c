#include "go_on.h"

#include <fmt/format.h>

#include <system_error>

#include "commands.h"
#include "failing.h"
#include "json_output.h"
#include "option_words.h"
#include "output.h"
#include "studies/study_folder.h"

namespace upsurge::cli {
namespace {

std::unique_ptr<StudyCommand> command_of(const Manifest& manifest) {
    std::unique_ptr<StudyCommand> made[] = {
        make_run_command(),   make_sensitivity_command(), make_counterfactuals_command(),
        make_fit_command(),   make_reconstruct_command(), make_forecast_command(),
        make_whatif_command()};
    for (std::unique_ptr<StudyCommand>& one : made) {
        if (one->name() == manifest.command) {
            return std::move(one);
        }
    }
    return nullptr;
}

/// A study of runs whose tables hold everything: killed at the very end, it may still have chunks that nobody
/// needs. Other studies keep theirs, and these are looked at again.
bool needs_no_items(const Manifest& manifest) {
    const bool of_runs =
        manifest.command == "run" || manifest.command == "reconstruct" || manifest.command == "forecast";
    return manifest.complete && of_runs && manifest.shard.is_whole();
}

Exit already_complete(const Command& asking, const std::filesystem::path& folder, const Manifest& manifest) {
    std::error_code error;
    std::filesystem::remove_all(folder / "chunks", error);
    if (asking.as_json) {
        Json json = json_head(asking.name());
        json["study"] = folder.string();
        json["status"] = "complete";
        json["runs"] = manifest.runs;
        json["runs_done"] = manifest.runs_done;
        json["state_hash"] = manifest.state_hash;
        write_json(json);
    } else {
        write_error_line(fmt::format("{} is complete: {} runs, state hash {}", folder.string(),
                                     manifest.runs_done, manifest.state_hash));
    }
    return Exit::done;
}

}  // namespace

Exit go_on_with(const Command& asking, const std::filesystem::path& folder, const WorkChoice& work) {
    const Result<Manifest> manifest = read_manifest(folder);
    if (!manifest) {
        return fail(asking, manifest.error());
    }
    if (needs_no_items(*manifest)) {
        return already_complete(asking, folder, *manifest);
    }
    Problem problem;
    problem.file = folder.string();
    problem.hint = fmt::format("it was made by: {}", manifest->command_line);
    const std::unique_ptr<StudyCommand> command = command_of(*manifest);
    if (command == nullptr || manifest->options.empty()) {
        problem.what = "this study was begun by another version of the program and cannot be gone on with";
        return fail(asking, {problem});
    }
    // A path that begins with a dash must not be taken for an option.
    const std::filesystem::path copy = std::filesystem::path(".") / folder / "scenario";
    std::vector<std::string> words = {(folder.is_absolute() ? folder / "scenario" : copy).string()};
    words.insert(words.end(), manifest->options.begin(), manifest->options.end());
    if (auto taken = take_words([&](CommandLine& line) { command->declare_design(line); }, words); !taken) {
        problem.what =
            "the manifest holds options that this program does not know: " + taken.error().front().what;
        return fail(asking, {problem});
    }
    command->as_json = asking.as_json;
    return command->go_on(folder, *manifest, work);
}

}  // namespace upsurge::cli
