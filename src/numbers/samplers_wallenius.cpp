// Draws without replacement where some are more likely to be picked than others.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

constexpr std::int64_t few_items = 16;

std::int64_t sum_of(std::span<const std::int64_t> counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// Four rows of category counts on the stack, or on the heap for many categories.
class Scratch {
  public:
    explicit Scratch(std::size_t categories) : categories_(categories) {
        if (4 * categories > small_.size()) {
            large_.resize(4 * categories);
        }
    }
    std::span<std::int64_t> row(std::size_t i) {
        const std::span<std::int64_t> all =
            large_.empty() ? std::span<std::int64_t>(small_) : std::span<std::int64_t>(large_);
        return all.subspan(i * categories_, categories_);
    }

  private:
    std::size_t categories_;
    std::array<std::int64_t, 64> small_;
    std::vector<std::int64_t> large_;
};

/// One item after another, each in proportion to the weight still there.
void pick_one_by_one(Draws& draws, std::span<std::int64_t> alive, std::span<const double> weights,
                     std::int64_t taken, std::span<std::int64_t> out) {
    for (; taken > 0; --taken) {
        double total = 0.0;
        for (std::size_t c = 0; c < alive.size(); ++c) {
            total += weights[c] * static_cast<double>(alive[c]);
        }
        const double target = draws.uniform() * total;
        double passed = 0.0;
        std::size_t chosen = alive.size();
        for (std::size_t c = 0; c < alive.size(); ++c) {
            if (alive[c] == 0 || weights[c] == 0.0) {
                continue;
            }
            chosen = c;
            passed += weights[c] * static_cast<double>(alive[c]);
            if (target <= passed) {
                break;
            }
        }
        --alive[chosen];
        ++out[chosen];
    }
}

/// A time by which about `taken` items are expected to have arrived: Newton's steps from the left on a
/// concave function, so never beyond it. Any positive answer keeps the law.
double time_of_expected(std::span<const std::int64_t> alive, std::span<const double> weights, double taken) {
    double time = 0.0;
    for (int step = 0; step < 40; ++step) {
        double expected = 0.0;
        double rate = 0.0;
        for (std::size_t c = 0; c < alive.size(); ++c) {
            const double gone = -expm1_of(-weights[c] * time);
            const double count = static_cast<double>(alive[c]);
            expected += count * gone;
            rate += count * weights[c] * (1.0 - gone);
        }
        const double missing = taken - expected;
        if (!(missing * missing > 0.25 * taken) || rate <= 0.0) {
            break;
        }
        time += missing / rate;
    }
    return time;
}

/// The `taken` earliest of items known to arrive within (0, length): their times, drawn and sorted.
void pick_earliest(Draws& draws, std::span<const std::int64_t> pool, std::span<const double> weights,
                   double length, std::int64_t taken, std::span<std::int64_t> out) {
    struct Arrival {
        double time;
        std::size_t category;
    };
    std::array<Arrival, few_items> arrivals;
    std::size_t count = 0;
    for (std::size_t c = 0; c < pool.size(); ++c) {
        const double within = pool[c] > 0 ? expm1_of(-weights[c] * length) : 0.0;
        for (std::int64_t i = 0; i < pool[c]; ++i) {
            arrivals[count++] = {-log1p_of(draws.uniform() * within) / weights[c], c};
        }
    }
    std::stable_sort(arrivals.begin(), arrivals.begin() + static_cast<std::ptrdiff_t>(count),
                     [](const Arrival& a, const Arrival& b) { return a.time < b.time; });
    for (std::int64_t i = 0; i < taken; ++i) {
        ++out[arrivals[static_cast<std::size_t>(i)].category];
    }
}

/// Takes the first `taken` of a pool of items known to arrive within (0, length): splits the interval
/// where about `taken` are expected, draws how many of each category fall before, keeps the half that
/// holds the last one to be taken.
void pick_within(Draws& draws, std::span<std::int64_t> pool, std::span<std::int64_t> early,
                 std::span<const double> weights, double length, std::int64_t taken,
                 std::span<std::int64_t> out) {
    std::int64_t total = sum_of(pool);
    while (taken > 0) {
        if (taken == total) {
            for (std::size_t c = 0; c < pool.size(); ++c) {
                out[c] += pool[c];
            }
            return;
        }
        if (total <= few_items) {
            pick_earliest(draws, pool, weights, length, taken, out);
            return;
        }
        const double share = static_cast<double>(taken) / static_cast<double>(total);
        const double first = length * std::clamp(share, 0.02, 0.98);
        std::int64_t early_total = 0;
        for (std::size_t c = 0; c < pool.size(); ++c) {
            const double before =
                pool[c] > 0 ? expm1_of(-weights[c] * first) / expm1_of(-weights[c] * length) : 0.0;
            early[c] = binomial(draws, pool[c], std::min(before, 1.0));
            early_total += early[c];
        }
        if (early_total > taken) {
            std::copy(early.begin(), early.end(), pool.begin());
            total = early_total;
            length = first;
        } else {
            for (std::size_t c = 0; c < pool.size(); ++c) {
                out[c] += early[c];
                pool[c] -= early[c];
            }
            taken -= early_total;
            total -= early_total;
            length -= first;
        }
    }
}

}  // namespace

void wallenius(Draws& draws, std::span<const std::int64_t> counts, std::span<const double> weights,
               std::int64_t taken, std::span<std::int64_t> out) {
    const std::size_t categories = counts.size();
    UPSURGE_CHECK(weights.size() == categories && out.size() == categories,
                  "wallenius: spans differ in length");
    Scratch scratch(categories);
    const std::span<std::int64_t> alive = scratch.row(0);
    const std::span<std::int64_t> pool = scratch.row(1);
    const std::span<std::int64_t> early = scratch.row(2);
    const std::span<std::int64_t> picked = scratch.row(3);
    std::int64_t total = 0;
    double largest = 0.0;
    double smallest = elementary::infinity;
    for (std::size_t c = 0; c < categories; ++c) {
        UPSURGE_CHECK(counts[c] >= 0 && weights[c] >= 0.0 && weights[c] < elementary::infinity,
                      "wallenius: bad count or weight");
        alive[c] = weights[c] > 0.0 ? counts[c] : 0;
        picked[c] = 0;
        total += alive[c];
        if (alive[c] > 0) {
            largest = std::max(largest, weights[c]);
            smallest = std::min(smallest, weights[c]);
        }
    }
    UPSURGE_CHECK(taken >= 0 && taken <= total, "wallenius: takes more than there is");

    if (largest == smallest && taken < total) {
        multivariate_hypergeometric(draws, alive, taken, picked);
        taken = 0;
    }
    while (taken > 0) {
        if (taken == total) {
            for (std::size_t c = 0; c < categories; ++c) {
                picked[c] += alive[c];
            }
            break;
        }
        if (taken <= few_items) {
            pick_one_by_one(draws, alive, weights, taken, picked);
            break;
        }
        const double length = time_of_expected(alive, weights, static_cast<double>(taken));
        std::int64_t arrived = 0;
        for (std::size_t c = 0; c < categories; ++c) {
            pool[c] = binomial_exit(draws, alive[c], weights[c] * length);
            arrived += pool[c];
        }
        if (arrived > taken) {
            pick_within(draws, pool, early, weights, length, taken, picked);
            break;
        }
        for (std::size_t c = 0; c < categories; ++c) {
            picked[c] += pool[c];
            alive[c] -= pool[c];
        }
        taken -= arrived;
        total -= arrived;
    }
    std::copy(picked.begin(), picked.end(), out.begin());
}

}  // namespace upsurge
