#include "numbers/apportion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "upsurge/result.h"

namespace upsurge {

std::vector<std::int64_t> apportion(std::int64_t total, std::span<const double> shares) {
    double sum = 0.0;
    for (const double share : shares) {
        UPSURGE_CHECK(share >= 0.0 && std::isfinite(share), "apportion: bad share");
        sum += share;
    }
    UPSURGE_CHECK(total >= 0 && total <= (std::int64_t{1} << 53) && (total == 0 || sum > 0.0),
                  "apportion: bad total or no share");
    std::vector<std::int64_t> parts(shares.size(), 0);
    if (total == 0) {
        return parts;
    }
    std::vector<double> remainders(shares.size());
    std::int64_t given = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double quota = static_cast<double>(total) * (shares[i] / sum);
        const double whole = std::floor(quota);
        parts[i] = static_cast<std::int64_t>(whole);
        remainders[i] = quota - whole;
        given += parts[i];
    }
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    // Rounding of very large quotas can leave the sum a few off in either direction.
    for (std::size_t i = 0; given < total; i = (i + 1) % order.size()) {
        if (shares[order[i]] > 0.0) {
            ++parts[order[i]];
            ++given;
        }
    }
    for (std::size_t i = order.size() - 1; given > total; i = (i == 0 ? order.size() : i) - 1) {
        if (parts[order[i]] > 0) {
            --parts[order[i]];
            --given;
        }
    }
    return parts;
}

}  // namespace upsurge
