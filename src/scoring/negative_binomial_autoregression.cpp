#include "scoring/negative_binomial_autoregression.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/nelder_mead.h"
#include "numbers/samplers.h"

namespace upsurge {

namespace {

using elementary::infinity;

constexpr double log_size_low = -8.0;
constexpr double log_size_high = 16.0;
constexpr double log_b_low = -12.0;
constexpr double far_out = 30.0;

bool within_limits(const Autoregression& model, std::span<const double> free) {
    const double b_low = model.link == CountLink::identity ? log_b_low : -far_out;
    return std::fabs(free[0]) <= far_out && free[1] >= b_low && free[1] <= far_out &&
           free[2] >= log_size_low && free[2] <= log_size_high;
}

double log_prior(const Autoregression& model, std::span<const double> free) {
    const double width = model.prior_width;
    const double of_b = model.link == CountLink::identity
                            ? normal_log_density(free[1], log_of(0.7), 0.7 * width)
                            : normal_log_density(free[1], 0.5, 0.5 * width);
    return normal_log_density(free[0], 0.0, 2.0 * width) + of_b +
           normal_log_density(free[2], 0.0, 1.5 * width);
}

/// A level that the series stands at, roughly.
double middle_level(const CountSeries& series) {
    double sum = 0.0;
    int days = 0;
    for (const CountBounds& bounds : series) {
        if (!bounds.says_nothing()) {
            const double low = static_cast<double>(bounds.low);
            const double high = bounds.high == no_upper_bound ? low : static_cast<double>(bounds.high);
            sum += 0.5 * (log1p_of(low) + log1p_of(high));
            ++days;
        }
    }
    return days == 0 ? 1.0 : expm1_of(sum / days) + 0.1;
}

/// The best of searches from a strong and a weak hold of yesterday.
NelderMeadResult searched(const Autoregression& model, const CountSeries& series,
                          const std::function<double(std::span<const double>)>& function) {
    const double log_level = log_of(middle_level(series));
    NelderMeadResult best;
    for (const double hold : {0.8, 0.3}) {
        const std::array<double, 3> start = {
            model.link == CountLink::identity ? log_level + log_of(1.0 - hold) : (1.0 - hold) * log_level,
            model.link == CountLink::identity ? log_of(hold) : hold, 0.5};
        NelderMeadOptions options;
        options.restarts = 1;
        NelderMeadResult found = maximise(function, start, options);
        const int evaluations = best.evaluations + found.evaluations;
        if (best.point.empty() || found.value > best.value) {
            best = std::move(found);
        }
        best.evaluations = evaluations;
    }
    return best;
}

Problems model_problems(const Autoregression& model, const CountSeries& series, int days_min) {
    Problems problems = series_problems(series, model.largest, days_min);
    const auto add = [&](std::string what, std::string expected) {
        Problem problem;
        problem.what = std::move(what);
        problem.expected = std::move(expected);
        problems.push_back(std::move(problem));
    };
    if (model.largest < 1 || model.largest > (std::int64_t{1} << 50)) {
        add(fmt::format("the largest possible count is {}", model.largest), "1 to 2^50");
    }
    if (model.bins_per_doubling < 1 || model.bins_per_doubling > 64) {
        add(fmt::format("{} bins to a doubling", model.bins_per_doubling), "1 to 64");
    }
    if (!(model.prior_width > 0.0 && model.prior_width <= 100.0)) {
        add(fmt::format("priors {} times as wide", model.prior_width), "above 0, at most 100");
    }
    return problems;
}

using ParametersOfDraw = std::function<AutoregressionParameters(Draws&)>;

CountDraws simulated(const Autoregression& model, const ParametersOfDraw& parameters_of,
                     const CountSeries& series, int horizon, int count, RunKey key) {
    UPSURGE_CHECK(horizon >= 1 && count >= 0 && !series.empty(), "autoregression_draws: nothing to draw");
    CountDraws draws;
    draws.count = count;
    draws.horizon = horizon;
    draws.values.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(horizon));
    for (int i = 0; i < count; ++i) {
        Draws first(key, {.row = static_cast<std::uint32_t>(i)});
        const AutoregressionParameters parameters = parameters_of(first);
        double previous = static_cast<double>(series.back().low);
        if (!series.back().exact()) {
            const FilteredCounts filtered = filtered_counts(model, parameters, series);
            const double u = first.uniform();
            double cumulative = 0.0;
            std::size_t at = 0;
            for (; at + 1 < filtered.last_bins.size(); ++at) {
                cumulative += filtered.last_weights[at];
                if (u < cumulative) {
                    break;
                }
            }
            const CountBin& bin = filtered.last_bins[at];
            std::int64_t value = bin.low;
            if (bin.high != no_upper_bound) {
                const auto width = static_cast<std::uint64_t>(bin.high - bin.low) + 1;
                value += static_cast<std::int64_t>(uniform_below(first, width));
            }
            previous = static_cast<double>(std::min(value, model.largest));
        }
        for (int day = 0; day < horizon; ++day) {
            Draws next(key,
                       {.row = static_cast<std::uint32_t>(i), .item = static_cast<std::uint32_t>(day) + 1});
            const std::int64_t value =
                std::min(negative_binomial(next, mean_after(model, parameters, previous), parameters.size),
                         model.largest);
            draws.values[static_cast<std::size_t>(i) * static_cast<std::size_t>(horizon) +
                         static_cast<std::size_t>(day)] = value;
            previous = static_cast<double>(value);
        }
    }
    return draws;
}

}  // namespace

FreeParameters free_parameters(const Autoregression& model, const AutoregressionParameters& parameters) {
    return {parameters.a, model.link == CountLink::identity ? log_of(parameters.b) : parameters.b,
            log_of(parameters.size)};
}

AutoregressionParameters from_free(const Autoregression& model, std::span<const double> free) {
    return {free[0], model.link == CountLink::identity ? exp_of(free[1]) : free[1], exp_of(free[2])};
}

Result<AutoregressionFit> fit_autoregression(const Autoregression& model, const CountSeries& series) {
    Problems problems = model_problems(model, series, 4);
    if (!problems.empty()) {
        return tl::unexpected<Problems>(std::move(problems));
    }
    const NelderMeadResult found = searched(model, series, [&](std::span<const double> free) {
        return within_limits(model, free)
                   ? filtered_counts(model, from_free(model, free), series).log_likelihood
                   : -infinity;
    });
    return AutoregressionFit{from_free(model, found.point), found.value, found.evaluations, found.converged};
}

Result<AutoregressionEvidence> autoregression_evidence(const Autoregression& model, const CountSeries& series,
                                                       const LatticeOptions& options) {
    Problems problems = model_problems(model, series, 1);
    if (!problems.empty()) {
        return tl::unexpected<Problems>(std::move(problems));
    }
    const LogDensity log_posterior = [&](std::span<const double> free) {
        return within_limits(model, free)
                   ? log_prior(model, free) +
                         filtered_counts(model, from_free(model, free), series).log_likelihood
                   : -infinity;
    };
    const NelderMeadResult found = searched(model, series, log_posterior);
    Result<LatticePosterior> posterior = lattice_posterior(log_posterior, found.point, options);
    if (!posterior) {
        return tl::unexpected<Problems>(std::move(posterior.error()));
    }
    AutoregressionEvidence evidence;
    evidence.log_evidence = posterior->log_integral;
    evidence.posterior = std::move(*posterior);
    return evidence;
}

CountDraws autoregression_draws(const Autoregression& model, const AutoregressionParameters& parameters,
                                const CountSeries& series, int horizon, int count, RunKey key) {
    return simulated(
        model, [&](Draws&) { return parameters; }, series, horizon, count, key);
}

CountDraws autoregression_draws(const Autoregression& model, const LatticePosterior& posterior,
                                const CountSeries& series, int horizon, int count, RunKey key) {
    return simulated(
        model, [&](Draws& draws) { return from_free(model, posterior.sample(draws)); }, series, horizon,
        count, key);
}

}  // namespace upsurge
