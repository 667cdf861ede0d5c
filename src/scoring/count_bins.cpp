#include "scoring/count_bins.h"

#include <algorithm>

#include "numbers/elementary.h"

namespace upsurge {

std::vector<std::int64_t> bin_ends(std::int64_t top, int per_doubling) {
    UPSURGE_CHECK(per_doubling > 0 && top >= 0 && top <= (std::int64_t{1} << 53), "bin_ends: out of range");
    const double growth = expm1_of(0.6931471805599453 / per_doubling);
    std::vector<std::int64_t> ends;
    for (std::int64_t end = 0; end < top;
         end += std::max<std::int64_t>(1, static_cast<std::int64_t>(growth * static_cast<double>(end)))) {
        ends.push_back(end);
    }
    ends.push_back(top);
    return ends;
}

std::vector<CountBin> bins_within(const CountBounds& bounds, const std::vector<std::int64_t>& ends) {
    std::vector<CountBin> bins;
    std::int64_t low = std::max<std::int64_t>(bounds.low, 0);
    auto next = std::upper_bound(ends.begin(), ends.end(), low);
    for (;;) {
        const bool last = next == ends.end() || *next > bounds.high;
        CountBin bin;
        bin.low = low;
        bin.high = last ? bounds.high : *next - 1;
        bin.middle = bin.high == no_upper_bound
                         ? static_cast<double>(low)
                         : 0.5 * (static_cast<double>(low) + static_cast<double>(bin.high));
        bins.push_back(bin);
        if (last) {
            return bins;
        }
        low = *next;
        ++next;
    }
}

}  // namespace upsurge
