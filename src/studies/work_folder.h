/// The finished items of a work list on the disk, a block of them per file.
///
/// A file is whole or absent, and its checksum says whether the disk kept it. Files of several processes may
/// stand side by side, as long as no item is done twice at a time: a file is named by its first item.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "studies/item_file.h"
#include "studies/work_list.h"
#include "upsurge/result.h"

namespace upsurge {

class WorkFolder {
  public:
    /// Looks at every file of the folder; an absent folder holds none. Fails on a whole file of another
    /// design. Files that are damaged count as absent and are named in damaged().
    /// @param items  numbers from here on are left alone: the list may have been longer before
    static Result<WorkFolder> open(std::filesystem::path folder, std::uint64_t design, int items);

    /// To add items beside those already there, which are not looked at.
    static WorkFolder beside(std::filesystem::path folder, std::uint64_t design, int items) {
        return WorkFolder(std::move(folder), design, items);
    }

    const std::vector<std::filesystem::path>& damaged() const { return damaged_; }
    /// Removes the damaged files and what was being written when a process died. Only the one process that
    /// may write here calls this.
    Result<void> clean();

    /// What is kept in memory of a finished item.
    struct Finished {
        std::vector<std::uint64_t> hashes;
        std::int64_t people_moved = 0;
        std::int64_t active_blocks = 0;
        int file = 0;  ///< which of the folder's files
        ItemPlace place;
    };
    const std::map<int, Finished>& finished() const { return finished_; }
    /// Numbers of the shard's items that are not finished, ascending.
    std::vector<int> missing(const Shard& shard) const;

    /// Takes a finished item; a block goes to the disk when it is large or old enough. Several
    /// threads may call this at once.
    Result<void> add(WorkItem item);
    /// Writes the items still in memory.
    Result<void> flush();

    /// Hands out all finished items in ascending order; they must have been flushed.
    Result<void> for_each(const std::function<Result<void>(WorkItem)>& take) const;

    const std::filesystem::path& folder() const { return folder_; }
    std::uint64_t design() const { return design_; }

  private:
    WorkFolder(std::filesystem::path folder, std::uint64_t design, int items);
    Result<void> write_block(std::vector<WorkItem> block);
    void note(const WorkItem& item, int file, const ItemPlace& place);

    struct Block {
        std::mutex mutex;  ///< of this, of finished_ and of files_
        std::vector<WorkItem> items;
        std::size_t bytes = 0;
        std::chrono::steady_clock::time_point began;  ///< when its first item came
        std::chrono::steady_clock::time_point opened = std::chrono::steady_clock::now();
    };
    std::filesystem::path folder_;
    std::uint64_t design_ = 0;
    int items_ = 0;
    std::map<int, Finished> finished_;
    std::vector<std::filesystem::path> files_;
    std::vector<std::filesystem::path> damaged_;
    std::unique_ptr<Block> block_;  ///< so that this can be moved
};

/// Fills in runs_done, complete, people_moved, active_blocks and state_hash of a study.
/// @param ordinal  as WorkList::run_ordinal
void count_finished(const WorkFolder& finished, int items, int runs_per_item,
                    const std::function<int(int item, int run_of_item)>& ordinal, Manifest& manifest);

}  // namespace upsurge
