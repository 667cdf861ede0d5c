/// manifest.json: what a study folder holds and how to make it again. Keys: docs/formats/study.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/report.h"
#include "studies/shard.h"
#include "upsurge/result.h"

namespace upsurge {

inline constexpr int manifest_format = 1;
inline constexpr std::string_view upsurge_version = "0.1.0";

struct Manifest {
    std::string version{upsurge_version};
    int draw_scheme = 0;
    std::string scenario_id;
    std::string scenario_name;
    std::string scenario_hash;                          ///< 16 hexadecimal digits over the scenario's files
    std::map<std::string, std::string> scenario_files;  ///< name -> hash of the copy in the study
    std::string command;                                ///< run, sensitivity, counterfactuals
    std::vector<std::string> options;  ///< all that decide the study, as words of a command line
    std::string design;        ///< 16 hexadecimal digits over all that decides what a run's ordinal means
    Shard shard;               ///< the part of the work that this study is
    std::string command_line;  ///< what reproduces the study
    std::vector<std::string> settings;  ///< "key=value" as given with --set
    std::string until;                  ///< ISO 8601; empty: the scenario's own end
    std::string hypothesis;             ///< id of the one applied; empty: the scenario's own settings
    std::string intervention;           ///< id of the one applied; empty: none
    std::uint64_t seed = 1;
    int runs = 0;
    int runs_done = 0;
    bool complete = false;  ///< else stopped and resumable
    std::string resolution;
    std::string parameters;  ///< point | prior
    std::string vector_path;
    int threads = 1;
    double seconds = 0;
    std::int64_t people = 0;
    std::int64_t rows = 0;
    std::int64_t people_moved = 0;   ///< over all runs
    std::int64_t active_blocks = 0;  ///< over all runs
    std::string state_hash;          ///< 16 hexadecimal digits; empty while running
    Instant created = 0;
};

/// The value of an option among the manifest's options: of "--as-of=T", T. None where it was not given.
std::optional<std::string> option_of(const Manifest& manifest, std::string_view option);

/// The manifest as JSON text, one key a line.
std::string manifest_text(const Manifest& manifest);

/// Reads manifest.json of a study folder. Fails when the folder is no study, or is of another format.
Result<Manifest> read_manifest(const std::filesystem::path& study_folder);

}  // namespace upsurge
