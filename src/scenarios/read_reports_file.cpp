#include "scenarios/read_reports_file.h"

#include "scenarios/limits.h"
#include "scenarios/section_readers.h"
#include "scenarios/text_file.h"

namespace upsurge {

Result<std::vector<Report>> read_reports_file(const std::filesystem::path& file,
                                              const std::filesystem::path& scenario,
                                              const ScenarioOptions& options) {
    ScenarioDraft draft;
    draft.folder = scenario;
    draft.resolution = options.resolution;
    draft.overrides.read(options.set, draft.problems);
    const auto settings = read_text_file(scenario / "scenario.toml", draft.shown("scenario.toml"),
                                         limits::toml_bytes_max, draft.problems);
    TomlNode root;
    if (settings && parse_toml(*settings, draft.shown("scenario.toml"), draft.problems, root)) {
        read_settings(root, options.until, draft);
    }
    const auto places = read_text_file(scenario / "places.csv", draft.shown("places.csv"),
                                       limits::csv_bytes_max, draft.problems);
    if (places) {
        read_places(*places, draft);
    }
    if (!draft.problems.empty()) {
        return tl::unexpected(draft.problems.sorted());
    }
    if (const auto text = read_text_file(file, file.string(), limits::csv_bytes_max, draft.problems)) {
        read_reports(*text, file.string(), draft);
    }
    if (!draft.problems.empty()) {
        return tl::unexpected(draft.problems.sorted());
    }
    return std::move(draft.model.reports);
}

}  // namespace upsurge
