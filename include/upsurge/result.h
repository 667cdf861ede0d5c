/// Results that can fail, and the problems they carry.
///
/// The world is wrong (a file, a value): return Result<T> with everything that is wrong at once.
/// We are wrong: UPSURGE_CHECK. Input never reaches one.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace upsurge {

/// One thing wrong with the input: where it stands, what was found, what was expected, what to do.
struct Problem {
    std::string file;      ///< path as the user gave it; empty when no file is involved
    int line = 0;          ///< 1-based; 0 when the whole file or folder is meant
    int column = 0;        ///< 1-based; 0 when the whole line is meant
    std::string what;      ///< what is wrong, in one sentence without a full stop
    std::string expected;  ///< what would be right; may be empty
    std::string hint;      ///< nearest valid name or what to do; may be empty
};

using Problems = std::vector<Problem>;

template <class T>
using Result = tl::expected<T, Problems>;

inline tl::unexpected<Problems> failure(Problem problem) {
    return tl::unexpected<Problems>(Problems{std::move(problem)});
}
inline tl::unexpected<Problems> failure(std::string what, std::string hint = {}) {
    Problem problem;
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return failure(std::move(problem));
}

}  // namespace upsurge

/// Stops the program because Upsurge itself is wrong; says where and what.
#define UPSURGE_CHECK(condition, message)                                                                \
    do {                                                                                                 \
        if (!(condition)) {                                                                              \
            std::fprintf(stderr, "upsurge: internal error at %s:%d: %s\n", __FILE__, __LINE__, message); \
            std::abort();                                                                                \
        }                                                                                                \
    } while (false)
