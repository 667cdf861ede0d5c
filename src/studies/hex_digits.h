/// Hashes read back from text.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace upsurge {

/// The value that hex() wrote; nothing for any other text.
inline std::optional<std::uint64_t> parse_hex(std::string_view text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, 16);
    return text.size() == 16 && error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

}  // namespace upsurge
