#include "scenarios/find_scenario.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <system_error>

#include "scenarios/nearest_name.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

std::vector<std::filesystem::path> roots() {
    std::vector<std::filesystem::path> result;
    if (const char* given = std::getenv("UPSURGE_SCENARIOS"); given != nullptr && *given != '\0') {
        result.emplace_back(given);
    }
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) {
        result.push_back(program.parent_path().parent_path() / "share" / "upsurge" / "scenarios");
    }
    result.emplace_back(UPSURGE_SCENARIOS_DIR);
    return result;
}

bool is_scenario(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::is_regular_file(folder / "scenario.toml", error);
}

}  // namespace

std::vector<std::string> built_in_scenarios() {
    std::set<std::string> names;
    for (const std::filesystem::path& root : roots()) {
        std::error_code error;
        for (std::filesystem::directory_iterator i(root, error), end; !error && i != end;
             i.increment(error)) {
            if (is_scenario(i->path())) {
                names.insert(i->path().filename().string());
            }
        }
    }
    return {names.begin(), names.end()};
}

Result<std::filesystem::path> find_scenario(std::string_view name_or_path) {
    const std::filesystem::path path(name_or_path);
    std::error_code error;
    if (path.filename() == "scenario.toml" && std::filesystem::is_regular_file(path, error)) {
        return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    }
    const bool with_slash =
        name_or_path.find('/') != std::string_view::npos || name_or_path == "." || name_or_path == "..";
    if (is_scenario(path) || (with_slash && std::filesystem::is_directory(path, error))) {
        return path;
    }
    if (!with_slash && !name_or_path.empty()) {
        for (const std::filesystem::path& root : roots()) {
            if (is_scenario(root / path)) {
                return root / path;
            }
        }
    }
    Problem problem;
    problem.file = std::string(name_or_path);
    problem.what = with_slash ? "there is no such folder" : "there is no scenario " + in_quotes(name_or_path);
    problem.expected = "the path of a scenario folder, or the name of a scenario that ships";
    problem.hint = nearest_name_hint(name_or_path, built_in_scenarios());
    return failure(std::move(problem));
}

}  // namespace upsurge
