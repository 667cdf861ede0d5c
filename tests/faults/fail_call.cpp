/// Fails one call that changes the disk, for a program that runs with this library in LD_PRELOAD.
///
/// Calls to write, pwrite, rename, fsync, mkdir, unlink, unlinkat and of open that may make a file are
/// counted from 1, except writes to standard output and error. UPSURGE_FAIL_CALL=N fails the N-th in the way
/// UPSURGE_FAIL_HOW says: "full" (no space), "broken" (an input-output error) or "short" (a write takes half
/// of its bytes and the next one finds the disk full; other calls as "full"). At the end the file that
/// UPSURGE_FAIL_COUNT names gets a letter for the kind of each call.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

namespace {

std::mutex mutex;
std::string kinds;  // of the calls so far
bool full_from_now_on = false;

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

std::string setting(const char* name) {
    const char* text = std::getenv(name);
    return text != nullptr ? text : "";
}

/// Whether this call fails; errno is then set.
bool fails(char kind) {
    static const long chosen = std::atol(setting("UPSURGE_FAIL_CALL").c_str());
    static const bool broken = setting("UPSURGE_FAIL_HOW") == "broken";
    const std::lock_guard lock(mutex);
    kinds += kind;
    if (static_cast<long>(kinds.size()) != chosen) {
        return false;
    }
    errno = broken ? EIO : ENOSPC;
    return true;
}

/// How many bytes a write may take: all, half of them, or -1 when it fails.
ssize_t allowed(int file, std::size_t count) {
    static const bool takes_half = setting("UPSURGE_FAIL_HOW") == "short";
    if (file <= STDERR_FILENO) {
        return static_cast<ssize_t>(count);
    }
    if (full_from_now_on) {
        full_from_now_on = false;
        errno = ENOSPC;
        return -1;
    }
    if (!fails('w')) {
        return static_cast<ssize_t>(count);
    }
    full_from_now_on = takes_half && count > 1;
    return full_from_now_on ? static_cast<ssize_t>(count / 2) : -1;
}

struct CountTeller {
    ~CountTeller() {
        const std::string path = setting("UPSURGE_FAIL_COUNT");
        if (std::FILE* file = path.empty() ? nullptr : std::fopen(path.c_str(), "w"); file != nullptr) {
            std::fputs(kinds.c_str(), file);
            std::fclose(file);
        }
    }
};
CountTeller count_teller;

int open_as(const char* name, const char* path, int flags, mode_t mode) {
    return (flags & O_CREAT) != 0 && fails('o') ? -1
                                                : next<int(const char*, int, ...)>(name)(path, flags, mode);
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t count) {
    const ssize_t taken = allowed(file, count);
    return taken < 0
               ? -1
               : next<ssize_t(int, const void*, size_t)>("write")(file, bytes, static_cast<size_t>(taken));
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t offset) {
    const ssize_t taken = allowed(file, count);
    return taken < 0 ? -1
                     : next<ssize_t(int, const void*, size_t, off_t)>("pwrite")(
                           file, bytes, static_cast<size_t>(taken), offset);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t offset) {
    return pwrite(file, bytes, count, offset);
}

int rename(const char* from, const char* to) noexcept {
    return fails('r') ? -1 : next<int(const char*, const char*)>("rename")(from, to);
}

int fsync(int file) {
    return fails('s') ? -1 : next<int(int)>("fsync")(file);
}

int mkdir(const char* path, mode_t mode) noexcept {
    return fails('m') ? -1 : next<int(const char*, mode_t)>("mkdir")(path, mode);
}

int unlink(const char* path) noexcept {
    return fails('u') ? -1 : next<int(const char*)>("unlink")(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    return fails('u') ? -1 : next<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_as("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_as("open64", path, flags, mode);
}

}  // extern "C"
