#include "studies/work_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "numbers/hash.h"
#include "studies/durable_file.h"
#include "studies/finished_run.h"

namespace upsurge {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::size_t block_bytes_max = std::size_t{4} << 20;
constexpr std::size_t block_items_max = 4096;

/// A kill loses at most a hundredth of the work, and long work does not end in a heap of small files.
Seconds block_age_max(Seconds at_work) {
    return std::clamp(at_work / 100, Seconds(0.5), Seconds(30));
}

Problem foreign(const std::filesystem::path& file) {
    Problem problem;
    problem.file = file.string();
    problem.what = "these finished runs belong to another design";
    problem.hint = "repeat the command that made them, or choose another folder with --out";
    return problem;
}

}  // namespace

WorkFolder::WorkFolder(std::filesystem::path folder, std::uint64_t design, int items)
    : folder_(std::move(folder)), design_(design), items_(items), block_(std::make_unique<Block>()) {}

Result<WorkFolder> WorkFolder::open(std::filesystem::path folder, std::uint64_t design, int items) {
    WorkFolder opened(std::move(folder), design, items);
    for (const std::filesystem::path& path : item_files(opened.folder_)) {
        const Result<ItemFile> file = read_items(path, design);
        if (!file) {
            return tl::unexpected(file.error());
        }
        if (file->state == ItemFileState::foreign) {
            return failure(foreign(path));
        }
        if (file->state == ItemFileState::damaged) {
            opened.damaged_.push_back(path);
        }
        opened.files_.push_back(path);
        for (std::size_t i = 0; i < file->items.size(); ++i) {
            opened.note(file->items[i], static_cast<int>(opened.files_.size()) - 1, file->places[i]);
        }
    }
    return opened;
}

Result<void> WorkFolder::clean() {
    for (const std::filesystem::path& path : damaged_) {
        std::error_code error;
        std::filesystem::remove(path, error);
        if (error) {
            return failure(file_problem("remove the damaged file", path, error.value()));
        }
    }
    remove_partial_files(folder_);
    return {};
}

std::vector<int> WorkFolder::missing(const Shard& shard) const {
    std::vector<int> numbers;
    for (int number = shard.part - 1; number < items_; number += shard.of) {
        if (finished_.count(number) == 0) {
            numbers.push_back(number);
        }
    }
    return numbers;
}

void WorkFolder::note(const WorkItem& item, int file, const ItemPlace& place) {
    if (item.number >= 0 && item.number < items_) {
        finished_.insert_or_assign(item.number,
                                   Finished{item.hashes, item.people_moved, item.active_blocks, file, place});
    }
}

Result<void> WorkFolder::add(WorkItem item) {
    std::vector<WorkItem> full;
    {
        const std::lock_guard lock(block_->mutex);
        const auto time = std::chrono::steady_clock::now();
        if (block_->items.empty()) {
            block_->began = time;
        }
        block_->bytes += item.result.size();
        block_->items.push_back(std::move(item));
        if (block_->bytes >= block_bytes_max || block_->items.size() >= block_items_max ||
            time - block_->began >= block_age_max(time - block_->opened)) {
            full.swap(block_->items);
            block_->bytes = 0;
        }
    }
    // Outside the lock: the other threads need not wait for the disk.
    return write_block(std::move(full));
}

Result<void> WorkFolder::flush() {
    std::vector<WorkItem> rest;
    {
        const std::lock_guard lock(block_->mutex);
        rest.swap(block_->items);
        block_->bytes = 0;
    }
    return write_block(std::move(rest));
}

Result<void> WorkFolder::write_block(std::vector<WorkItem> block) {
    if (block.empty()) {
        return {};
    }
    std::sort(block.begin(), block.end(),
              [](const WorkItem& a, const WorkItem& b) { return a.number < b.number; });
    const std::filesystem::path path = folder_ / item_file_name(block.front().number);
    const Result<std::vector<ItemPlace>> places = write_items(path, design_, block);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const std::lock_guard lock(block_->mutex);
    files_.push_back(path);
    for (std::size_t i = 0; i < block.size(); ++i) {
        note(block[i], static_cast<int>(files_.size()) - 1, (*places)[i]);
    }
    return {};
}

Result<void> WorkFolder::for_each(const std::function<Result<void>(WorkItem)>& take) const {
    ItemReader reader;
    for (const auto& [number, finished] : finished_) {
        Result<WorkItem> item = reader.read(files_[static_cast<std::size_t>(finished.file)], finished.place);
        if (!item) {
            return tl::unexpected(item.error());
        }
        if (item->number != number) {
            return failure(file_problem("read", files_[static_cast<std::size_t>(finished.file)], EIO));
        }
        if (auto taken = take(std::move(*item)); !taken) {
            return taken;
        }
    }
    return {};
}

void count_finished(const WorkFolder& finished, int items, int runs_per_item,
                    const std::function<int(int item, int run_of_item)>& ordinal, Manifest& manifest) {
    manifest.people_moved = 0;
    manifest.active_blocks = 0;
    std::vector<RunHash> hashes;
    int done = 0;
    for (const auto& [number, item] : finished.finished()) {
        if (!manifest.shard.holds(number)) {
            continue;
        }
        ++done;
        manifest.people_moved += item.people_moved;
        manifest.active_blocks += item.active_blocks;
        for (std::size_t run = 0; run < item.hashes.size(); ++run) {
            hashes.push_back({ordinal(number, static_cast<int>(run)), item.hashes[run]});
        }
    }
    manifest.runs_done = done * runs_per_item;
    manifest.complete = done == items_of(manifest.shard, items);
    manifest.state_hash = hashes.empty() ? std::string() : hex(ensemble_hash(hashes));
}

}  // namespace upsurge
