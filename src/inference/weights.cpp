#include "inference/weights.h"

#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

/// Marks an entry of `ancestors` that holds a slot and no longer a number of offspring.
constexpr std::uint32_t filled = std::uint32_t{1} << 31;

template <class Term>
double sum_in_order(std::size_t count, Term term) {
    constexpr std::size_t lanes = 8;
    double lane[lanes] = {};
    const std::size_t whole = count - count % lanes;
    for (std::size_t i = 0; i < whole; i += lanes) {
        for (std::size_t k = 0; k < lanes; ++k) {
            lane[k] += term(i + k);
        }
    }
    double sum = ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    for (std::size_t i = whole; i < count; ++i) {
        sum += term(i);
    }
    return sum;
}

}  // namespace

double ordered_sum(std::span<const double> terms) {
    return sum_in_order(terms.size(), [&](std::size_t i) { return terms[i]; });
}

double ordered_sum_of_squares(std::span<const double> terms) {
    return sum_in_order(terms.size(), [&](std::size_t i) { return terms[i] * terms[i]; });
}

WeightSum scale_weights(std::span<const double> log_weights, std::span<double> scaled,
                        const ArrayFunctions& arrays) {
    UPSURGE_CHECK(log_weights.size() == scaled.size(), "weights: spans differ in length");
    double largest = -elementary::infinity;
    bool broken = false;
    for (const double weight : log_weights) {
        largest = weight > largest ? weight : largest;
        broken = broken || weight != weight;
    }
    if (broken || largest == elementary::infinity) {
        return {elementary::quiet_nan, elementary::quiet_nan, elementary::quiet_nan};
    }
    if (largest == -elementary::infinity) {
        for (double& weight : scaled) {
            weight = 0.0;
        }
        return {largest, 0.0, 0.0};
    }
    for (std::size_t i = 0; i < scaled.size(); ++i) {
        scaled[i] = log_weights[i] - largest;
    }
    arrays.exp(scaled.data(), scaled.data(), scaled.size());
    const double sum = ordered_sum(scaled);
    return {largest + log_of(sum), sum, sum * sum / ordered_sum_of_squares(scaled)};
}

double log_sum_exp(std::span<const double> terms) {
    std::vector<double> scaled(terms.size());
    return scale_weights(terms, scaled, array_functions(best_vector_path())).log_sum;
}

void systematic_ancestors(std::span<const double> weights, double sum, double u,
                          std::span<std::uint32_t> ancestors) {
    const std::uint32_t count = static_cast<std::uint32_t>(weights.size());
    UPSURGE_CHECK(ancestors.size() == weights.size() && sum > 0.0, "resampling: bad weights");
    // Point k of n stands at (k + u) / n of the sum; a slot is continued once for each point in its stretch.
    const double per_weight = static_cast<double>(count) / sum;
    double reached = 0.0;
    std::uint32_t points = 0;
    std::uint32_t last_positive = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        reached += weights[i];
        const double end = reached * per_weight - u;
        std::uint32_t below = 0;  // points before the end of the stretch
        if (end > 0.0) {
            below = end >= static_cast<double>(count) ? count : static_cast<std::uint32_t>(end);
            below += static_cast<double>(below) < end && below < count ? 1 : 0;
        }
        below = below < points ? points : below;
        ancestors[i] = below - points;
        points = below;
        last_positive = weights[i] > 0.0 ? i : last_positive;
    }
    ancestors[last_positive] += count - points;  // what rounding left over
    // From numbers of offspring to ancestors: slots without offspring take the surplus of the others, in
    // order.
    std::uint32_t parent = 0;
    std::uint32_t given = 0;
    std::uint32_t surplus = ancestors[0] > 1 ? ancestors[0] - 1 : 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (ancestors[i] != 0) {
            continue;
        }
        while (given == surplus) {
            ++parent;
            given = 0;
            // A slot before i that has been filled holds its ancestor, not a number of offspring: it was
            // empty.
            const bool was_empty = ancestors[parent] == 0 || (ancestors[parent] & filled) != 0;
            surplus = was_empty ? 0 : ancestors[parent] - 1;
        }
        ++given;
        ancestors[i] = parent | filled;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        ancestors[i] = (ancestors[i] & filled) != 0 ? ancestors[i] & ~filled : i;
    }
}

std::uint32_t slot_at(std::span<const double> weights, double sum, double u) {
    const double wanted = u * sum;
    double reached = 0.0;
    std::uint32_t last_positive = 0;
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
        reached += weights[i];
        last_positive = weights[i] > 0.0 ? i : last_positive;
        if (weights[i] > 0.0 && wanted < reached) {
            return i;
        }
    }
    return last_positive;
}

}  // namespace upsurge
