#include "numbers/hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <vector>

namespace upsurge {
namespace {

std::uint64_t hash_of(const std::vector<std::uint64_t>& words) {
    StateHash hash;
    for (const std::uint64_t word : words) {
        hash.add(word);
    }
    return hash.value();
}

TEST(Hash, keeps_its_value) {
    StateHash hash;
    hash.add(1);
    hash.add(0.5);
    hash.add_text("upsurge");
    EXPECT_EQ(hex(hash.value()), "e56c6cefd8d48d37");
    EXPECT_EQ(hex(0x0123456789abcdef), "0123456789abcdef");
}

// Flipping one input bit flips each output bit with chance one half. Over 2,000 words each of the 64 x 64
// pairs has standard error 0.0112; 0.06 is 5.4 of them (false alarm 3e-4 over all 4,096 pairs, seed fixed).
TEST(Hash, one_bit_in_moves_half_of_the_bits_out) {
    const int words = 2000;
    std::vector<int> flips(64 * 64, 0);
    for (int i = 0; i < words; ++i) {
        const std::uint64_t word = static_cast<std::uint64_t>(i) * 3;
        const std::uint64_t base = hash_of({word, 7});
        for (int in = 0; in < 64; ++in) {
            const std::uint64_t changed = base ^ hash_of({word ^ (std::uint64_t{1} << in), 7});
            for (int out = 0; out < 64; ++out) {
                flips[in * 64 + out] += static_cast<int>((changed >> out) & 1);
            }
        }
    }
    for (std::size_t pair = 0; pair < flips.size(); ++pair) {
        EXPECT_NEAR(flips[pair] / static_cast<double>(words), 0.5, 0.06) << pair;
    }
}

// The last word added has only the closing mix behind it: the same law must hold there, and for the mixing
// step alone.
TEST(Hash, the_last_word_is_mixed_as_well) {
    const int words = 2000;
    for (int in = 0; in < 64; ++in) {
        std::int64_t total = 0;
        for (int i = 0; i < words; ++i) {
            const std::uint64_t word = static_cast<std::uint64_t>(i);
            total += std::popcount(hash_of({word}) ^ hash_of({word ^ (std::uint64_t{1} << in)}));
        }
        // Mean of 2,000 x 64 fair bits: standard error 0.0014.
        EXPECT_NEAR(static_cast<double>(total) / (64.0 * words), 0.5, 0.0075) << in;
    }
}

TEST(Hash, a_block_tells_every_byte_and_its_length) {
    std::set<std::uint64_t> values;
    for (const std::size_t length : {0u, 1u, 31u, 32u, 33u, 100u, 4096u}) {
        std::vector<std::byte> bytes(length);
        const auto value = [&bytes] {
            StateHash hash;
            hash.add_block(bytes);
            return hash.value();
        };
        EXPECT_TRUE(values.insert(value()).second) << length;
        for (std::byte& byte : bytes) {
            byte ^= std::byte{1};
            EXPECT_TRUE(values.insert(value()).second) << length;
            byte ^= std::byte{1};
        }
    }
}

TEST(Hash, order_length_type_and_sign_matter) {
    std::set<std::uint64_t> values = {hash_of({}), hash_of({0}), hash_of({0, 0}), hash_of({1, 2}),
                                      hash_of({2, 1})};
    StateHash zero;
    zero.add(0.0);
    StateHash minus_zero;
    minus_zero.add(-0.0);
    values.insert(minus_zero.value());
    EXPECT_EQ(values.size(), 6U);
    EXPECT_EQ(zero.value(), hash_of({0}));  // the bits of 0.0
    StateHash narrow;
    narrow.add(std::int32_t{-5});
    StateHash wide;
    wide.add(std::int64_t{-5});
    EXPECT_EQ(narrow.value(), wide.value());
    StateHash one;
    one.add_text("ab");
    one.add_text("c");
    StateHash other;
    other.add_text("a");
    other.add_text("bc");
    EXPECT_NE(one.value(), other.value());
}

TEST(Hash, a_million_near_words_do_not_collide) {
    std::vector<std::uint64_t> values;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        for (std::uint64_t j = 0; j < 1000; ++j) {
            values.push_back(hash_of({i, j}));
        }
    }
    std::sort(values.begin(), values.end());
    EXPECT_EQ(std::adjacent_find(values.begin(), values.end()),
              values.end());  // chance of any collision among random words: 3e-8
}

}  // namespace
}  // namespace upsurge
