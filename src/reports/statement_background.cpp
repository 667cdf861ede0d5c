#include "reports/statement_background.h"

#include "numbers/elementary.h"

namespace upsurge {

namespace {

/// Where the cell of a point begins, on the axis whose logarithm is uniform.
double cell_start(const ReportScale& scale, double point) {
    return scale.counts ? point + 1.0 : scale.number_at(point - 0.5);
}

}  // namespace

double background_between(const ReportScale& scale, std::int64_t low, std::int64_t high) {
    const double first = static_cast<double>(low);
    const double after = static_cast<double>(high) + 1.0;
    const double all = static_cast<double>(scale.top) + 1.0;
    if (scale.background == ReportScale::Background::uniform) {
        return (after - first) / all;
    }
    return log_of(cell_start(scale, after) / cell_start(scale, first)) /
           log_of(cell_start(scale, all) / cell_start(scale, 0.0));
}

double statement_background(const Statement& statement, const ReportScale& scale, double occurred_rate) {
    if (statement.form == Statement::Form::occurred) {
        return occurred_rate;
    }
    if (statement.form == Statement::Form::denied) {
        return 1.0 - occurred_rate;
    }
    return chance_under(statement, scale, [&](std::int64_t low, std::int64_t high) {
        return background_between(scale, low, high);
    });
}

}  // namespace upsurge
