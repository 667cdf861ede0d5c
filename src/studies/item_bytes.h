/// Bytes of finished items: values written one after the other, little-endian.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace upsurge {

static_assert(std::endian::native == std::endian::little, "items are little-endian, written from memory");

template <class T>
void put_value(std::string& bytes, T value) {
    static_assert(std::is_arithmetic_v<T>);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// The length in 32 bits, then the characters.
inline void put_text(std::string& bytes, std::string_view text) {
    put_value(bytes, static_cast<std::uint32_t>(text.size()));
    bytes.append(text);
}

/// Reads values one after the other; past the end everything is zero and `short_of` is set.
struct ByteReader {
    std::string_view bytes;
    bool short_of = false;

    template <class T>
    T get() {
        static_assert(std::is_arithmetic_v<T>);
        T value{};
        if (bytes.size() < sizeof value) {
            short_of = true;
            return value;
        }
        std::memcpy(&value, bytes.data(), sizeof value);
        bytes.remove_prefix(sizeof value);
        return value;
    }
    std::string_view get_bytes(std::size_t count) {
        if (bytes.size() < count) {
            short_of = true;
            return {};
        }
        const std::string_view taken = bytes.substr(0, count);
        bytes.remove_prefix(count);
        return taken;
    }
    std::string get_text() { return std::string(get_bytes(get<std::uint32_t>())); }
    /// Whether everything was read and nothing is left.
    bool exhausted() const { return !short_of && bytes.empty(); }
};

}  // namespace upsurge
