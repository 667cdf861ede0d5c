/// Addressed randomness: every random number has an address, and no generator has a state.
///
/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, doi:10.1145/2063384.2063405) turns a 64-bit key and a
/// 128-bit counter into 128 random bits. The key names the run, the counter the place of the draw, so the
/// order in which draws are made, the threads and the ranks do not matter.
///
/// The counter, lowest word first:
///   word 0  tick (24 bits) | sub-tick << 24 (8 bits)
///   word 1  process (8 bits) | attempt << 8 (24 bits)
///   word 2  row
///   word 3  item: arrow, person or other ordinal within the row
/// One attempt gives four 32-bit words. 2^24 attempts (2^25 uniforms) are available at one address.
#pragma once

#include <cstdint>

#include "numbers/hash.h"
#include "numbers/inline.h"

namespace upsurge {

/// Raised whenever any address or sampler changes the numbers it gives; written into manifests.
constexpr int draw_scheme_version = 3;

/// The key of one run segment. Made by make_run_key; never reused for another likelihood estimate.
struct RunKey {
    std::uint32_t word[2];
};

/// What the numbers are for; part of the key.
enum class Purpose : std::uint32_t {
    simulate = 1,
    prior = 2,
    synthetic_reports = 3,
    search = 4,
    sensitivity = 20,
    bootstrap = 21,
    filter = 30,
    filter_resampling = 31,
    tempering = 40,
    metropolis = 41,
    smc_squared = 42,
    iterated_filtering = 43,
    calibration = 44,
};

/// Hashes what identifies a run into its key. Different inputs share a key with chance 2^-64 per pair.
/// @param seed        the user's seed
/// @param evaluation  ordinal of the likelihood estimate; 0 for plain runs
/// @param slot        run or particle number
/// @param segment     ordinal of the stretch between two resamplings; 0 for plain runs
constexpr RunKey make_run_key(std::uint64_t seed, Purpose purpose, std::uint64_t evaluation,
                              std::uint64_t slot, std::uint64_t segment);

/// The keys of one evaluation: what they share is hashed once. at(slot, segment) is the key that make_run_key
/// gives.
class RunKeys {
  public:
    constexpr RunKeys(std::uint64_t seed, Purpose purpose, std::uint64_t evaluation) {
        shared_.add(seed);
        shared_.add(static_cast<std::uint32_t>(purpose));
        shared_.add(evaluation);
    }
    constexpr RunKey at(std::uint64_t slot, std::uint64_t segment) const {
        StateHash hash = shared_;
        hash.add(slot);
        hash.add(segment);
        const std::uint64_t value = hash.value();
        return {{static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32)}};
    }

  private:
    StateHash shared_;
};

constexpr RunKey make_run_key(std::uint64_t seed, Purpose purpose, std::uint64_t evaluation,
                              std::uint64_t slot, std::uint64_t segment) {
    return RunKeys(seed, purpose, evaluation).at(slot, segment);
}

/// Where in a run a draw is made.
struct Address {
    std::uint32_t tick = 0;      ///< 0 .. 2^24 - 1
    std::uint16_t sub_tick = 0;  ///< 0 .. 255
    std::uint8_t process = 0;    ///< the phase or mechanism drawing
    std::uint32_t row = 0;       ///< canonical row ordinal
    std::uint32_t item = 0;      ///< arrow, person or other ordinal within the row
};

namespace philox {

/// 128 random bits.
struct Block {
    std::uint32_t word[4];
};

/// Philox4x32-10 of a counter and a key.
UPSURGE_INLINE constexpr Block block(Block counter, RunKey key) {
    std::uint32_t a = counter.word[0];
    std::uint32_t b = counter.word[1];
    std::uint32_t c = counter.word[2];
    std::uint32_t d = counter.word[3];
    std::uint32_t k = key.word[0];
    std::uint32_t l = key.word[1];
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t left = std::uint64_t{0xd2511f53} * a;
        const std::uint64_t right = std::uint64_t{0xcd9e8d57} * c;
        a = static_cast<std::uint32_t>(right >> 32) ^ b ^ k;
        b = static_cast<std::uint32_t>(right);
        c = static_cast<std::uint32_t>(left >> 32) ^ d ^ l;
        d = static_cast<std::uint32_t>(left);
        k += 0x9e3779b9;
        l += 0xbb67ae85;
    }
    return {{a, b, c, d}};
}

/// The counter of an address, as the file comment lays it out.
UPSURGE_INLINE constexpr Block counter_of(const Address& address) {
    return {{(address.tick & 0xffffffU) | (static_cast<std::uint32_t>(address.sub_tick) << 24),
             address.process, address.row, address.item}};
}

/// A uniform number in the open interval (0, 1) from 64 random bits: an odd multiple of 2^-53, 2^52 values
/// equally likely, mean exactly 1/2. Never 0 or 1.
UPSURGE_INLINE double open_uniform(std::uint64_t bits) {
    const double one_to_two = __builtin_bit_cast(double, (bits >> 12) | 0x3ff0000000000000);
    return one_to_two - (1.0 - 0x1p-53);
}

}  // namespace philox

/// A cursor over the random bits of one address. Two cursors with equal key and address give equal numbers.
class Draws {
  public:
    Draws(RunKey key, const Address& address) : counter_(philox::counter_of(address)), key_(key) {}

    std::uint32_t bits32() {
        if (position_ == 4) {
            refill();
        }
        return block_.word[position_++];
    }
    /// The next even pair of words, low word first; skips a word if bits32 has left one of a pair.
    std::uint64_t bits64() {
        const std::uint32_t first = (position_ + 1) & ~1U;
        if (first >= 4) {
            refill();
            position_ = 2;
            return block_.word[0] | (static_cast<std::uint64_t>(block_.word[1]) << 32);
        }
        position_ = first + 2;
        return block_.word[first] | (static_cast<std::uint64_t>(block_.word[first + 1]) << 32);
    }
    /// In the open interval (0, 1), 52 random bits: see philox::open_uniform.
    double uniform() { return philox::open_uniform(bits64()); }

  private:
    void refill() {
        block_ = philox::block(counter_, key_);
        counter_.word[1] += 256;
        position_ = 0;
    }

    philox::Block counter_;
    RunKey key_;
    std::uint32_t position_ = 4;
    philox::Block block_{};
};

}  // namespace upsurge
