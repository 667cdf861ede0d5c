#include "reports/sample_report.h"

#include <algorithm>
#include <cmath>

#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {

namespace {

std::int64_t clamped_point(double y, const ReportScale& scale) {
    if (!(y > 0.0)) {
        return 0;
    }
    return y >= static_cast<double>(scale.top) ? scale.top : static_cast<std::int64_t>(y);
}

/// What a source that knows has in mind.
std::int64_t known_point(Draws& draws, const ErrorModel& error, const ReportScale& scale, double x) {
    const double factor = error.coverage * exp_of(error.log_bias);
    switch (error.law) {
        case ErrorModel::Law::exact:
            return scale.point_of(x);
        case ErrorModel::Law::binomial: {
            const auto things = static_cast<std::int64_t>(std::max(0.0, std::floor(x + 0.5)));
            return std::min(scale.top, binomial(draws, things, error.coverage));
        }
        case ErrorModel::Law::negative_binomial:
            return std::min(scale.top,
                            negative_binomial(draws, factor * std::max(x, 0.0) + error.base, error.size));
        case ErrorModel::Law::log_normal: {
            const double centre = factor * x > scale.lowest ? factor * x : scale.lowest;
            return scale.point_of(centre * exp_of(error.spread * normal(draws)));
        }
        case ErrorModel::Law::normal:
            return scale.point_of(factor * x + error.spread * normal(draws));
    }
    return 0;
}

/// What a source that knows nothing has in mind: the background's distribution function turned round.
std::int64_t background_point(Draws& draws, const ReportScale& scale) {
    const double u = draws.uniform();
    const double all = static_cast<double>(scale.top) + 1.0;
    if (scale.background == ReportScale::Background::uniform) {
        return clamped_point(std::floor(u * all), scale);
    }
    if (scale.counts) {
        return clamped_point(std::floor(exp_of(u * log_of(all + 1.0))) - 1.0, scale);
    }
    const double first = scale.number_at(-0.5);
    return scale.point_of(first * exp_of(u * log_of(scale.number_at(all - 0.5) / first)));
}

}  // namespace

Statement sample_statement(Draws& draws, const ScoredReport& report, double w, double x) {
    const bool knows = draws.uniform() < report.reliability(w);
    const Statement& form = report.statement;
    if (form.form == Statement::Form::occurred || form.form == Statement::Form::denied) {
        const double chance = knows
                                  ? statement_kernel(occurred_statement(true), report.scale, report.error, x)
                                  : report.occurred_rate;
        return occurred_statement(draws.uniform() < chance);
    }
    const std::int64_t y =
        knows ? known_point(draws, report.error, report.scale, x) : background_point(draws, report.scale);
    std::int64_t lower = 0;
    if (form.form == Statement::Form::at_least && form.stop < 1) {
        const auto rungs = static_cast<std::int64_t>(form.rungs.size());
        while (lower < rungs && draws.uniform() >= form.stop) {
            ++lower;
        }
    }
    return statement_about(form, y, report.scale, lower);
}

SyntheticReports sample_reports(const ReportLikelihood& model, std::span<const double> x, RunKey key) {
    SyntheticReports synthetic;
    for (std::size_t source = 0; source < model.sources().size(); ++source) {
        Draws draws(key, {0, 0, 0, 0, static_cast<std::uint32_t>(source)});
        const Reliability& prior = model.sources()[source];
        double left = draws.uniform();
        std::size_t node = 0;
        while (node + 1 < prior.node.size() && left >= prior.weight[node]) {
            left -= prior.weight[node];
            ++node;
        }
        synthetic.reliability.push_back(prior.node[node]);
    }
    for (std::size_t i = 0; i < model.reports().size(); ++i) {
        ScoredReport report = model.reports()[i];
        Draws draws(key, {0, 0, 0, static_cast<std::uint32_t>(i + 1), 0});
        const bool copied = report.copy_of >= 0 && draws.uniform() < report.copy_chance;
        if (copied) {
            report.statement = synthetic.reports[static_cast<std::size_t>(report.copy_of)].statement;
        } else {
            const double w = synthetic.reliability[static_cast<std::size_t>(report.source)];
            report.statement = sample_statement(draws, report, w, x[i]);
        }
        if (report.copy_of >= 0) {
            report.repeats =
                report.statement == synthetic.reports[static_cast<std::size_t>(report.copy_of)].statement;
        }
        synthetic.reports.push_back(report);
    }
    return synthetic;
}

}  // namespace upsurge
