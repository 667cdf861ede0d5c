#include "scoring/persistence.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "numbers/elementary.h"
#include "numbers/prior.h"
#include "numbers/samplers.h"

namespace upsurge {

namespace {

double representative_log(const CountBounds& bounds) {
    const double low = log1p_of(static_cast<double>(bounds.low));
    return bounds.high == no_upper_bound ? low : 0.5 * (low + log1p_of(static_cast<double>(bounds.high)));
}

/// The state day by day: the spread's sum of squares in place of the spread.
struct Walk {
    bool started = false;
    double last_log = 0.0;
    int days_since = 0;
    double squares = 0.0;
    double freedom = 0.0;

    PersistenceState state() const {
        return {started, last_log, days_since, std::sqrt(squares / freedom), freedom};
    }
    void pass(const CountBounds& bounds) {
        ++days_since;
        if (bounds.says_nothing()) {
            return;
        }
        const double now = representative_log(bounds);
        if (started) {
            const double change = now - last_log;
            squares += change * change / days_since;
            freedom += 1.0;
        }
        started = true;
        last_log = now;
        days_since = 0;
    }
};

Walk begin(const Persistence& model) {
    UPSURGE_CHECK(model.spread > 0.0 && model.spread_weight > 0.0 && model.largest > 0,
                  "persistence: spread, weight or largest out of range");
    Walk walk;
    walk.squares = model.spread_weight * model.spread * model.spread;
    walk.freedom = model.spread_weight;
    return walk;
}

}  // namespace

double student_upper_tail(double x, double freedom) {
    const double beyond = 0.5 * beta_cdf(freedom / (freedom + x * x), 0.5 * freedom, 0.5);
    return x >= 0.0 ? beyond : 1.0 - beyond;
}

PersistenceState persistence_after(const Persistence& model, const CountSeries& series) {
    Walk walk = begin(model);
    for (const CountBounds& bounds : series) {
        walk.pass(bounds);
    }
    return walk.state();
}

double persistence_log_probability(const Persistence& model, const PersistenceState& state,
                                   const CountBounds& bounds, int days_ahead) {
    if (bounds.says_nothing()) {
        return 0.0;
    }
    if (!state.started) {
        return first_day_log_probability(bounds, model.largest);
    }
    const double scale = state.spread * std::sqrt(static_cast<double>(state.days_since + days_ahead));
    // Everything below 0 counts as 0.
    const double low = bounds.low <= 0
                           ? -elementary::infinity
                           : (log_of(static_cast<double>(bounds.low) + 0.5) - state.last_log) / scale;
    const double high = bounds.high == no_upper_bound
                            ? elementary::infinity
                            : (log_of(static_cast<double>(bounds.high) + 1.5) - state.last_log) / scale;
    const auto beyond = [&](double x) {
        return x == elementary::infinity ? 0.0 : student_upper_tail(x, state.freedom);
    };
    if (high <= 0.0) {  // by the lower tails, which keep their digits there
        return log_of((low == -elementary::infinity ? 0.0 : -beyond(-low)) + beyond(-high));
    }
    return log_of((low == -elementary::infinity ? 1.0 : beyond(low)) - beyond(high));
}

std::vector<double> persistence_log_probabilities(const Persistence& model, const CountSeries& series) {
    std::vector<double> logs;
    Walk walk = begin(model);
    for (const CountBounds& bounds : series) {
        logs.push_back(persistence_log_probability(model, walk.state(), bounds, 1));
        walk.pass(bounds);
    }
    return logs;
}

CountDraws persistence_draws(const Persistence& model, const CountSeries& series, int horizon, int count,
                             RunKey key) {
    const PersistenceState state = persistence_after(model, series);
    UPSURGE_CHECK(state.started && horizon >= 1 && count >= 0, "persistence_draws: nothing to go on from");
    CountDraws draws;
    draws.count = count;
    draws.horizon = horizon;
    draws.values.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(horizon));
    const double largest = static_cast<double>(model.largest);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        Draws chance(key, {.row = static_cast<std::uint32_t>(i)});
        // One spread to a draw, so that every day of it has Student's distribution.
        const double spread =
            state.spread / std::sqrt(gamma(chance, 0.5 * state.freedom) * 2.0 / state.freedom);
        double log_count =
            state.last_log + spread * std::sqrt(static_cast<double>(state.days_since)) * normal(chance);
        for (int day = 0; day < horizon; ++day) {
            log_count += spread * normal(chance);
            const double value = std::floor(exp_of(std::min(log_count, 700.0)) - 1.0 + 0.5);
            draws.values[i * static_cast<std::size_t>(horizon) + static_cast<std::size_t>(day)] =
                static_cast<std::int64_t>(std::clamp(value, 0.0, largest));
        }
    }
    return draws;
}

}  // namespace upsurge
