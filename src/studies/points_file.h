/// Evaluated points: the outcomes of runs whose histories are not kept, a block per file.
///
/// An experiment that makes thousands of runs keeps a few numbers of each. A file is whole or absent and
/// carries a checksum; docs/formats/sensitivity.md gives its bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "upsurge/result.h"

namespace upsurge {

/// One run of an experiment.
struct EvaluatedPoint {
    int point = 0;           ///< ordinal in the experiment's design
    std::uint64_t hash = 0;  ///< of all states of the run
    std::int64_t people_moved = 0;
    std::int64_t active_blocks = 0;
    std::vector<double> outcomes;
};

/// What every point of a file shares; a file of another design is refused.
struct PointsShape {
    std::uint64_t design = 0;  ///< hash of everything that decides what a point's ordinal means
    int outcomes = 0;
    friend bool operator==(const PointsShape&, const PointsShape&) = default;
};

/// Writes points to `path` durably.
Result<void> write_points(const std::filesystem::path& path, const PointsShape& shape,
                          std::span<const EvaluatedPoint> points);

/// Reads them back. Fails on another design, a truncated file or a wrong checksum.
Result<std::vector<EvaluatedPoint>> read_points(const std::filesystem::path& path, const PointsShape& shape);

/// The files of points in a folder, by name.
std::vector<std::filesystem::path> points_files(const std::filesystem::path& folder);

/// Name of the file whose lowest point is this: points-00000016.chunk
std::string points_name(int lowest_point);

}  // namespace upsurge
