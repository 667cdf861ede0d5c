#include "study_page.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "pages/fitted_study.h"
#include "pages/page_file.h"
#include "studies/durable_file.h"

namespace upsurge::cli {
namespace {

constexpr const char* map_licence = "map.LICENSE";

/// The study's own forecast before those of other dates.
Result<void> add_own_outlook(const PageOf& page, std::vector<OutlookStudy>& outlooks) {
    std::error_code error;
    if (page.manifest->command != "forecast" || !std::filesystem::exists(page.study / "outlook.csv", error) ||
        std::any_of(outlooks.begin(), outlooks.end(), [&](const OutlookStudy& one) {
            return std::filesystem::equivalent(one.folder, page.study, error);
        })) {
        return {};
    }
    Result<std::vector<OutlookStudy>> own = read_outlook_studies({page.study}, *page.manifest);
    if (!own) {
        return tl::unexpected(own.error());
    }
    outlooks.insert(outlooks.begin(), std::make_move_iterator(own->begin()),
                    std::make_move_iterator(own->end()));
    return {};
}

}  // namespace

Result<void> write_page(const std::filesystem::path& file, PageOf page) {
    const ReadScenario& scenario = *page.scenario;
    PageInput input;
    input.model = &scenario.model;
    input.map_topology = scenario.map_topology;
    input.readme = scenario.readme;
    input.manifest = page.manifest;
    input.runs = page.runs;
    input.tables = page.tables;
    input.counterfactuals = std::move(page.counterfactuals);
    std::optional<FittedStudy> fitted;
    if (page.manifest != nullptr) {
        Result<std::optional<FittedStudy>> read = read_fitted_study(page.study, *page.manifest);
        if (!read) {
            return tl::unexpected(read.error());
        }
        fitted = std::move(*read);
        input.fitted = fitted ? &*fitted : nullptr;
        if (auto added = add_own_outlook(page, page.outlooks); !added) {
            return added;
        }
        input.outlooks = std::move(page.outlooks);
        Result<std::optional<PlainTable>> scores = read_plain_table(page.study / "score_summary.csv");
        if (!scores) {
            return tl::unexpected(scores.error());
        }
        input.scores = std::move(*scores);
    }
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
