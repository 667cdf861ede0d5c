/// From the shards of a study to the study.
#pragma once

#include <filesystem>
#include <vector>

#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

/// Starts a study in `folder` that has all the finished runs of the shards; its tables are still to be
/// written, as those of any study that was stopped. Fails when a shard is missing, doubled, unfinished,
/// damaged, whole or of another study: every problem at once, and nothing is made.
Result<Manifest> merge_shards(const std::filesystem::path& folder,
                              const std::vector<std::filesystem::path>& shards);

}  // namespace upsurge
