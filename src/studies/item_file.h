/// A file of finished items, closed by a checksum that says whether the disk kept it.
///
/// docs/formats/study.md gives its bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "studies/work_list.h"
#include "upsurge/result.h"

namespace upsurge {

/// Where an item stands in its file.
struct ItemPlace {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// Writes items to `path` durably and says where each stands.
/// @param design  hash of everything that decides what the number of an item means
Result<std::vector<ItemPlace>> write_items(const std::filesystem::path& path, std::uint64_t design,
                                           std::span<const WorkItem> items);

enum class ItemFileState {
    whole,
    damaged,  ///< cut short, or the checksum does not fit: its items have to be done again
    foreign,  ///< whole, but of another design
};

struct ItemFile {
    ItemFileState state = ItemFileState::damaged;
    std::vector<WorkItem> items;  ///< empty unless whole
    std::vector<ItemPlace> places;
};

/// Reads a file and its checksum. Fails only when the file cannot be read at all.
Result<ItemFile> read_items(const std::filesystem::path& path, std::uint64_t design);

/// Reads single items of files whose checksums were looked at before.
class ItemReader {
  public:
    ItemReader() = default;
    ~ItemReader();
    ItemReader(const ItemReader&) = delete;
    ItemReader& operator=(const ItemReader&) = delete;

    Result<WorkItem> read(const std::filesystem::path& path, const ItemPlace& place);

  private:
    std::filesystem::path path_;  ///< the file that is open
    int file_ = -1;
};

/// The files of items in a folder, by the numbers of their first items.
std::vector<std::filesystem::path> item_files(const std::filesystem::path& folder);

/// Name of the file that begins with this item: items-00000016.chunk
std::string item_file_name(int first_item);

}  // namespace upsurge
