#include "studies/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <vector>

namespace upsurge {
namespace {

constexpr const char* partial_ending = ".partial";

/// Flushes a file or folder to the disk.
int flush_to_disk(const std::filesystem::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) {
        return errno;
    }
    int error = ::fsync(file) == 0 ? 0 : errno;
    if (::close(file) != 0 && error == 0) {
        error = errno;
    }
    // Some file systems cannot flush a folder and say so; the rename stands all the same.
    return (flags & O_DIRECTORY) != 0 && (error == EINVAL || error == ENOTSUP) ? 0 : error;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

}  // namespace

Problem file_problem(std::string_view what, const std::filesystem::path& path, int error) {
    Problem problem;
    problem.file = path.string();
    problem.what = fmt::format("cannot {}: {}", what, std::strerror(error));
    if (error == ENOSPC || error == EDQUOT) {
        problem.hint = "the disk is full: free some space or choose another folder with --out";
    } else if (error == EACCES || error == EROFS || error == EPERM) {
        problem.hint = "this folder may not be written: choose another one with --out";
    }
    return problem;
}

PendingFile::PendingFile(std::filesystem::path final_path) : final_(std::move(final_path)) {
    temporary_ = folder_of(final_) / fmt::format(".{}.{}.partial", final_.filename().string(), ::getpid());
}

PendingFile::~PendingFile() {
    if (!published_) {
        std::error_code ignored;
        std::filesystem::remove(temporary_, ignored);
    }
}

Result<void> PendingFile::publish() {
    if (const int error = flush_to_disk(temporary_, O_RDONLY); error != 0) {
        return failure(file_problem("write", final_, error));
    }
    if (std::rename(temporary_.c_str(), final_.c_str()) != 0) {
        return failure(file_problem("write", final_, errno));
    }
    published_ = true;
    return flush_folder(folder_of(final_));
}

Result<void> flush_folder(const std::filesystem::path& folder) {
    const int error = flush_to_disk(folder, O_RDONLY | O_DIRECTORY);
    return error == 0 ? Result<void>() : failure(file_problem("write", folder, error));
}

Result<void> write_durably(const std::filesystem::path& path, std::string_view bytes) {
    PendingFile pending(path);
    const int file = ::open(pending.temporary().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) {
        return failure(file_problem("write", path, errno));
    }
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            const int error = written < 0 ? errno : ENOSPC;
            ::close(file);
            return failure(file_problem("write", path, error));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::close(file) != 0) {
        return failure(file_problem("write", path, errno));
    }
    return pending.publish();
}

Result<std::string> read_whole(const std::filesystem::path& path, std::size_t bytes_max) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return failure(file_problem("read", path, errno));
    }
    struct ::stat about = {};
    if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(file);
        return failure(file_problem("read", path, S_ISDIR(about.st_mode) ? EISDIR : EINVAL));
    }
    if (static_cast<std::size_t>(about.st_size) > bytes_max) {
        ::close(file);
        return failure(file_problem("read", path, EFBIG));
    }
    std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(file, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            const int error = got < 0 ? errno : EIO;
            ::close(file);
            return failure(file_problem("read", path, error));
        }
        filled += static_cast<std::size_t>(got);
    }
    ::close(file);
    return bytes;
}

Result<void> make_folder(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) {
        return failure(file_problem("make the folder", path, error.value()));
    }
    if (!std::filesystem::is_directory(path, error)) {
        return failure(file_problem("make the folder", path, ENOTDIR));
    }
    return {};
}

void remove_partial_files(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> partial;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(".") && name.ends_with(partial_ending)) {
            partial.push_back(entry->path());
        }
    }
    for (const std::filesystem::path& path : partial) {
        std::filesystem::remove(path, error);
    }
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(file);
        Problem problem;
        problem.file = folder.string();
        problem.what = "another upsurge is at work in this folder";
        problem.hint = "wait until it ends, or stop it";
        return failure(std::move(problem));
    }
    return FolderLock(file);
}

FolderLock::~FolderLock() {
    if (file_ >= 0) {
        ::close(file_);
    }
}

Result<void> replace_link(const std::filesystem::path& link, const std::filesystem::path& target) {
    std::error_code error;
    const auto status = std::filesystem::symlink_status(link, error);
    if (status.type() != std::filesystem::file_type::not_found && !std::filesystem::is_symlink(status)) {
        Problem problem;
        problem.file = link.string();
        problem.what = "a file or folder stands where the link to the newest study belongs";
        problem.hint = "move it away, or choose another folder with --out";
        return failure(std::move(problem));
    }
    const std::filesystem::path temporary =
        folder_of(link) / fmt::format(".{}.{}.partial", link.filename().string(), ::getpid());
    std::filesystem::remove(temporary, error);
    if (::symlink(target.c_str(), temporary.c_str()) != 0) {
        return failure(file_problem("make the link", link, errno));
    }
    if (std::rename(temporary.c_str(), link.c_str()) != 0) {
        const int rename_error = errno;
        std::filesystem::remove(temporary, error);
        return failure(file_problem("make the link", link, rename_error));
    }
    return {};
}

}  // namespace upsurge
