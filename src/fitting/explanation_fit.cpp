#include "fitting/explanation_fit.h"

#include <algorithm>

#include "fitting/hold_out.h"
#include "fitting/largest_numbers.h"
#include "fitting/report_sets.h"
#include "numbers/hash.h"
#include "scenarios/as_of.h"

namespace upsurge {
namespace {

/// The samplers of one fit draw from keys of their own.
std::uint64_t seed_of(std::uint64_t seed, int ordinal, int replicate) {
    StateHash hash;
    hash.add(seed);
    hash.add(static_cast<std::int64_t>(ordinal));
    hash.add(static_cast<std::int64_t>(replicate));
    return hash.value();
}

/// Ticks that end at or before the moment.
int ticks_until(const Clock& clock, Instant moment) {
    int ticks = 0;
    while (ticks < clock.ticks() && clock.at(ticks + 1) <= moment) {
        ++ticks;
    }
    return ticks;
}

}  // namespace

Result<std::unique_ptr<ExplanationFit>> ExplanationFit::make(Model model, int ordinal,
                                                             const FitDesign& design, int replicate,
                                                             const MadeUpReports* instead,
                                                             const StartingDraws& from) {
    if (design.as_of) {
        model = as_of(std::move(model), *design.as_of);
    }
    Result<FittedParameters> fitted = FittedParameters::of(model);
    if (!fitted) {
        return tl::unexpected(fitted.error());
    }
    std::unique_ptr<ExplanationFit> fit(new ExplanationFit(std::move(model), std::move(*fitted)));
    const Model& own = fit->model_;
    fit->known_ = known_by(own.reports, own.sources, design.as_of);
    if (design.hold_out > 0) {
        fit->held_out_ = held_out_reports(own, design.hold_out, design.seed);
    }
    for (const std::string& word : design.without) {
        const ReportSet* set = find_report_set(word);
        for (std::size_t report = 0; set != nullptr && report < own.reports.size(); ++report) {
            if (is_in(*set, own, own.reports[report])) {
                fit->held_out_.push_back(static_cast<int>(report));
            }
        }
    }
    std::vector<int> known_and_held_out;
    if (!fit->held_out_.empty()) {
        std::sort(fit->held_out_.begin(), fit->held_out_.end());
        fit->held_out_.erase(std::unique(fit->held_out_.begin(), fit->held_out_.end()), fit->held_out_.end());
        std::erase_if(fit->known_.known, [&](const KnownReport& known) {
            const bool held = std::binary_search(fit->held_out_.begin(), fit->held_out_.end(), known.report);
            if (held) {
                known_and_held_out.push_back(known.report);
            }
            return held;
        });
    }
    Model timed = own;
    timed.clock.end = std::min(own.clock.end, design.clock_end.value_or(own.clock.end));
    int ticks = design.as_of ? ticks_until(timed.clock, *design.as_of) : timed.clock.ticks();
    const std::vector<double> largest = largest_numbers(own);
    // A report whose window does not end within the run says nothing about it: its source learns nothing from
    // it.
    const ScoredReports all = scored_reports(own.reports, fit->known_, largest, own.event_size, {});
    const ReportGauge of_all(timed, all.report, ticks);
    KnownReports within = fit->known_;
    std::erase_if(within.known, [&](const KnownReport& known) {
        return std::any_of(of_all.outside().begin(), of_all.outside().end(), [&](int ordinal_of_report) {
            return all.report[static_cast<std::size_t>(ordinal_of_report)] == known.report;
        });
    });
    fit->reports_ = scored_reports(own.reports, within, largest, own.event_size, {});
    if (instead != nullptr) {
        fit->reports_.likelihood = ReportLikelihood(fit->reports_.likelihood.sources(), instead->reports);
    }
    fit->gauge_.emplace(timed, fit->reports_.report, ticks);
    for (const int outside : of_all.outside()) {
        fit->reports_.unscored.push_back({all.report[static_cast<std::size_t>(outside)],
                                          "its time does not end within the simulated time"});
    }
    if (fit->gauge_->last_tick() == 0) {
        Problem problem;
        problem.file = "reports.csv";
        problem.what = "no report is known that speaks of a number of the simulated time";
        problem.expected = "at least one report with an observable, a place and a time inside the clock";
        if (design.as_of) {
            problem.hint = "a later --as-of knows more reports";
        }
        return failure(std::move(problem));
    }
    ticks = fit->gauge_->last_tick();
    fit->gauge_.emplace(timed, fit->reports_.report, ticks);
    fit->days_.emplace(timed, fit->known_.known, known_and_held_out, design.as_of, ticks);
    if (instead != nullptr) {
        fit->days_->say(instead->spoken);
    }
    const std::uint64_t seed = seed_of(design.seed, ordinal, replicate);
    fit->filter_.emplace(own, fit->fitted_, fit->reports_, *fit->gauge_, *fit->days_, ticks,
                         SocietyFilterOptions{design.particles, design.rough_particles, seed});
    TemperingOptions options;
    options.draws = design.draws;
    options.seed = seed;
    options.effective_share = design.effective_share;
    options.moves = design.moves;
    options.passes_max = design.passes;
    options.noise_evaluations = std::min(design.noise_evaluations, 2 * design.draws);
    options.rough_until = design.rough_until;
    fit->sampler_.emplace(fit->fitted_.priors(), options, from);
    return fit;
}

}  // namespace upsurge
