/// Files that are either whole or not there: written under another name, flushed to the disk, renamed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "upsurge/result.h"

namespace upsurge {

/// A file being written under a temporary name in its own folder. Unless published, the temporary file
/// is removed when this goes out of scope.
class PendingFile {
  public:
    explicit PendingFile(std::filesystem::path final_path);
    ~PendingFile();
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    /// Where to write until it is published.
    const std::filesystem::path& temporary() const { return temporary_; }

    /// Flushes the temporary file to the disk, renames it and flushes the folder. Fails on a full disk or
    /// a folder that may not be written.
    Result<void> publish();

  private:
    std::filesystem::path final_;
    std::filesystem::path temporary_;
    bool published_ = false;
};

/// Writes a whole file durably, replacing an older one of that name.
Result<void> write_durably(const std::filesystem::path& path, std::string_view bytes);

/// Reads a whole file. Fails when it cannot be read or is larger than `bytes_max`.
Result<std::string> read_whole(const std::filesystem::path& path,
                               std::size_t bytes_max = std::size_t{1} << 33);

/// Makes a folder and its parents. Fails when a file is in the way or the place may not be written.
Result<void> make_folder(const std::filesystem::path& path);

/// Flushes a folder to the disk, so that names given in it stand.
Result<void> flush_folder(const std::filesystem::path& folder);

/// Removes the temporary files that killed processes left in a folder. Nobody else may be writing there.
void remove_partial_files(const std::filesystem::path& folder);

/// Says that this process alone writes into a folder, until it ends or this goes out of scope.
class FolderLock {
  public:
    /// Fails when another process has the lock. Where the file system knows no locks, nothing is locked.
    static Result<FolderLock> take(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(FolderLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    FolderLock& operator=(FolderLock&&) = delete;

  private:
    explicit FolderLock(int file) : file_(file) {}
    int file_ = -1;
};

/// Makes `link` point at `target`, replacing an older link in one step. Fails when something that is not
/// a link has that name.
Result<void> replace_link(const std::filesystem::path& link, const std::filesystem::path& target);

/// The problem of a system call that failed with `error` (an errno) while doing `what` to `path`.
Problem file_problem(std::string_view what, const std::filesystem::path& path, int error);

}  // namespace upsurge
