/// Chunks: the finished runs of a study that is still running, a block of runs per file.
///
/// A chunk is whole or absent, and its checksum says whether the disk kept it; docs/formats/study.md
/// gives its bytes. Once the study is complete its chunks are gone: observables.nc holds the same numbers.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "studies/finished_run.h"
#include "upsurge/result.h"

namespace upsurge {

/// What every run of a chunk shares; a chunk of another shape is refused.
struct ChunkShape {
    int ticks = 0;
    int places = 0;      ///< all of Model::places
    int parameters = 0;  ///< of all_parameters()
    int leaves = 0;
    friend bool operator==(const ChunkShape&, const ChunkShape&) = default;
};

ChunkShape chunk_shape(const Model& model);

/// Writes runs to `path` durably.
Result<void> write_chunk(const std::filesystem::path& path, const ChunkShape& shape,
                         std::span<const FinishedRun> runs);

/// Reads a chunk back. Fails on a wrong shape, a truncated file or a wrong checksum.
Result<std::vector<FinishedRun>> read_chunk(const std::filesystem::path& path, const ChunkShape& shape);

/// The chunk files of a folder in the order of their names, which is the order of their first runs.
std::vector<std::filesystem::path> chunk_files(const std::filesystem::path& folder);

/// Name of the chunk that begins with this run: runs-00000016.chunk
std::string chunk_name(int first_run);

}  // namespace upsurge
