#include "numbers/philox.h"

#include <Random123/philox.h>
#include <Random123/threefry.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

namespace upsurge {
namespace {

using Words = std::array<std::uint32_t, 4>;

Words ours(Words counter, std::uint32_t key0, std::uint32_t key1) {
    const philox::Block out =
        philox::block({{counter[0], counter[1], counter[2], counter[3]}}, RunKey{{key0, key1}});
    return {out.word[0], out.word[1], out.word[2], out.word[3]};
}

// Known answers of Random123's own test vectors.
TEST(Philox, gives_the_known_answers) {
    const std::uint32_t ones = 0xffffffff;
    EXPECT_EQ(ours({0, 0, 0, 0}, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(ours({ones, ones, ones, ones}, ones, ones),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(ours({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, agrees_with_random123_on_a_thousand_blocks) {
    Words counter{1, 2, 3, 4};
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::uint32_t key0 = i * 2654435761U;
        const std::uint32_t key1 = ~key0 * 40503U;
        const r123::Philox4x32 reference;
        const auto out = reference({{counter[0], counter[1], counter[2], counter[3]}}, {{key0, key1}});
        const Words mine = ours(counter, key0, key1);
        ASSERT_EQ(mine, (Words{out[0], out[1], out[2], out[3]}));
        counter = mine;
    }
}

// The rest of the published table, through Random123: they guard the library that guards ours.
TEST(Random123, gives_its_known_answers) {
    const auto seven = r123::Philox4x32_R<7>()({{0, 0, 0, 0}}, {{0, 0}});
    EXPECT_EQ((Words{seven[0], seven[1], seven[2], seven[3]}),
              (Words{0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48}));
    const auto two = r123::Philox2x32()({{0, 0}}, {{0}});
    EXPECT_EQ(two[0], 0xff1dae59U);
    EXPECT_EQ(two[1], 0x6cd10df2U);
    using Wide = std::array<std::uint64_t, 4>;
    const auto wide = r123::Philox4x64()({{0, 0, 0, 0}}, {{0, 0}});
    EXPECT_EQ((Wide{wide[0], wide[1], wide[2], wide[3]}),
              (Wide{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
    const auto three = r123::Threefry4x32()({{0, 0, 0, 0}}, {{0, 0, 0, 0}});
    EXPECT_EQ((Words{three[0], three[1], three[2], three[3]}),
              (Words{0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8}));
    const auto pair = r123::Threefry2x64()({{0, 0}}, {{0, 0}});
    EXPECT_EQ(pair[0], 0xc2b6e3a8c2c69865U);
    EXPECT_EQ(pair[1], 0x6f81ed42f350084dU);
    const auto four = r123::Threefry4x64()({{0, 0, 0, 0}}, {{0, 0, 0, 0}});
    EXPECT_EQ((Wide{four[0], four[1], four[2], four[3]}),
              (Wide{0x09218ebde6c85537, 0x55941f5266d86105, 0x4bd25e16282434dc, 0xee29ec846bd2e40b}));
}

// The C++26 engines with the default seed as key: the 10,000th value is the last word of block 2,499.
TEST(Philox, gives_the_ten_thousandth_value_of_the_standard) {
    EXPECT_EQ(ours({2499, 0, 0, 0}, 20111115, 0)[3], 1955073260U);
    const auto wide = r123::Philox4x64()({{2499, 0, 0, 0}}, {{20111115, 0}});
    EXPECT_EQ(wide[3], 3409172418970261260U);
}

TEST(Address, every_field_reaches_its_own_bits_of_the_counter) {
    const auto counter = [](Address address) {
        const philox::Block block = philox::counter_of(address);
        return Words{block.word[0], block.word[1], block.word[2], block.word[3]};
    };
    EXPECT_EQ(counter({0xffffff, 0, 0, 0, 0}), (Words{0x00ffffff, 0, 0, 0}));
    EXPECT_EQ(counter({0, 0xff, 0, 0, 0}), (Words{0xff000000, 0, 0, 0}));
    EXPECT_EQ(counter({0, 0, 0xff, 0, 0}), (Words{0, 0xff, 0, 0}));
    EXPECT_EQ(counter({0, 0, 0, 0xffffffff, 0}), (Words{0, 0, 0xffffffff, 0}));
    EXPECT_EQ(counter({0, 0, 0, 0, 0xffffffff}), (Words{0, 0, 0, 0xffffffff}));
}

TEST(RunKey, differs_with_every_input) {
    std::set<std::uint64_t> keys;
    const auto add = [&](RunKey key) {
        keys.insert(key.word[0] | (static_cast<std::uint64_t>(key.word[1]) << 32));
    };
    for (const std::uint64_t seed : {0, 1, 2}) {
        for (const Purpose purpose :
             {Purpose::simulate, Purpose::prior, Purpose::synthetic_reports, Purpose::search}) {
            for (const std::uint64_t evaluation : {0, 1, 2}) {
                for (const std::uint64_t slot : {0, 1, 2}) {
                    for (const std::uint64_t segment : {0, 1, 2}) {
                        add(make_run_key(seed, purpose, evaluation, slot, segment));
                    }
                }
            }
        }
    }
    EXPECT_EQ(keys.size(), 3U * 4U * 27U);
}

TEST(Draws, same_address_same_numbers_and_attempts_go_on) {
    const RunKey key = make_run_key(7, Purpose::simulate, 0, 0, 0);
    const Address address{3, 1, 9, 1234, 5};
    Draws first(key, address);
    Draws second(key, address);
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 10000; ++i) {
        const std::uint64_t bits = first.bits64();
        EXPECT_EQ(bits, second.bits64());
        seen.insert(bits);
    }
    EXPECT_EQ(seen.size(), 10000U);
    Draws other(key, {3, 1, 9, 1234, 6});
    EXPECT_FALSE(seen.contains(other.bits64()));
}

TEST(Draws, sixty_four_bits_start_at_an_even_word) {
    const RunKey key{{1, 2}};
    const Address address{};
    Draws words(key, address);
    std::array<std::uint32_t, 8> word;
    for (std::uint32_t& w : word) {
        w = words.bits32();
    }
    const auto pair = [&](std::size_t i) {
        return word[i] | (static_cast<std::uint64_t>(word[i + 1]) << 32);
    };
    Draws mixed(key, address);
    EXPECT_EQ(mixed.bits32(), word[0]);
    EXPECT_EQ(mixed.bits64(), pair(2));
    EXPECT_EQ(mixed.bits32(), word[4]);
    EXPECT_EQ(mixed.bits32(), word[5]);
    EXPECT_EQ(mixed.bits32(), word[6]);
    EXPECT_NE(mixed.bits64(), pair(6));  // the pair at 6 is broken, so the next block begins
}

TEST(Draws, uniforms_are_open_and_have_the_right_moments) {
    EXPECT_EQ(philox::open_uniform(0), 0x1p-53);
    EXPECT_EQ(philox::open_uniform(~std::uint64_t{0}), 1.0 - 0x1p-53);
    Draws draws(make_run_key(1, Purpose::simulate, 0, 0, 0), {});
    const int count = 1000000;
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < count; ++i) {
        const double u = draws.uniform();
        ASSERT_GT(u, 0.0);
        ASSERT_LT(u, 1.0);
        sum += u - 0.5;
        squares += (u - 0.5) * (u - 0.5) - 1.0 / 12.0;
    }
    // Standard errors sqrt(1/12/count) and sqrt(1/180/count); five of them, false alarm 6e-7 each.
    EXPECT_LT(std::fabs(sum / count), 5.0 * std::sqrt(1.0 / 12.0 / count));
    EXPECT_LT(std::fabs(squares / count), 5.0 * std::sqrt(1.0 / 180.0 / count));
}

}  // namespace
}  // namespace upsurge
