/// One rival explanation being fitted: its model, its parameters, the reports it is held against, its
/// sampler.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fitting/fitted_parameters.h"
#include "fitting/made_up_reports.h"
#include "fitting/report_gauge.h"
#include "fitting/society_filter.h"
#include "inference/tempered_smc.h"
#include "models/model.h"
#include "reports/scored_reports.h"
#include "upsurge/result.h"

namespace upsurge {

/// What decides the numbers of a fit, beside model and reports.
struct FitDesign {
    int draws = 64;
    int particles = 16;
    int replicates = 1;            ///< independent samplers, for the error of the evidence
    int rough_particles = 4;       ///< up to likelihood^rough_until
    double rough_until = 0.2;      ///< 0: every estimate by all particles
    int moves = 2;                 ///< of every draw at every temperature
    double effective_share = 0.5;  ///< of the draws, kept from one temperature to the next
    int passes = 60;               ///< at most
    int noise_evaluations = 24;    ///< to measure the noise of the likelihood at the end; even
    std::uint64_t seed = 1;
    std::optional<Instant> as_of;  ///< none: with hindsight
    /// Where the clock of the fit ended, if its models have a later end because histories go on: no report is
    /// held against what comes after it. None: where theirs ends.
    std::optional<Instant> clock_end;
    double hold_out = 0;               ///< chance of a set of reports to be held out, see hold_out.h
    std::vector<std::string> without;  ///< words of report_sets.h whose reports are held out besides
};

/// Not movable: its parts refer to one another.
class ExplanationFit {
  public:
    /// @param model      the hypothesis applied
    /// @param ordinal    of the explanation in its fit; part of the seed, so that two explanations share no
    /// chance
    /// @param replicate  the same of the sampler among those of its explanation
    /// @param instead    of what the reports say; none: what they say
    /// @param from       draws of an earlier fit to start near, see starting_draws.h; none: from the prior
    static Result<std::unique_ptr<ExplanationFit>> make(Model model, int ordinal, const FitDesign& design,
                                                        int replicate = 0,
                                                        const MadeUpReports* instead = nullptr,
                                                        const StartingDraws& from = {});
    ExplanationFit(const ExplanationFit&) = delete;

    /// As of FitDesign::as_of, where there is one.
    const Model& model() const { return model_; }
    const FittedParameters& fitted() const { return fitted_; }
    const KnownReports& known() const { return known_; }
    const ScoredReports& reports() const { return reports_; }
    /// Positions in model().reports of reports that the fit was not shown.
    const std::vector<int>& held_out() const { return held_out_; }
    const ReportGauge& gauge() const { return *gauge_; }
    const SpokenDays& days() const { return *days_; }
    const SocietyFilter& filter() const { return *filter_; }
    TemperedSmc& sampler() { return *sampler_; }
    const TemperedSmc& sampler() const { return *sampler_; }

  private:
    ExplanationFit(Model model, FittedParameters fitted)
        : model_(std::move(model)), fitted_(std::move(fitted)) {}

    Model model_;
    FittedParameters fitted_;
    KnownReports known_;
    std::vector<int> held_out_;
    ScoredReports reports_{ReportLikelihood({}, {}), {}, {}, {}};
    std::optional<ReportGauge> gauge_;
    std::optional<SpokenDays> days_;
    std::optional<SocietyFilter> filter_;
    std::optional<TemperedSmc> sampler_;
};

}  // namespace upsurge
