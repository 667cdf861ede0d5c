#include "numbers/hash.h"

#include <cstring>

namespace upsurge {
namespace {

/// Eight bytes from `at` on, lowest first.
std::uint64_t word_at(std::span<const std::byte> bytes, std::size_t at) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&word, bytes.data() + at, 8);
    } else {
        for (std::size_t i = 0; i < 8; ++i) {
            word |= std::to_integer<std::uint64_t>(bytes[at + i]) << (8 * i);
        }
    }
    return word;
}

}  // namespace

void StateHash::add_bytes(std::span<const std::byte> bytes) {
    add_word(bytes.size());
    std::size_t done = 0;
    for (; done + 8 <= bytes.size(); done += 8) {
        add_word(word_at(bytes, done));
    }
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (; done < bytes.size(); ++done, ++filled) {
        word |= std::to_integer<std::uint64_t>(bytes[done]) << (8 * filled);
    }
    if (filled > 0) {
        add_word(word);
    }
}

void StateHash::add_block(std::span<const std::byte> bytes) {
    constexpr std::size_t lanes = 4;
    StateHash streams[lanes];
    std::size_t done = 0;
    for (; done + 8 * lanes <= bytes.size(); done += 8 * lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            streams[lane].add_word(word_at(bytes, done + 8 * lane));
        }
    }
    for (const StateHash& stream : streams) {
        add_word(stream.state_);
    }
    add_bytes(bytes.subspan(done));
    add_word(bytes.size());
}

std::string hex(std::uint64_t value) {
    std::string text(16, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        text[15 - i] = "0123456789abcdef"[(value >> (4 * i)) & 15];
    }
    return text;
}

}  // namespace upsurge
