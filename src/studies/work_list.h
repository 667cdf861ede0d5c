/// A list of numbered work items of which each gives a result that depends on its number alone.
///
/// Which thread, rank, shard or session does an item does not matter, nor does the order. So threads, ranks,
/// shards, going on after a stop and merging are one mechanism: items that are done lie on the disk
/// (work_folder.h), the rest is to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "numbers/arrays.h"
#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

class WorkFolder;

/// A finished item.
struct WorkItem {
    int number = 0;
    std::vector<std::uint64_t> hashes;  ///< of all states of each of its runs
    std::int64_t people_moved = 0;
    std::int64_t active_blocks = 0;
    std::string result;  ///< what the tables are made of; its list knows the meaning
    bool operator==(const WorkItem&) const = default;
};

struct MadeItem {
    WorkItem item;
    std::string broken_invariant;  ///< with the run that broke it; empty when all is well
};

class WorkList {
  public:
    virtual ~WorkList() = default;

    virtual int items() const = 0;
    virtual int runs_per_item() const { return 1; }
    /// What its progress counts.
    virtual const char* counted() const { return "runs"; }
    /// Whether the list grows as its items are made: `items` then counts those known so far.
    virtual bool in_rounds() const { return false; }
    /// Of a list that grows: the numbers of the round at hand.
    virtual std::vector<int> ready() const { return {}; }
    /// Of a list that grows: takes what was made of the round at hand, all of it; true where there is another
    /// round.
    virtual Result<bool> go_on(const WorkFolder&) { return false; }
    /// Does one item. Called from several threads at once.
    virtual MadeItem make(int number, VectorPath path) const = 0;
    /// Ordinal of a run of an item among all runs, under which it stands in the state hash.
    virtual int run_ordinal(int item, int run_of_item) const { return item * runs_per_item() + run_of_item; }
    /// Writes the tables of all finished items into the study. Items may be missing; one thread calls this.
    virtual Result<void> write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                                      const Manifest& manifest) = 0;
    /// Whether the tables hold all that the items do, so that those go when the study is complete.
    virtual bool tables_replace_items() const { return false; }
};

}  // namespace upsurge
