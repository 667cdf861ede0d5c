/// Splits a whole number by shares: each part rounded down, the rest to the largest remainders, a tie to the
/// lower one. Internal to the reference engine.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace upsurge {

inline std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total,
                                                            const std::vector<double>& shares) {
    std::vector<std::int64_t> parts;
    std::vector<double> remainders;
    std::int64_t given = 0;
    for (double share : shares) {
        const double exact = share * static_cast<double>(total);
        parts.push_back(static_cast<std::int64_t>(std::floor(exact)));
        remainders.push_back(exact - std::floor(exact));
        given += parts.back();
    }
    while (given < total) {
        const auto largest = std::max_element(remainders.begin(), remainders.end());  // a tie: the lower bin
        const auto bin = static_cast<std::size_t>(largest - remainders.begin());
        parts[bin] += 1;
        remainders[bin] = -1;
        given += 1;
    }
    return parts;
}

}  // namespace upsurge
