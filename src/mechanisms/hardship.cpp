#include "mechanisms/hardship.h"

#include "numbers/elementary.h"

namespace upsurge {
namespace {

double cut(const Society& society, std::size_t index) {
    if (index == 0) {
        return 0.0;
    }
    return index <= society.hardship_cuts.size() ? society.hardship_cuts[index - 1] : 1.0;
}

}  // namespace

std::vector<double> hardship_bin_shares(const Society& society) {
    std::vector<double> shares(static_cast<std::size_t>(society.layout.hardship_bins));
    for (std::size_t h = 0; h < shares.size(); ++h) {
        shares[h] = cut(society, h + 1) - cut(society, h);
    }
    return shares;
}

std::vector<double> hardship_bin_values(const Society& society, double shape) {
    if (!society.hardship_values.empty()) {
        return society.hardship_values;
    }
    std::vector<double> values(static_cast<std::size_t>(society.layout.hardship_bins));
    const double power = 1.0 + 1.0 / shape;
    const auto survivors = [power](double quantile) {
        return quantile < 1.0 ? pow_of(1.0 - quantile, power) : 0.0;
    };
    for (std::size_t h = 0; h < values.size(); ++h) {
        const double low = cut(society, h);
        const double high = cut(society, h + 1);
        values[h] = 1.0 - shape / (shape + 1.0) * (survivors(low) - survivors(high)) / (high - low);
    }
    return values;
}

}  // namespace upsurge
