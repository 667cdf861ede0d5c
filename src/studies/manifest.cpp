#include "studies/manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/instant.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t manifest_bytes_max = std::size_t{1} << 20;

Problem not_a_study(const std::filesystem::path& file, std::string what) {
    Problem problem;
    problem.file = file.string();
    problem.what = std::move(what);
    problem.expected = "a folder written by `upsurge run`";
    return problem;
}

}  // namespace

std::optional<std::string> option_of(const Manifest& manifest, std::string_view option) {
    for (const std::string& word : manifest.options) {
        if (word.size() > option.size() && word.starts_with(option) && word[option.size()] == '=') {
            return word.substr(option.size() + 1);
        }
    }
    return std::nullopt;
}

std::string manifest_text(const Manifest& manifest) {
    Json json;
    json["format"] = manifest_format;
    json["version"] = manifest.version;
    json["draw_scheme"] = manifest.draw_scheme;
    json["scenario"] = {{"id", manifest.scenario_id},
                        {"name", manifest.scenario_name},
                        {"hash", manifest.scenario_hash},
                        {"files", manifest.scenario_files}};
    json["command"] = manifest.command;
    json["command_line"] = manifest.command_line;
    json["options"] = manifest.options;
    json["design"] = manifest.design;
    json["shard"] = to_string(manifest.shard);
    json["settings"] = manifest.settings;
    json["until"] = manifest.until;
    json["hypothesis"] = manifest.hypothesis;
    json["intervention"] = manifest.intervention;
    json["seed"] = manifest.seed;
    json["runs"] = manifest.runs;
    json["runs_done"] = manifest.runs_done;
    json["status"] = manifest.complete ? "complete" : "resumable";
    json["resolution"] = manifest.resolution;
    json["parameters"] = manifest.parameters;
    json["vector"] = manifest.vector_path;
    json["threads"] = manifest.threads;
    json["seconds"] = manifest.seconds;
    json["people"] = manifest.people;
    json["rows"] = manifest.rows;
    json["people_moved"] = manifest.people_moved;
    json["active_blocks"] = manifest.active_blocks;
    json["state_hash"] = manifest.state_hash;
    json["created"] = format_instant(manifest.created, 0);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Manifest> read_manifest(const std::filesystem::path& study_folder) {
    const std::filesystem::path file = study_folder / "manifest.json";
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        return failure(not_a_study(study_folder, "this folder holds no study: it has no manifest.json"));
    }
    const Result<std::string> text = read_whole(file, manifest_bytes_max);
    if (!text) {
        return tl::unexpected(text.error());
    }
    try {
        const Json json = Json::parse(*text);
        if (const int format = json.at("format").get<int>(); format != manifest_format) {
            return failure(
                not_a_study(file, fmt::format("the study has format {}, this program reads format {}", format,
                                              manifest_format)));
        }
        Manifest manifest;
        manifest.version = json.at("version").get<std::string>();
        manifest.draw_scheme = json.at("draw_scheme").get<int>();
        manifest.scenario_id = json.at("scenario").at("id").get<std::string>();
        manifest.scenario_name = json.at("scenario").at("name").get<std::string>();
        manifest.scenario_hash = json.at("scenario").at("hash").get<std::string>();
        manifest.command = json.at("command").get<std::string>();
        manifest.command_line = json.at("command_line").get<std::string>();
        // Studies of before there were shards have neither; they can be read, not gone on with.
        manifest.options = json.value("options", std::vector<std::string>());
        manifest.design = json.value("design", "");
        manifest.scenario_files = json.at("scenario").value("files", std::map<std::string, std::string>());
        const Result<Shard> shard = parse_shard(json.value("shard", "1/1"));
        if (!shard) {
            return failure(not_a_study(file, "the manifest is damaged: " + shard.error().front().what));
        }
        manifest.shard = *shard;
        manifest.settings = json.at("settings").get<std::vector<std::string>>();
        manifest.until = json.at("until").get<std::string>();
        manifest.hypothesis = json.value("hypothesis", "");  // studies from before there were any have none
        manifest.intervention = json.value("intervention", "");
        manifest.seed = json.at("seed").get<std::uint64_t>();
        manifest.runs = json.at("runs").get<int>();
        manifest.runs_done = json.at("runs_done").get<int>();
        manifest.complete = json.at("status").get<std::string>() == "complete";
        manifest.resolution = json.at("resolution").get<std::string>();
        manifest.parameters = json.at("parameters").get<std::string>();
        manifest.vector_path = json.at("vector").get<std::string>();
        manifest.threads = json.at("threads").get<int>();
        manifest.seconds = json.at("seconds").get<double>();
        manifest.people = json.at("people").get<std::int64_t>();
        manifest.rows = json.at("rows").get<std::int64_t>();
        manifest.people_moved = json.at("people_moved").get<std::int64_t>();
        manifest.active_blocks = json.at("active_blocks").get<std::int64_t>();
        manifest.state_hash = json.at("state_hash").get<std::string>();
        if (const Result<WrittenInstant> created = parse_instant(json.at("created").get<std::string>());
            created) {
            manifest.created = created->instant;
        }
        return manifest;
    } catch (const Json::exception& broken) {
        return failure(not_a_study(file, fmt::format("the manifest is damaged: {}", broken.what())));
    }
}

}  // namespace upsurge
