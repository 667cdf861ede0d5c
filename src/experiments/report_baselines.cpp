#include "experiments/report_baselines.h"

#include <algorithm>
#include <cmath>

#include "numbers/elementary.h"
#include "scoring/negative_binomial_autoregression.h"
#include "scoring/persistence.h"

namespace upsurge {
namespace {

// A forecast needs its posterior less exactly than evidence does: what lies below e^-8 of the mode is left
// out, and counts that are not known exactly are followed in two bins to a doubling.
constexpr double posterior_depth = 8;
constexpr int bins_per_doubling = 2;

/// first_day_log_probability turned round, at evenly spaced chances.
std::vector<double> first_day_numbers(std::int64_t largest, int draws) {
    std::vector<double> numbers;
    const double log_all = log_of(2.0 + static_cast<double>(largest));
    for (int i = 0; i < draws; ++i) {
        const double chance = (i + 0.5) / draws;
        numbers.push_back(
            std::clamp(std::floor(exp_of(chance * log_all)) - 1.0, 0.0, static_cast<double>(largest)));
    }
    return numbers;
}

std::vector<double> last_day(const CountDraws& draws) {
    std::vector<double> numbers;
    for (int i = 0; i < draws.count; ++i) {
        numbers.push_back(
            static_cast<double>(draws.values[static_cast<std::size_t>((i + 1) * draws.horizon - 1)]));
    }
    return numbers;
}

}  // namespace

BaselineNumbers baseline_numbers(const ReportedSeries& series, std::int64_t day, std::int64_t largest,
                                 int draws, RunKey key) {
    BaselineNumbers numbers;
    if (series.days.empty()) {
        numbers.autoregression = first_day_numbers(largest, draws);
        numbers.persistence = numbers.autoregression;
        return numbers;
    }
    const int horizon = static_cast<int>(day - series.first_day) - static_cast<int>(series.days.size()) + 1;
    Persistence walk;
    walk.largest = largest;
    numbers.persistence = last_day(persistence_draws(walk, series.days, horizon, draws, key));
    Autoregression autoregression;
    autoregression.largest = largest;
    autoregression.bins_per_doubling = bins_per_doubling;
    LatticeOptions lattice;
    lattice.depth = posterior_depth;
    if (const auto evidence = autoregression_evidence(autoregression, series.days, lattice)) {
        numbers.autoregression = last_day(
            autoregression_draws(autoregression, evidence->posterior, series.days, horizon, draws, key));
    }
    return numbers;
}

}  // namespace upsurge
