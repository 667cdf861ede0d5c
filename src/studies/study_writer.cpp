#include "studies/study_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "studies/chunk_file.h"
#include "studies/durable_file.h"
#include "studies/local_time.h"

namespace upsurge {
namespace {

constexpr std::size_t block_runs_max = 16;
constexpr std::chrono::seconds block_age_max{5};

/// Whether the folder is absent or empty; anything else is a problem.
Result<void> check_unused(const std::filesystem::path& folder) {
    std::error_code error;
    const auto status = std::filesystem::status(folder, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return {};
    }
    Problem problem;
    problem.file = folder.string();
    if (!std::filesystem::is_directory(status)) {
        problem.what = "a study cannot be written here: this is no folder";
    } else if (!std::filesystem::is_empty(folder, error) && !error) {
        problem.what = "this folder is not empty, and a study never overwrites one";
    } else if (error) {
        return failure(file_problem("read the folder", folder, error.value()));
    } else {
        return {};
    }
    problem.hint = "choose another folder with --out, or leave --out away for a new one";
    return failure(std::move(problem));
}

}  // namespace

StudyWriter::StudyWriter(std::filesystem::path folder, const Model& model, Manifest manifest)
    : folder_(std::move(folder)), model_(&model), manifest_(std::move(manifest)) {}

Result<StudyWriter> StudyWriter::create(std::filesystem::path folder, const Model& model, Manifest manifest,
                                        const std::vector<StudyFile>& scenario_files) {
    if (auto unused = check_unused(folder); !unused) {
        return tl::unexpected(unused.error());
    }
    StudyWriter writer(std::move(folder), model, std::move(manifest));
    if (auto made = make_folder(writer.folder_ / "chunks"); !made) {
        return tl::unexpected(made.error());
    }
    for (const StudyFile& file : scenario_files) {
        const std::filesystem::path path = writer.folder_ / "scenario" / file.name;
        if (auto made = make_folder(path.parent_path()); !made) {
            return tl::unexpected(made.error());
        }
        if (auto written = write_durably(path, file.bytes); !written) {
            return tl::unexpected(written.error());
        }
    }
    writer.manifest_.complete = false;
    writer.manifest_.runs_done = 0;
    if (auto written = write_durably(writer.folder_ / "manifest.json", manifest_text(writer.manifest_));
        !written) {
        return tl::unexpected(written.error());
    }
    return writer;
}

Result<void> StudyWriter::add(FinishedRun run) {
    const auto time = std::chrono::steady_clock::now();
    if (block_.empty()) {
        block_began_ = time;
    }
    block_.push_back(std::move(run));
    if (block_.size() >= block_runs_max || time - block_began_ >= block_age_max) {
        return write_block();
    }
    return {};
}

Result<void> StudyWriter::write_block() {
    if (block_.empty()) {
        return {};
    }
    std::sort(block_.begin(), block_.end(),
              [](const FinishedRun& a, const FinishedRun& b) { return a.run < b.run; });
    auto written =
        write_chunk(folder_ / "chunks" / chunk_name(block_.front().run), chunk_shape(*model_), block_);
    if (written) {
        block_.clear();
    }
    return written;
}

Result<void> StudyWriter::assemble(double seconds) {
    if (auto written = write_block(); !written) {
        return written;
    }
    manifest_.seconds = seconds;
    return assemble_study(folder_, *model_, manifest_);
}

Result<void> StudyWriter::finish() {
    if (auto written = write_durably(folder_ / "manifest.json", manifest_text(manifest_)); !written) {
        return written;
    }
    if (manifest_.complete) {
        std::error_code error;
        std::filesystem::remove_all(folder_ / "chunks", error);
        if (error) {
            return failure(file_problem("remove the chunks", folder_ / "chunks", error.value()));
        }
    }
    return {};
}

std::filesystem::path default_study_folder(const std::string& scenario_id, const std::string& command) {
    const std::filesystem::path base = std::filesystem::path("studies") /
                                       fmt::format("{}-{}-{}", scenario_id, command, compact_utc_text(now()));
    std::filesystem::path folder = base;
    std::error_code error;
    for (int i = 2; std::filesystem::exists(folder, error); ++i) {
        folder = fmt::format("{}-{}", base.string(), i);
    }
    return folder;
}

Result<void> name_latest(const std::filesystem::path& study_folder) {
    return replace_link(study_folder.parent_path() / "latest", study_folder.filename());
}

}  // namespace upsurge
