#include "study_page.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "pages/page_file.h"
#include "studies/durable_file.h"

namespace upsurge::cli {
namespace {

constexpr const char* map_licence = "map.LICENSE";

}  // namespace

Result<void> write_page(const std::filesystem::path& file, const ReadScenario& scenario,
                        const Manifest* manifest, const RunValues* runs, const RunTables* tables,
                        std::vector<CounterfactualStudy> counterfactuals) {
    PageInput input;
    input.model = &scenario.model;
    input.map_topology = scenario.map_topology;
    input.readme = scenario.readme;
    input.manifest = manifest;
    input.runs = runs;
    input.tables = tables;
    input.counterfactuals = std::move(counterfactuals);
    std::error_code error;
    if (!scenario.map_topology.empty() && std::filesystem::exists(scenario.folder / map_licence, error)) {
        const Result<std::string> notice = read_whole(scenario.folder / map_licence, std::size_t{1} << 16);
        if (!notice) {
            return tl::unexpected(notice.error());
        }
        input.map_notice = *notice;
    }
    return write_durably(file, page_html(input));
}

Result<std::vector<StudyFile>> scenario_files(const ReadScenario& scenario) {
    std::vector<std::string> names = scenario.files;
    std::error_code error;
    if (std::filesystem::exists(scenario.folder / map_licence, error) &&
        std::find(names.begin(), names.end(), map_licence) == names.end()) {
        names.emplace_back(map_licence);
    }
    std::vector<StudyFile> files;
    for (const std::string& name : names) {
        Result<std::string> bytes = read_whole(scenario.folder / name);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        files.push_back({name, std::move(*bytes)});
    }
    return files;
}

}  // namespace upsurge::cli
