#include "fitting/made_up_reports.h"

#include "engines/row_engine.h"
#include "fitting/explanation_fit.h"
#include "reports/sample_report.h"

namespace upsurge {

Result<MadeUpReports> made_up_reports(const Model& truth, const FitDesign& design, std::uint64_t seed) {
    const auto fit = ExplanationFit::make(truth, 0, design);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    const ExplanationFit& own = **fit;
    MadeUpReports made;
    made.hypothesis = truth.hypothesis;
    Draws draws(make_run_key(seed, Purpose::prior, 0, 0, 0), {});
    for (const FittedParameter& one : own.fitted().all()) {
        made.parameters.push_back(one.name);
        made.values.push_back(one.prior.sample(draws));
    }
    const RunResult run =
        run_rows(own.model(), own.fitted().values(own.model(), made.values),
                 make_run_key(seed, Purpose::simulate, 0, 0, 0), best_vector_path(), own.filter().ticks());
    made.history_hash = run.hash;
    made.readings.assign(own.gauge().size(), 0.0);
    std::vector<double> crowds(own.days().all().size(), 0.0);
    for (int tick = 0; tick < own.filter().ticks(); ++tick) {
        own.gauge().see(tick, run.history, tick, made.readings);
        own.days().gauge().see(tick, run.history, tick, crowds);
    }
    made.spoken = own.days().sample(crowds, own.fitted().attention(made.values),
                                    make_run_key(seed, Purpose::synthetic_reports, 0, 0, 1));
    const Discrepancy discrepancy = own.fitted().discrepancy(made.values);
    std::vector<ScoredReport> said = own.reports().likelihood.reports();
    for (ScoredReport& report : said) {
        report.error = seen_with(report.error, discrepancy);
    }
    made.reports = sample_reports(ReportLikelihood(own.reports().likelihood.sources(), std::move(said)),
                                  made.readings, make_run_key(seed, Purpose::synthetic_reports, 0, 0, 0))
                       .reports;
    for (std::size_t i = 0; i < made.reports.size(); ++i) {
        made.reports[i].error = own.reports().likelihood.reports()[i].error;
    }
    return made;
}

}  // namespace upsurge
