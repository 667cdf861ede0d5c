/// The bytes of a chunk file: values written one after the other, closed by a checksum.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

#include "numbers/hash.h"
#include "upsurge/result.h"

namespace upsurge {

static_assert(std::endian::native == std::endian::little, "chunks are little-endian, written from memory");

template <class T>
void put_value(std::string& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Reads values one after the other; past the end everything is zero and `short_of` is set.
struct ByteReader {
    std::string_view bytes;
    bool short_of = false;

    template <class T>
    T get() {
        T value{};
        if (bytes.size() < sizeof value) {
            short_of = true;
            return value;
        }
        std::memcpy(&value, bytes.data(), sizeof value);
        bytes.remove_prefix(sizeof value);
        return value;
    }
};

/// Appends the checksum of everything before it.
inline void close_with_checksum(std::string& bytes) {
    StateHash hash;
    hash.add_text(bytes);
    put_value(bytes, hash.value());
}

/// A chunk that must not be used, and what to do about it.
inline Problem damaged_chunk(const std::filesystem::path& path, std::string what) {
    Problem problem;
    problem.file = path.string();
    problem.what = std::move(what);
    problem.hint = "remove this file: its runs can be made again with the same command and seed";
    return problem;
}

/// What stands between the opening words and the checksum of a whole file. Fails when either is wrong.
inline Result<std::string_view> chunk_body(const std::filesystem::path& path, std::string_view bytes,
                                           std::string_view opening) {
    if (bytes.size() < opening.size() + sizeof(std::uint64_t) || bytes.substr(0, opening.size()) != opening) {
        return failure(damaged_chunk(path, "not a chunk of runs of this version, or cut short"));
    }
    const std::string_view body = bytes.substr(0, bytes.size() - sizeof(std::uint64_t));
    StateHash hash;
    hash.add_text(body);
    ByteReader tail{bytes.substr(body.size())};
    if (tail.get<std::uint64_t>() != hash.value()) {
        return failure(damaged_chunk(path, "the checksum does not fit: the file is damaged or cut short"));
    }
    return body.substr(opening.size());
}

}  // namespace upsurge
