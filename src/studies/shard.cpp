#include "studies/shard.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace upsurge {
namespace {

constexpr int shards_max = 1'000'000;

std::optional<int> whole_number(std::string_view text) {
    int value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? std::optional<int>(value) : std::nullopt;
}

}  // namespace

Result<Shard> parse_shard(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash != text.npos) {
        const std::optional<int> part = whole_number(text.substr(0, slash));
        const std::optional<int> of = whole_number(text.substr(slash + 1));
        if (part && of && *of >= 1 && *of <= shards_max && *part >= 1 && *part <= *of) {
            return Shard{*part, *of};
        }
    }
    Problem problem;
    problem.what = fmt::format("'{}' is no shard", text);
    problem.expected = fmt::format("i/n, such as 2/3 for the second of three, with n up to {}", shards_max);
    return failure(std::move(problem));
}

std::string to_string(const Shard& shard) {
    return fmt::format("{}/{}", shard.part, shard.of);
}

int items_of(const Shard& shard, int items) {
    return (items - (shard.part - 1) + shard.of - 1) / shard.of;
}

}  // namespace upsurge
