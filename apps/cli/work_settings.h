/// How work is to be done, read from the options that say so.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "numbers/arrays.h"
#include "upsurge/result.h"

namespace upsurge::cli {

struct WorkChoice;

struct WorkSettings {
    int threads = 0;
    VectorPath path = VectorPath::portable;
    std::optional<std::chrono::steady_clock::time_point> end;  ///< of the budget

    bool is_over() const { return end && std::chrono::steady_clock::now() >= *end; }
};

/// Every problem of the options at once. The budget begins now.
Result<WorkSettings> settings_of(const WorkChoice& choice);

/// Seconds of "90s", "30m", "2h", "1d"; nothing for any other text.
std::optional<double> parse_duration(std::string_view text);

}  // namespace upsurge::cli
