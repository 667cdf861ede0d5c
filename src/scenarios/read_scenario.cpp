#include "scenarios/read_scenario.h"

#include <system_error>

#include "mechanisms/registry.h"
#include "numbers/hash.h"
#include "scenarios/apply_rival.h"
#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"
#include "scenarios/text_file.h"

namespace upsurge {

namespace {

/// One file of the folder; nothing if it is absent (an optional one) or could not be read.
struct FileText {
    std::optional<std::string> text;
    bool absent = false;
    std::optional<std::string_view> view() const {
        return text ? std::optional<std::string_view>(*text) : std::nullopt;
    }
    /// Absent, or read: anything but broken.
    bool usable() const { return absent || text.has_value(); }
};

class FolderReader {
  public:
    FolderReader(ScenarioDraft& draft, std::vector<std::string>& files) : draft_(draft), files_(files) {}

    FileText read(const std::string& name, std::size_t bytes_max, bool required) {
        FileText file;
        const std::string shown = draft_.shown(name);
        draft_.problems.note_file(shown);
        std::error_code error;
        if (!std::filesystem::exists(draft_.folder / name, error)) {
            file.absent = true;
            if (required) {
                draft_.problems.add(shown, {}, "the file is missing",
                                    "scenario.toml, places.csv and reports.csv in every scenario folder",
                                    similar_file(name));
            }
            return file;
        }
        file.text = read_text_file(draft_.folder / name, shown, bytes_max, draft_.problems);
        if (file.text) {
            files_.push_back(name);
            hash_.add_text(name);
            hash_.add_text(*file.text);
        }
        return file;
    }

    std::uint64_t hash() const { return hash_.value(); }

  private:
    std::string similar_file(const std::string& name) const {
        std::vector<std::string> others;
        std::error_code error;
        for (std::filesystem::directory_iterator i(draft_.folder, error), end; !error && i != end;
             i.increment(error)) {
            others.push_back(i->path().filename().string());
            if (others.size() > 1000) {
                break;
            }
        }
        std::sort(others.begin(), others.end());
        const std::string nearest = nearest_name(name, others);
        return nearest.empty() ? std::string() : "did you mean " + in_quotes(nearest) + "?";
    }

    ScenarioDraft& draft_;
    std::vector<std::string>& files_;
    StateHash hash_;
};

std::vector<std::string> setting_keys() {
    std::vector<std::string> keys = {"clock.tick_hours", "clock.step_hours", "clock.start", "clock.end",
                                     "event_size"};
    for (const Mechanism* mechanism : all_mechanisms()) {
        keys.emplace_back(mechanism->name);
    }
    for (const RegisteredParameter& parameter : all_parameters()) {
        keys.push_back(parameter.id);
    }
    for (const RegisteredSwitch& known : all_switches()) {
        keys.push_back(known.id);
    }
    return keys;
}

std::string id_of(const std::filesystem::path& folder) {
    std::filesystem::path path = folder.lexically_normal();
    if (!path.has_filename()) {
        path = path.parent_path();
    }
    if (path.empty() || path.filename() == "." || path.filename() == "..") {
        std::error_code error;
        path = std::filesystem::weakly_canonical(folder, error);
        if (!path.has_filename()) {
            path = path.parent_path();
        }
    }
    return path.filename().string();
}

/// The tables of what is listed one by one; all optional.
void read_tables(FolderReader& reader, ScenarioDraft& draft) {
    const auto read_table = [&](const char* name,
                                void (*read)(std::optional<std::string_view>, ScenarioDraft&)) {
        const FileText file = reader.read(name, limits::csv_bytes_max, false);
        if (file.usable()) {
            read(file.view(), draft);
        }
    };
    read_table("workplaces.csv", read_workplaces);
    read_table("units.csv", read_units);
    read_table("facilities.csv", read_facilities);
}

/// The files of rival explanations, interventions and claims; all optional.
void read_rivals(FolderReader& reader, ScenarioDraft& draft) {
    for (const Override& setting : draft.overrides.all()) {
        draft.model.pinned.insert(setting.key);
    }
    const auto read_toml = [&](const char* name, void (*read)(const TomlNode*, ScenarioDraft&)) {
        const FileText file = reader.read(name, limits::toml_bytes_max, false);
        TomlNode root;
        if (file.absent) {
            read(nullptr, draft);
        } else if (file.text && parse_toml(*file.text, draft.shown(name), draft.problems, root)) {
            read(&root, draft);
        } else {
            return false;
        }
        return true;
    };
    const bool hypotheses_read = read_toml("hypotheses.toml", read_hypotheses);
    read_toml("interventions.toml", read_interventions);
    const FileText claims = reader.read("claims.csv", limits::csv_bytes_max, false);
    if (claims.usable()) {
        read_claims(claims.view(), hypotheses_read, draft);
    }
}

/// The model as the options ask for it.
Result<Model> chosen_rival(Model model, const ScenarioOptions& options) {
    Result<Model> chosen = std::move(model);
    if (!options.hypothesis.empty()) {
        chosen = apply_hypothesis(*chosen, options.hypothesis);
    }
    if (chosen && !options.intervention.empty()) {
        chosen = apply_intervention(*chosen, options.intervention);
    }
    return chosen;
}

void check_size(ScenarioDraft& draft) {
    if (draft.model.layout.rows() > limits::rows_max) {
        draft.problems.add(
            draft.folder.string(), {},
            "the society has " + std::to_string(draft.model.layout.rows()) + " rows",
            "at most " + std::to_string(limits::rows_max) + ": fewer places, strata or trait bins");
    }
}

}  // namespace

Result<ReadScenario> read_scenario(const std::filesystem::path& folder, const ScenarioOptions& options) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        Problem problem;
        problem.file = folder.string();
        problem.what = "there is no such scenario folder";
        problem.expected = "a folder with scenario.toml, places.csv and reports.csv";
        return failure(std::move(problem));
    }
    ReadScenario result;
    result.folder = folder;
    ScenarioDraft draft;
    draft.folder = folder;
    draft.model.id = id_of(folder);
    draft.resolution = options.resolution;
    draft.overrides.read(options.set, draft.problems);
    FolderReader reader(draft, result.files);

    const FileText settings = reader.read("scenario.toml", limits::toml_bytes_max, true);
    TomlNode root;
    DeferredSections sections;
    if (settings.text) {
        if (!parse_toml(*settings.text, draft.shown("scenario.toml"), draft.problems, root)) {
            return tl::unexpected(draft.problems.sorted());
        }
        sections = read_settings(root, options.until, draft);
    }
    const FileText places = reader.read("places.csv", limits::csv_bytes_max, true);
    if (places.text) {
        read_places(*places.text, draft);
    }
    const FileText strata = reader.read("strata.csv", limits::csv_bytes_max, false);
    if (strata.usable()) {
        read_strata_shares(strata.view(), draft);
    }
    const FileText destinations = reader.read("destinations.csv", limits::csv_bytes_max, false);
    if (destinations.usable()) {
        read_destinations(destinations.view(), draft);
    }
    read_tables(reader, draft);
    const FileText sources = reader.read("sources.csv", limits::csv_bytes_max, false);
    if (sources.usable()) {
        read_sources(sources.view(), draft);
    }
    const FileText reports = reader.read("reports.csv", limits::csv_bytes_max, true);
    if (reports.text) {
        read_reports(*reports.text, draft.shown("reports.csv"), draft);
    }
    const FileText map = reader.read("map.topo.json", limits::map_bytes_max, false);
    if (map.usable()) {
        read_map(map.view(), draft);
    }
    if (settings.text) {
        read_parameters(sections, draft);
        read_fit(sections, draft);
        read_groups(sections, draft);
        read_cliques(sections, draft);
        read_powers(sections, draft);
        read_schedule(sections, draft);
        read_rivals(reader, draft);
        draft.overrides.finish(setting_keys(), draft.problems);
    }
    const FileText readme = reader.read("README.md", limits::readme_bytes_max, false);
    if (readme.text) {
        if (auto at = find_invalid_utf8(*readme.text)) {
            draft.problems.add(draft.shown("README.md"), *at, "this is not valid UTF-8",
                               "a file saved as UTF-8");
        }
    }
    check_size(draft);
    if (!draft.problems.empty()) {
        return tl::unexpected(draft.problems.sorted());
    }
    Result<Model> model = chosen_rival(std::move(draft.model), options);
    if (!model) {
        return tl::unexpected(model.error());
    }
    result.model = std::move(*model);
    result.defaults_used = std::move(draft.defaults_used);
    result.map_topology = map.text.value_or("");
    result.readme = readme.text.value_or("");
    result.hash = reader.hash();
    return result;
}

}  // namespace upsurge
