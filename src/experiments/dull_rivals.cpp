#include "experiments/dull_rivals.h"

#include <array>

#include "experiments/report_baselines.h"

namespace upsurge {
namespace {

constexpr int draws_of_rivals = 400;

double mean_kernel(const ReportLikelihood& likelihood, int report, const ReportScale& scale,
                   const std::vector<double>& points) {
    if (points.empty()) {
        return likelihood.background(report);
    }
    double sum = 0;
    for (const double point : points) {
        sum += likelihood.kernel(report, scale.number_at(point));
    }
    return sum / static_cast<double>(points.size());
}

}  // namespace

std::vector<DullRival> dull_rivals(const ReadFit& fit) {
    const ExplanationFit& any = fit.explanations.front().fit();
    const Model& model = any.model();
    const ReportLikelihood& likelihood = any.reports().likelihood;
    std::vector<DullRival> rivals = {
        {"no knowledge", 0}, {"persistence", 0}, {"negative binomial autoregression", 0}};
    std::array<std::vector<double>, 3> trust;
    for (std::vector<double>& one : trust) {
        one.resize(likelihood.weights_size());
        likelihood.start(one);
    }
    KnownReports before;  // those published earlier, as the fit knew them
    for (std::size_t r = 0; r < any.reports().report.size(); ++r) {
        const auto report = static_cast<int>(r);
        const int position = any.reports().report[r];
        const Report& written = model.reports[static_cast<std::size_t>(position)];
        const ReportScale& scale = likelihood.reports()[r].scale;
        std::array<double, 3> kernels;
        kernels.fill(likelihood.background(report));
        const auto series = series_of(model, written);
        if (series && scale.counts) {
            const std::int64_t day = event_days(model.clock, written).day;
            const BaselineNumbers numbers = baseline_numbers(
                reported_series(model, model.reports, before, *series, scale, day), day, scale.top,
                draws_of_rivals,
                make_run_key(fit.design.seed, Purpose::baseline, 0, static_cast<std::uint64_t>(position), 0));
            kernels[1] = mean_kernel(likelihood, report, scale, numbers.persistence);
            kernels[2] = mean_kernel(likelihood, report, scale, numbers.autoregression);
        }
        for (std::size_t rival = 0; rival < rivals.size(); ++rival) {
            rivals[rival].log_evidence += likelihood.add(report, kernels[rival], trust[rival]);
        }
        for (const KnownReport& known : any.known().known) {
            if (known.report == position) {
                before.known.push_back(known);
            }
        }
    }
    return rivals;
}

}  // namespace upsurge
