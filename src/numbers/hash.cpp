#include "numbers/hash.h"

#include <cstring>

namespace upsurge {

void StateHash::add_bytes(std::span<const std::byte> bytes) {
    add_word(bytes.size());
    std::size_t done = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; done + 8 <= bytes.size(); done += 8) {
            std::uint64_t word;
            std::memcpy(&word, bytes.data() + done, 8);
            add_word(word);
        }
    }
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (; done < bytes.size(); ++done) {
        word |= std::to_integer<std::uint64_t>(bytes[done]) << (8 * filled);
        if (++filled == 8) {
            add_word(word);
            word = 0;
            filled = 0;
        }
    }
    if (filled > 0) {
        add_word(word);
    }
}

std::string hex(std::uint64_t value) {
    std::string text(16, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        text[15 - i] = "0123456789abcdef"[(value >> (4 * i)) & 15];
    }
    return text;
}

}  // namespace upsurge
