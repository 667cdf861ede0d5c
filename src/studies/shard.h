/// The part of a work list that one process does.
#pragma once

#include <string>
#include <string_view>

#include "upsurge/result.h"

namespace upsurge {

/// Item i belongs to part i mod of + 1.
struct Shard {
    int part = 1;  ///< from 1
    int of = 1;    ///< 1: the whole list
    bool holds(int item) const { return item % of == part - 1; }
    bool is_whole() const { return of == 1; }
    friend bool operator==(const Shard&, const Shard&) = default;
};

/// "2/3"; fails on anything else.
Result<Shard> parse_shard(std::string_view text);
std::string to_string(const Shard& shard);

/// Items of the list in a shard.
int items_of(const Shard& shard, int items);

}  // namespace upsurge
