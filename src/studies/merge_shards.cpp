#include "studies/merge_shards.h"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <optional>

#include "studies/durable_file.h"
#include "studies/hex_digits.h"
#include "studies/study_folder.h"
#include "studies/work_folder.h"

namespace upsurge {
namespace {

struct Part {
    std::filesystem::path folder;
    Manifest manifest;
    std::optional<WorkFolder> finished;
};

/// Collects what is wrong with the shards.
class ShardCheck {
  public:
    void add(const std::filesystem::path& folder) {
        Result<Manifest> manifest = read_manifest(folder);
        if (!manifest) {
            take(manifest.error());
        } else if (manifest->shard.is_whole()) {
            report(folder, "this is no shard: it was made without --shard", {});
        } else if (!parts_.empty() && !belongs(*manifest, parts_.begin()->second.manifest)) {
            report(folder, "this shard belongs to another study than the ones before it",
                   fmt::format("it was made by: {} --shard {}", manifest->command_line,
                               to_string(manifest->shard)));
        } else if (const auto there = parts_.find(manifest->shard.part); there != parts_.end()) {
            report(folder,
                   fmt::format("this is shard {}, and so is {}", to_string(manifest->shard),
                               there->second.folder.string()),
                   "name each shard once");
        } else {
            const int part = manifest->shard.part;
            parts_.emplace(part, Part{folder, std::move(*manifest), std::nullopt});
        }
    }

    void finish() {
        for (auto& [number, part] : parts_) {
            look_at(part);
        }
        if (parts_.empty()) {
            return;
        }
        const int of = parts_.begin()->second.manifest.shard.of;
        std::string missing;
        for (int part = 1; part <= of; ++part) {
            if (parts_.count(part) == 0) {
                missing += (missing.empty() ? "" : ", ") + to_string(Shard{part, of});
            }
        }
        if (!missing.empty()) {
            report({}, "shards are missing: " + missing, "make each by the same command with its --shard");
        }
    }

    Problems& problems() { return problems_; }
    const std::map<int, Part>& parts() const { return parts_; }

  private:
    static bool belongs(const Manifest& one, const Manifest& other) {
        return one.design == other.design && one.options == other.options && one.shard.of == other.shard.of &&
               one.scenario_id == other.scenario_id;
    }
    void look_at(Part& part) {
        const auto design = parse_hex(part.manifest.design);
        if (!design) {
            report(part.folder, "the manifest is damaged: it has no design", {});
            return;
        }
        if (auto same = check_scenario_copy(part.folder, part.manifest); !same) {
            take(same.error());
        }
        Result<WorkFolder> finished =
            WorkFolder::open(part.folder / "chunks", *design, std::numeric_limits<int>::max());
        if (!finished) {
            take(finished.error());
            return;
        }
        std::size_t runs = 0;
        for (const auto& [number, item] : finished->finished()) {
            runs += item.hashes.size();
        }
        if (!part.manifest.complete || runs < static_cast<std::size_t>(part.manifest.runs_done)) {
            report(part.folder, "this shard is not finished, or some of its runs are damaged or gone",
                   fmt::format("`upsurge resume {}` goes on", part.folder.string()));
        }
        part.finished.emplace(std::move(*finished));
    }
    void report(const std::filesystem::path& folder, std::string what, std::string hint) {
        Problem problem;
        problem.file = folder.string();
        problem.what = std::move(what);
        problem.hint = std::move(hint);
        problems_.push_back(std::move(problem));
    }
    void take(const Problems& problems) {
        problems_.insert(problems_.end(), problems.begin(), problems.end());
    }

    std::map<int, Part> parts_;  ///< by number
    Problems problems_;
};

Result<std::vector<StudyFile>> scenario_copy(const Part& part) {
    std::vector<StudyFile> files;
    for (const auto& [name, hash] : part.manifest.scenario_files) {
        Result<std::string> bytes = read_whole(part.folder / "scenario" / name);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        files.push_back({name, std::move(*bytes)});
    }
    return files;
}

}  // namespace

Result<Manifest> merge_shards(const std::filesystem::path& folder,
                              const std::vector<std::filesystem::path>& shards) {
    ShardCheck check;
    for (const std::filesystem::path& shard : shards) {
        check.add(shard);
    }
    check.finish();
    if (!check.problems().empty()) {
        return tl::unexpected(std::move(check.problems()));
    }
    const Part& first = check.parts().begin()->second;
    Manifest manifest = first.manifest;
    manifest.shard = {};
    manifest.state_hash.clear();
    manifest.seconds = 0;
    for (const auto& [number, part] : check.parts()) {
        manifest.seconds += part.manifest.seconds;
    }
    const Result<std::vector<StudyFile>> files = scenario_copy(first);
    if (!files) {
        return tl::unexpected(files.error());
    }
    if (auto started = start_study(folder, manifest, *files); !started) {
        return tl::unexpected(started.error());
    }
    for (const auto& [number, part] : check.parts()) {
        WorkFolder copy =
            WorkFolder::beside(folder / "chunks", part.finished->design(), std::numeric_limits<int>::max());
        auto copied = part.finished->for_each([&](WorkItem item) { return copy.add(std::move(item)); });
        if (copied) {
            copied = copy.flush();
        }
        if (!copied) {
            return tl::unexpected(copied.error());
        }
    }
    return manifest;
}

}  // namespace upsurge
