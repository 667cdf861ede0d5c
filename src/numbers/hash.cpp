#include "numbers/hash.h"

namespace upsurge {

void StateHash::add_bytes(std::span<const std::byte> bytes) {
    add_word(bytes.size());
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (const std::byte byte : bytes) {
        word |= std::to_integer<std::uint64_t>(byte) << (8 * filled);
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
