#include "studies/points_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "studies/chunk_bytes.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

constexpr std::string_view opening = "upsurge points 1\n";

}  // namespace

std::string points_name(int lowest_point) {
    return fmt::format("points-{:08}.chunk", lowest_point);
}

Result<void> write_points(const std::filesystem::path& path, const PointsShape& shape,
                          std::span<const EvaluatedPoint> points) {
    std::string bytes(opening);
    put_value(bytes, shape.design);
    put_value(bytes, static_cast<std::uint32_t>(shape.outcomes));
    put_value(bytes, static_cast<std::uint32_t>(points.size()));
    for (const EvaluatedPoint& point : points) {
        UPSURGE_CHECK(point.outcomes.size() == static_cast<std::size_t>(shape.outcomes),
                      "a point with another number of outcomes than its file");
        put_value(bytes, static_cast<std::int64_t>(point.point));
        put_value(bytes, point.hash);
        put_value(bytes, point.people_moved);
        put_value(bytes, point.active_blocks);
        for (double outcome : point.outcomes) {
            put_value(bytes, outcome);
        }
    }
    close_with_checksum(bytes);
    return write_durably(path, bytes);
}

Result<std::vector<EvaluatedPoint>> read_points(const std::filesystem::path& path, const PointsShape& shape) {
    const Result<std::string> read = read_whole(path);
    if (!read) {
        return tl::unexpected(read.error());
    }
    const Result<std::string_view> body = chunk_body(path, *read, opening);
    if (!body) {
        return tl::unexpected(body.error());
    }
    ByteReader reader{*body};
    PointsShape found;
    found.design = reader.get<std::uint64_t>();
    found.outcomes = static_cast<int>(reader.get<std::uint32_t>());
    if (!(found == shape)) {
        Problem problem = damaged_chunk(path, "these points belong to another design");
        problem.hint = "choose another folder with --out";
        return failure(std::move(problem));
    }
    const std::uint32_t count = reader.get<std::uint32_t>();
    std::vector<EvaluatedPoint> points;
    for (std::uint32_t i = 0; i < count && !reader.short_of; ++i) {
        EvaluatedPoint point;
        point.point = static_cast<int>(reader.get<std::int64_t>());
        point.hash = reader.get<std::uint64_t>();
        point.people_moved = reader.get<std::int64_t>();
        point.active_blocks = reader.get<std::int64_t>();
        for (int outcome = 0; outcome < shape.outcomes; ++outcome) {
            point.outcomes.push_back(reader.get<double>());
        }
        points.push_back(std::move(point));
    }
    if (reader.short_of || !reader.bytes.empty()) {
        return failure(damaged_chunk(path, "the file does not have the length that its head gives"));
    }
    return points;
}

std::vector<std::filesystem::path> points_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with("points-") && name.ends_with(".chunk")) {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace upsurge
