#include "studies/study_folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <map>
#include <system_error>

#include "numbers/hash.h"
#include "studies/durable_file.h"
#include "studies/local_time.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

/// Whether the folder is absent or empty; anything else is a problem.
Result<void> check_unused(const fs::path& folder) {
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (status.type() == fs::file_type::not_found) {
        return {};
    }
    Problem problem;
    problem.file = folder.string();
    problem.hint = "choose another folder with --out, or leave --out away for a new one";
    if (!fs::is_directory(status)) {
        problem.what = "a study cannot be written here: this is no folder";
    } else if (const bool empty = fs::is_empty(folder, error); error) {
        return failure(file_problem("read the folder", folder, error.value()));
    } else if (!empty) {
        problem.what = "this folder is not empty, and a study never overwrites one";
        if (is_study(folder)) {
            problem.hint =
                fmt::format("`upsurge resume {}` goes on with it; or {}", folder.string(), problem.hint);
        }
    } else {
        return {};
    }
    return failure(std::move(problem));
}

std::string hash_of(std::string_view bytes) {
    StateHash hash;
    hash.add_text(bytes);
    return hex(hash.value());
}

/// Everything a study begins with; the manifest, which makes it one, comes last.
Result<void> write_beginning(const fs::path& folder, const Manifest& manifest,
                             const std::vector<StudyFile>& files) {
    if (auto made = make_folder(folder / "chunks"); !made) {
        return made;
    }
    for (const StudyFile& file : files) {
        const fs::path path = folder / "scenario" / file.name;
        if (auto made = make_folder(path.parent_path()); !made) {
            return made;
        }
        if (auto written = write_durably(path, file.bytes); !written) {
            return written;
        }
    }
    return write_manifest(folder, manifest);
}

/// Relative names of all files below a folder, except temporary ones.
std::vector<std::string> files_below(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const bool partial = entry->path().filename().string().starts_with(".");
        if (!partial && !entry->is_directory(error)) {
            names.push_back(entry->path().lexically_relative(folder).generic_string());
        }
    }
    return names;
}

}  // namespace

fs::path study_path(const fs::path& given) {
    fs::path path = given.has_filename() ? given : given.parent_path();
    std::error_code error;
    for (int links = 0; links < 8 && fs::is_symlink(path, error); ++links) {
        const fs::path target = fs::read_symlink(path, error);
        path = target.is_absolute() ? target : path.parent_path() / target;
    }
    return path;
}

bool is_study(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / "manifest.json", error);
}

Result<void> write_manifest(const fs::path& folder, const Manifest& manifest) {
    return write_durably(folder / "manifest.json", manifest_text(manifest));
}

Result<void> start_study(const fs::path& folder, Manifest& manifest,
                         const std::vector<StudyFile>& scenario_files) {
    if (auto unused = check_unused(folder); !unused) {
        return unused;
    }
    manifest.complete = false;
    manifest.runs_done = 0;
    manifest.scenario_files.clear();
    for (const StudyFile& file : scenario_files) {
        manifest.scenario_files.emplace(file.name, hash_of(file.bytes));
    }
    const fs::path parent = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    if (auto made = make_folder(parent); !made) {
        return made;
    }
    const fs::path beginning = parent / fmt::format(".{}.{}.partial", folder.filename().string(), ::getpid());
    std::error_code error;
    fs::remove_all(beginning, error);
    auto written = write_beginning(beginning, manifest, scenario_files);
    if (written && std::rename(beginning.c_str(), folder.c_str()) != 0) {
        // An empty folder that is in use, such as "." or where a disk is mounted, cannot be replaced.
        const int renamed = errno;
        written = fs::is_directory(folder, error) ? write_beginning(folder, manifest, scenario_files)
                                                  : failure(file_problem("make the folder", folder, renamed));
    } else if (written) {
        return flush_folder(parent);
    }
    fs::remove_all(beginning, error);
    if (!written) {
        // Nobody knows the temporary name.
        for (Problem& problem : written.error()) {
            const std::string inside = fs::path(problem.file).lexically_relative(beginning).string();
            problem.file = inside.starts_with("..") ? problem.file : (folder / inside).string();
        }
    }
    return written;
}

std::vector<std::string> differing_files(const Manifest& manifest, const std::vector<StudyFile>& files) {
    std::map<std::string, std::string> left = manifest.scenario_files;
    std::vector<std::string> names;
    for (const StudyFile& file : files) {
        const auto known = left.find(file.name);
        if (known == left.end() || known->second != hash_of(file.bytes)) {
            names.push_back(file.name);
        }
        if (known != left.end()) {
            left.erase(known);
        }
    }
    for (const auto& [name, hash] : left) {
        names.push_back(name);
    }
    return names;
}

Result<void> check_scenario_copy(const fs::path& folder, const Manifest& manifest) {
    if (manifest.scenario_files.empty()) {
        return {};  // a study from before the hashes were kept
    }
    const fs::path copy = folder / "scenario";
    std::vector<StudyFile> files;
    for (const std::string& name : files_below(copy)) {
        Result<std::string> bytes = read_whole(copy / name);
        files.push_back({name, bytes ? std::move(*bytes) : std::string()});
    }
    Problems problems;
    for (const std::string& name : differing_files(manifest, files)) {
        Problem problem;
        problem.file = (copy / name).string();
        problem.what =
            "this file of the study's scenario has been changed, removed or added since the study began";
        problem.hint = "a study is a record: put the file back, or run the changed scenario as a new study";
        problems.push_back(std::move(problem));
    }
    return problems.empty() ? Result<void>() : tl::unexpected(std::move(problems));
}

fs::path default_study_folder(const std::string& scenario_id, const std::string& command) {
    const fs::path base =
        fs::path("studies") / fmt::format("{}-{}-{}", scenario_id, command, compact_utc_text(now()));
    fs::path folder = base;
    std::error_code error;
    for (int i = 2; fs::exists(folder, error); ++i) {
        folder = fmt::format("{}-{}", base.string(), i);
    }
    return folder;
}

Result<void> name_latest(const fs::path& study_folder) {
    return replace_link(study_folder.parent_path() / "latest", study_folder.filename());
}

}  // namespace upsurge
