/// B: the chance of a statement by a source who knows nothing.
///
/// It does not depend on the run, so an unreliable report pulls no model anywhere; and it is a proper law,
/// without which evidence of models means nothing.
#pragma once

#include <cstdint>

#include "reports/statement.h"

namespace upsurge {

/// Chance that low <= y <= high under the scale's background. Counts, log_uniform: y + 1 is log-uniform on 1
/// .. top + 2, so that zero has a chance too. Levels: each point stands for its cell of one step.
double background_between(const ReportScale& scale, std::int64_t low, std::int64_t high);

/// B(statement) > 0; sums to one over the statements of the form.
/// @param occurred_rate  chance of "it occurred" against "it did not", 0 < rate < 1
double statement_background(const Statement& statement, const ReportScale& scale, double occurred_rate);

}  // namespace upsurge
