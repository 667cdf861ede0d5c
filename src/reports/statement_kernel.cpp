#include "reports/statement_kernel.h"

#include <algorithm>
#include <cmath>

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/prior.h"

namespace upsurge {

namespace {

using elementary::infinity;

/// Ranges of at most so many points are summed point by point.
constexpr std::int64_t few_points = 8;

/// Things seen of the x that are there.
double seen_of(const ErrorModel& error, double x) {
    return error.coverage * exp_of(error.log_bias) * std::max(x, 0.0) + error.base;
}

double one_count(const ErrorModel& error, double x, std::int64_t y) {
    if (error.law == ErrorModel::Law::binomial) {
        const auto things = static_cast<std::int64_t>(std::max(0.0, std::floor(x + 0.5)));
        return exp_of(binomial_log_mass(y, things, error.coverage));
    }
    return exp_of(negative_binomial_log_mass(y, seen_of(error, x), error.size));
}

/// Chance that y < count, or that y >= count.
double tail_of_counts(const ErrorModel& error, double x, std::int64_t count, bool upper) {
    if (count <= 0) {
        return upper ? 1.0 : 0.0;
    }
    const double k = static_cast<double>(count);
    if (error.law == ErrorModel::Law::binomial) {
        const double things = std::max(0.0, std::floor(x + 0.5));
        if (k > things) {
            return upper ? 0.0 : 1.0;
        }
        return upper ? beta_cdf(error.coverage, k, things - k + 1.0)
                     : beta_cdf(1.0 - error.coverage, things - k + 1.0, k);
    }
    const double mean = seen_of(error, x);
    if (error.size >= infinity) {
        return upper ? gamma_cdf(mean, k) : 1.0 - gamma_cdf(mean, k);
    }
    const double all = mean + error.size;
    return upper ? beta_cdf(mean / all, k, error.size) : beta_cdf(error.size / all, error.size, k);
}

double counts_between(const ErrorModel& error, double x, std::int64_t low, std::int64_t high,
                      std::int64_t top) {
    if (high == top) {
        return tail_of_counts(error, x, low, true);
    }
    if (high - low < few_points) {
        double sum = 0.0;
        for (std::int64_t y = low; y <= high; ++y) {
            sum += one_count(error, x, y);
        }
        return sum;
    }
    // The difference of the two smaller tails, so that little is lost to rounding.
    const double mean = error.law == ErrorModel::Law::binomial ? error.coverage * x : seen_of(error, x);
    const bool upper = static_cast<double>(low) > mean;
    const double first = tail_of_counts(error, x, low, upper);
    const double second = tail_of_counts(error, x, high + 1, upper);
    return std::max(0.0, upper ? first - second : second - first);
}

double level_between(const ErrorModel& error, const ReportScale& scale, double x, std::int64_t low,
                     std::int64_t high) {
    const bool by_factors = error.law == ErrorModel::Law::log_normal;
    const double centre = error.coverage * exp_of(error.log_bias) * x;
    // A level that is not positive has no logarithm: the lowest of the scale stands for it.
    const double middle = by_factors ? log_of(centre > scale.lowest ? centre : scale.lowest) : centre;
    const auto standard = [&](double point) {
        const double edge = scale.number_at(point - 0.5);
        return ((by_factors ? log_of(edge) : edge) - middle) / error.spread;
    };
    const double from = low == 0 ? -infinity : standard(static_cast<double>(low));
    const double to = high == scale.top ? infinity : standard(static_cast<double>(high) + 1.0);
    return from > 0.0 ? normal_cdf(-from) - normal_cdf(-to) : normal_cdf(to) - normal_cdf(from);
}

}  // namespace

double chance_between(const ErrorModel& error, const ReportScale& scale, double x, std::int64_t low,
                      std::int64_t high) {
    switch (error.law) {
        case ErrorModel::Law::exact: {
            const std::int64_t y = scale.point_of(x);
            return y >= low && y <= high ? 1.0 : 0.0;
        }
        case ErrorModel::Law::binomial:
        case ErrorModel::Law::negative_binomial:
            return counts_between(error, x, low, high, scale.top);
        case ErrorModel::Law::log_normal:
        case ErrorModel::Law::normal:
            return level_between(error, scale, x, low, high);
    }
    return 0.0;
}

double statement_kernel(const Statement& statement, const ReportScale& scale, const ErrorModel& error,
                        double x) {
    if (statement.form == Statement::Form::occurred || statement.form == Statement::Form::denied) {
        const double strength = std::max(x, 0.0) / error.occurred_scale;
        const double lambda =
            error.occurred_base +
            (error.occurred_power == 1.0 ? strength : pow_of(strength, error.occurred_power));
        return statement.form == Statement::Form::occurred ? -expm1_of(-lambda) : exp_of(-lambda);
    }
    return chance_under(statement, scale, [&](std::int64_t low, std::int64_t high) {
        return chance_between(error, scale, x, low, high);
    });
}

}  // namespace upsurge
