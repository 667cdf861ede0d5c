/// K: the chance of a statement by a source who knows, given the number x of a run.
#pragma once

#include <cstdint>

#include "reports/statement.h"

namespace upsurge {

/// How a source who knows still errs.
struct ErrorModel {
    enum class Law {
        exact,              ///< y is the point nearest to x
        binomial,           ///< y of x things, each seen with chance `coverage`
        negative_binomial,  ///< mean m, variance m + m^2 / size
        log_normal,         ///< a level; log y has standard deviation `spread` around log m
        normal              ///< a level; y has standard deviation `spread` around m
    };

    Law law = Law::negative_binomial;
    double coverage = 1;  ///< share of x that is seen, > 0
    double log_bias = 0;  ///< of the side that speaks: m = coverage * exp(log_bias) * x + base
    double base = 0;      ///< things seen where there are none, >= 0; counts only
    double size = 4;      ///< negative_binomial: 1 / sqrt(size) is the relative error of large counts, > 0
    bool listed = false;  ///< counts: people and things counted one by one, not estimated
    double spread = 0.1;  ///< log_normal: of the logarithm; normal: in the observable's unit; > 0

    /// "It occurred" has chance 1 - exp(-lambda), lambda = occurred_base + (x /
    /// occurred_scale)^occurred_power.
    double occurred_scale = 1;  ///< x at which lambda is about 1, > 0
    double occurred_power = 1;  ///< > 0
    double occurred_base = 0.01;
};

/// Chance that low <= y <= high. The ends of the scale are open: y beyond them counts as the end.
double chance_between(const ErrorModel& error, const ReportScale& scale, double x, std::int64_t low,
                      std::int64_t high);

/// K(statement | x), 0 to 1; sums to one over the statements of the form. May underflow to 0.
double statement_kernel(const Statement& statement, const ReportScale& scale, const ErrorModel& error,
                        double x);

}  // namespace upsurge
