#include "experiments/paired_shares.h"

#include <algorithm>
#include <cmath>

namespace upsurge {
namespace {

/// Newcombe's correlation of the two shares: a positive one is reduced by half a pair, as in a continuity
/// correction, and is none when that would turn its sign.
double correlation(const PairedCounts& counts) {
    const double both = counts.both;
    const double first = counts.only_first;
    const double second = counts.only_second;
    const double neither = counts.neither;
    const double margins = (both + first) * (second + neither) * (both + second) * (first + neither);
    if (margins == 0) {
        return 0;
    }
    const double product = both * neither - first * second;
    const double reduced = product < 0 ? product : std::max(0.0, product - counts.pairs() / 2.0);
    return reduced / std::sqrt(margins);
}

/// Length of the third side of a triangle whose angle has this cosine.
double opposite_side(double a, double b, double cosine) {
    return std::sqrt(std::max(0.0, a * a - 2 * cosine * a * b + b * b));
}

}  // namespace

ShareInterval paired_share_interval(const PairedCounts& counts) {
    if (counts.pairs() == 0) {
        return {-1, 1};
    }
    const auto pairs = static_cast<std::size_t>(counts.pairs());
    const auto first_count = static_cast<std::size_t>(counts.both + counts.only_first);
    const auto second_count = static_cast<std::size_t>(counts.both + counts.only_second);
    const double n = counts.pairs();
    const double first = static_cast<double>(first_count) / n;
    const double second = static_cast<double>(second_count) / n;
    const ShareInterval of_first = wilson_interval(first_count, pairs);
    const ShareInterval of_second = wilson_interval(second_count, pairs);
    const double difference = (counts.only_second - counts.only_first) / n;
    const double phi = correlation(counts);
    return {difference - opposite_side(second - of_second.low, of_first.high - first, phi),
            difference + opposite_side(of_second.high - second, first - of_first.low, phi)};
}

}  // namespace upsurge
