/// A fixed 64-bit hash for states, keys and results. Not for secrets.
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace upsurge {

/// A bijection of 64-bit words in which every input bit moves about half of the output bits.
/// Two rounds of xor-shift and odd multiplication; the multipliers are the first odd 64-bit words of the
/// fractions of sqrt(5) and sqrt(7).
constexpr std::uint64_t mix_bits(std::uint64_t x) {
    x ^= x >> 32;
    x *= 0x3c6ef372fe94f82b;
    x ^= x >> 29;
    x *= 0xa54ff53a5f1d36f1;
    x ^= x >> 32;
    return x;
}

/// A streaming hash: order and number of words matter.
///
///   state = mix(state * odd + word),  value = mix(state + number of words * odd)
///
/// Each step is a bijection of the state for a given word and of the word for a given state, so two
/// streams that differ in one word never agree.
class StateHash {
  public:
    /// Adds an integer, sign-extended to 64 bits: the type's width does not matter.
    template <std::integral Integer>
    constexpr void add(Integer value) {
        add_word(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
    }
    /// Adds the bits of a double: 0.0 and -0.0 differ.
    constexpr void add(double value) { add_word(std::bit_cast<std::uint64_t>(value)); }
    /// Adds the length and then the bytes, eight to a word, lowest first.
    void add_bytes(std::span<const std::byte> bytes);
    /// The same for large blocks, another value: four streams over every fourth word run side by side, as one
    /// alone waits for its multiplications. Two blocks that differ in one word never agree either.
    void add_block(std::span<const std::byte> bytes);
    /// Adds the length and then the characters.
    void add_text(std::string_view text) { add_bytes(std::as_bytes(std::span(text.data(), text.size()))); }
    constexpr std::uint64_t value() const { return mix_bits(state_ + words_ * step); }

  private:
    static constexpr std::uint64_t step = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio, odd
    constexpr void add_word(std::uint64_t word) {
        state_ = mix_bits(state_ * step + word);
        ++words_;
    }
    std::uint64_t state_ = 0x6a09e667f3bcc908;  // fraction of sqrt(2)
    std::uint64_t words_ = 0;
};

/// Sixteen lower-case hexadecimal digits.
std::string hex(std::uint64_t value);

}  // namespace upsurge
