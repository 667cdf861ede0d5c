#include "studies/item_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "numbers/hash.h"
#include "studies/durable_file.h"
#include "studies/item_bytes.h"

namespace upsurge {
namespace {

constexpr std::string_view opening = "upsurge items 1\n";

void put_item(std::string& bytes, const WorkItem& item) {
    put_value(bytes, static_cast<std::int64_t>(item.number));
    put_value(bytes, static_cast<std::uint64_t>(item.hashes.size()));
    for (const std::uint64_t hash : item.hashes) {
        put_value(bytes, hash);
    }
    put_value(bytes, item.people_moved);
    put_value(bytes, item.active_blocks);
    put_value(bytes, static_cast<std::uint64_t>(item.result.size()));
    bytes += item.result;
}

WorkItem get_item(ByteReader& reader) {
    WorkItem item;
    item.number = static_cast<int>(reader.get<std::int64_t>());
    const auto hashes = reader.get<std::uint64_t>();
    for (std::uint64_t run = 0; run < hashes && !reader.short_of; ++run) {
        item.hashes.push_back(reader.get<std::uint64_t>());
    }
    item.people_moved = reader.get<std::int64_t>();
    item.active_blocks = reader.get<std::int64_t>();
    item.result = std::string(reader.get_bytes(reader.get<std::uint64_t>()));
    return item;
}

std::uint64_t checksum(std::string_view bytes) {
    StateHash hash;
    hash.add_text(bytes);
    return hash.value();
}

}  // namespace

std::string item_file_name(int first_item) {
    return fmt::format("items-{:010}.chunk", first_item);
}

Result<std::vector<ItemPlace>> write_items(const std::filesystem::path& path, std::uint64_t design,
                                           std::span<const WorkItem> items) {
    std::size_t size = 64;
    for (const WorkItem& item : items) {
        size += item.result.size() + item.hashes.size() * sizeof(std::uint64_t) + 64;
    }
    std::string bytes;
    bytes.reserve(size);
    bytes += opening;
    put_value(bytes, design);
    put_value(bytes, static_cast<std::uint64_t>(items.size()));
    std::vector<ItemPlace> places;
    for (const WorkItem& item : items) {
        const std::size_t begin = bytes.size();
        put_item(bytes, item);
        places.push_back({begin, bytes.size() - begin});
    }
    put_value(bytes, checksum(bytes));
    const Result<void> written = write_durably(path, bytes);
    return written ? Result<std::vector<ItemPlace>>(std::move(places)) : tl::unexpected(written.error());
}

Result<ItemFile> read_items(const std::filesystem::path& path, std::uint64_t design) {
    const Result<std::string> read = read_whole(path);
    if (!read) {
        return tl::unexpected(read.error());
    }
    const std::string_view bytes = *read;
    ItemFile file;
    constexpr std::size_t tail = sizeof(std::uint64_t);
    if (bytes.size() < opening.size() + tail || !bytes.starts_with(opening)) {
        return file;
    }
    ByteReader closing{bytes.substr(bytes.size() - tail)};
    if (closing.get<std::uint64_t>() != checksum(bytes.substr(0, bytes.size() - tail))) {
        return file;
    }
    ByteReader reader{bytes.substr(opening.size(), bytes.size() - opening.size() - tail)};
    if (reader.get<std::uint64_t>() != design) {
        file.state = ItemFileState::foreign;
        return file;
    }
    const auto count = reader.get<std::uint64_t>();
    const std::size_t end = bytes.size() - tail;
    for (std::uint64_t i = 0; i < count && !reader.short_of; ++i) {
        const std::size_t begin = end - reader.bytes.size();
        file.items.push_back(get_item(reader));
        file.places.push_back({begin, end - reader.bytes.size() - begin});
    }
    if (!reader.exhausted()) {
        return ItemFile();
    }
    file.state = ItemFileState::whole;
    return file;
}

ItemReader::~ItemReader() {
    if (file_ >= 0) {
        ::close(file_);
    }
}

Result<WorkItem> ItemReader::read(const std::filesystem::path& path, const ItemPlace& place) {
    if (file_ < 0 || path != path_) {
        if (file_ >= 0) {
            ::close(file_);
        }
        path_ = path;
        file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file_ < 0) {
            return failure(file_problem("read", path, errno));
        }
    }
    std::string bytes(place.size, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::pread(file_, bytes.data() + filled, bytes.size() - filled,
                                    static_cast<off_t>(place.offset + filled));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return failure(file_problem("read", path, got < 0 ? errno : EIO));
        }
        filled += static_cast<std::size_t>(got);
    }
    ByteReader reader{bytes};
    WorkItem item = get_item(reader);
    return reader.exhausted() ? Result<WorkItem>(std::move(item)) : failure(file_problem("read", path, EIO));
}

std::vector<std::filesystem::path> item_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with("items-") && name.ends_with(".chunk")) {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace upsurge
