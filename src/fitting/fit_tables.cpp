#include "fitting/fit_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "fitting/report_sets.h"
#include "inference/prior_change.h"
#include "numbers/elementary.h"
#include "numbers/hash.h"
#include "numbers/quantiles.h"
#include "reports/report_audit.h"
#include "scenarios/csv.h"
#include "scenarios/instant.h"
#include "studies/durable_file.h"
#include "studies/hex_digits.h"

namespace upsurge {
namespace {

std::string number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

std::string_view failure_word(SamplerFailure failure) {
    switch (failure) {
        case SamplerFailure::none:
            return "none";
        case SamplerFailure::all_impossible:
            return "all_impossible";
        case SamplerFailure::not_a_number:
            return "not_a_number";
        case SamplerFailure::passes_used_up:
            return "passes_used_up";
        case SamplerFailure::too_noisy:
            return "too_noisy";
    }
    return "none";
}

std::string_view status_word(const FittedExplanation& one) {
    bool done = true;
    bool failed = false;
    for (const ExplanationFit* fit : one.replicates) {
        done = done && fit->sampler().done();
        failed = failed || fit->sampler().so_far().failure != SamplerFailure::none;
    }
    return failed ? "failed" : done ? "fitted" : "stopped";
}

/// The evidence had all priors been `factor` times as wide; a prior that cannot be is left as it is.
struct WidthChange {
    double log_evidence = std::nan("");
    double effective = std::nan("");
};
WidthChange with_widths(const FittedExplanation& one, double factor) {
    if (status_word(one) == "stopped" || one.draws.empty()) {
        return {};
    }
    std::vector<double> logs;
    double effective = 0;
    for (const ExplanationFit* fit : one.replicates) {
        const std::vector<Prior> priors = fit->fitted().priors();
        std::vector<Prior> changed;
        for (const Prior& prior : priors) {
            changed.push_back(with_width(prior, factor).value_or(prior));
        }
        const ChangedEvidence found = evidence_under(fit->sampler().so_far(), priors, changed);
        logs.push_back(found.log_evidence);
        effective += found.effective_sample_size;
    }
    return {summarise_replicates(logs).log_mean, effective};
}

std::string explanations_text(const std::vector<FittedExplanation>& all) {
    std::string text =
        "hypothesis,name,status,beta,log_evidence,log_evidence_error,replicates,passes,evaluations,reports,"
        "log_likelihood_variance,log_evidence_half_width,effective_half_width,log_evidence_double_width,"
        "effective_double_width,failure,sentence\n";
    for (const FittedExplanation& one : all) {
        const Model& model = one.first().model();
        const auto found = std::find_if(model.hypotheses.begin(), model.hypotheses.end(),
                                        [&](const Hypothesis& h) { return h.id == model.hypothesis; });
        double beta = 1;
        int passes = 0;
        std::uint64_t evaluations = 0;
        double variance = 0;
        int measured = 0;
        const TemperedResult* failure = nullptr;
        for (const ExplanationFit* fit : one.replicates) {
            const TemperedResult& result = fit->sampler().so_far();
            beta = std::min(beta, fit->sampler().beta());
            passes += fit->sampler().passes();
            evaluations += result.evaluations;
            if (result.noise) {
                variance += result.noise->variance;
                ++measured;
            }
            if (failure == nullptr && result.failure != SamplerFailure::none) {
                failure = &result;
            }
        }
        const ReplicateSummary evidence = one.evidence();
        const WidthChange half = with_widths(one, 0.5);
        const WidthChange twice = with_widths(one, 2.0);
        text += format_csv_row(
                    {model.hypothesis, found == model.hypotheses.end() ? "" : found->name,
                     std::string(status_word(one)), number(beta), number(evidence.log_mean),
                     evidence.count > 1 ? number(evidence.log_mean_error) : "",
                     std::to_string(one.replicates.size()), std::to_string(passes),
                     std::to_string(evaluations), std::to_string(one.first().reports().report.size()),
                     measured > 0 ? number(variance / measured) : "", number(half.log_evidence),
                     number(half.effective), number(twice.log_evidence), number(twice.effective),
                     std::string(failure_word(failure == nullptr ? SamplerFailure::none : failure->failure)),
                     failure == nullptr ? "" : failure->failure_sentence}) +
                "\n";
    }
    return text;
}

std::string replicates_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,replicate,beta,log_evidence,log_likelihood_variance,failure\n";
    for (const FittedExplanation& one : all) {
        for (std::size_t r = 0; r < one.replicates.size(); ++r) {
            const TemperedSmc& sampler = one.replicates[r]->sampler();
            const TemperedResult& result = sampler.so_far();
            text +=
                fmt::format("{},{},{},{},{},{}\n", one.first().model().hypothesis, r, number(sampler.beta()),
                            number(result.log_evidence), result.noise ? number(result.noise->variance) : "",
                            failure_word(result.failure));
        }
    }
    return text;
}

std::string draws_text(const std::vector<FittedExplanation>& all) {
    std::vector<std::string> columns;
    for (const FittedExplanation& one : all) {
        for (const FittedParameter& parameter : one.first().fitted().all()) {
            if (std::find(columns.begin(), columns.end(), parameter.name) == columns.end()) {
                columns.push_back(parameter.name);
            }
        }
    }
    std::vector<std::string> head = {"hypothesis",     "draw",       "replicate",    "weight",
                                     "log_likelihood", "evaluation", "readings_hash"};
    head.insert(head.end(), columns.begin(), columns.end());
    std::string text = format_csv_row(head) + "\n";
    for (const FittedExplanation& one : all) {
        const auto& parameters = one.first().fitted().all();
        for (std::size_t d = 0; d < one.draws.size(); ++d) {
            const WeightedDraw& draw = one.draws[d].draw;
            std::vector<std::string> row = {one.first().model().hypothesis,
                                            std::to_string(d),
                                            std::to_string(one.draws[d].replicate),
                                            number(draw.weight),
                                            number(draw.log_likelihood),
                                            std::to_string(draw.evaluation),
                                            hex(hash_of_readings(one.draws[d].estimate.chosen.readings))};
            for (const std::string& column : columns) {
                const auto at = std::find_if(parameters.begin(), parameters.end(),
                                             [&](const FittedParameter& p) { return p.name == column; });
                row.push_back(at == parameters.end()
                                  ? std::string()
                                  : number(draw.values[static_cast<std::size_t>(at - parameters.begin())]));
            }
            text += format_csv_row(row) + "\n";
        }
    }
    return text;
}

std::string temperatures_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,replicate,temperature,beta,effective_sample_size,log_evidence\n";
    for (const FittedExplanation& one : all) {
        for (std::size_t r = 0; r < one.replicates.size(); ++r) {
            const auto& temperatures = one.replicates[r]->sampler().so_far().temperatures;
            for (std::size_t t = 0; t < temperatures.size(); ++t) {
                text += fmt::format("{},{},{},{},{},{}\n", one.first().model().hypothesis, r, t,
                                    temperatures[t].beta, temperatures[t].effective_sample_size,
                                    temperatures[t].log_evidence);
            }
        }
    }
    return text;
}

std::string passes_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,replicate,pass,beta,scale,acceptance\n";
    for (const FittedExplanation& one : all) {
        for (std::size_t r = 0; r < one.replicates.size(); ++r) {
            const auto& passes = one.replicates[r]->sampler().so_far().passes;
            for (std::size_t p = 0; p < passes.size(); ++p) {
                text += fmt::format("{},{},{},{},{},{}\n", one.first().model().hypothesis, r, p + 1,
                                    passes[p].beta, passes[p].scale, passes[p].acceptance);
            }
        }
    }
    return text;
}

std::string paths_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,draw,evaluation,slot,segment,first_tick,end_tick\n";
    for (const FittedExplanation& one : all) {
        for (std::size_t d = 0; d < one.draws.size(); ++d) {
            for (const PathPiece& piece : one.draws[d].estimate.chosen.path) {
                text +=
                    fmt::format("{},{},{},{},{},{},{}\n", one.first().model().hypothesis, d, piece.evaluation,
                                piece.slot, piece.segment, piece.first_step, piece.end_step);
            }
        }
    }
    return text;
}

/// Weighted mean over the draws of a number of their chosen histories.
template <class Get>
double mean_over(const FittedExplanation& one, Get get) {
    double sum = 0;
    double weights = 0;
    for (const FittedDraw& draw : one.draws) {
        if (!draw.estimate.chosen.readings.empty()) {
            sum += draw.draw.weight * get(draw.estimate.chosen);
            weights += draw.draw.weight;
        }
    }
    return weights > 0 ? sum / weights : std::nan("");
}

std::string reports_text(const std::vector<FittedExplanation>& all) {
    std::string text = "report,hypothesis,source,q05,q50,q95,chance_known,log_factor,effective_draws\n";
    for (const FittedExplanation& one : all) {
        const ScoredReports& reports = one.first().reports();
        for (std::size_t r = 0; r < reports.report.size(); ++r) {
            const Report& report = one.first().model().reports[static_cast<std::size_t>(reports.report[r])];
            std::vector<std::pair<double, double>> readings;
            for (const FittedDraw& draw : one.draws) {
                if (!draw.estimate.chosen.readings.empty()) {
                    readings.emplace_back(draw.estimate.chosen.readings[r], draw.draw.weight);
                }
            }
            std::vector<double> factors;
            std::vector<double> weights;
            for (const FittedDraw& draw : one.draws) {
                if (!draw.estimate.chosen.readings.empty()) {
                    factors.push_back(draw.estimate.chosen.log_factors[r]);
                    weights.push_back(draw.draw.weight);
                }
            }
            const LeftOut left_out =
                factors.empty() ? LeftOut{std::nan(""), 0} : log_chance_left_out(factors, weights);
            text += format_csv_row(
                        {report.id, one.first().model().hypothesis, report.source,
                         number(weighted_quantile(readings, 0.05)), number(weighted_quantile(readings, 0.5)),
                         number(weighted_quantile(readings, 0.95)),
                         number(mean_over(one, [&](const ChosenHistory& chosen) { return chosen.known[r]; })),
                         number(left_out.log_chance), number(left_out.effective)}) +
                    "\n";
        }
    }
    return text;
}

std::string sources_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,source,reports,reliability_before,reliability,log_evidence_without\n";
    for (const FittedExplanation& one : all) {
        const ScoredReports& reports = one.first().reports();
        const double evidence = one.evidence().log_mean;
        for (std::size_t s = 0; s < reports.source_names.size(); ++s) {
            const auto& scored = reports.likelihood.reports();
            const auto count = std::count_if(scored.begin(), scored.end(), [&](const ScoredReport& report) {
                return report.source == static_cast<int>(s);
            });
            const double left_out = log_of(
                mean_over(one, [&](const ChosenHistory& chosen) { return exp_of(-chosen.source_log[s]); }));
            text += format_csv_row(
                        {one.first().model().hypothesis, reports.source_names[s], std::to_string(count),
                         number(reports.likelihood.sources()[s].mean()),
                         number(mean_over(one, [&](const ChosenHistory& c) { return c.reliability[s]; })),
                         number(evidence + left_out)}) +
                    "\n";
        }
    }
    return text;
}

/// The evidence without a set of reports, by taking them out of the draws again: a source's reports are one
/// factor of the likelihood, so reports are taken out one after the other, each given those that stay. For a
/// set of several reports of a source that is an approximation: what was learned of the source from the set
/// stays learned.
std::string without_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,without,reports,log_evidence,effective_draws\n";
    for (const FittedExplanation& one : all) {
        const Model& model = one.first().model();
        const ScoredReports& reports = one.first().reports();
        for (const ReportSet& set : report_sets()) {
            std::vector<std::size_t> left;
            for (std::size_t r = 0; r < reports.report.size(); ++r) {
                if (is_in(set, model, model.reports[static_cast<std::size_t>(reports.report[r])])) {
                    left.push_back(r);
                }
            }
            std::vector<double> factors;
            std::vector<double> weights;
            for (const FittedDraw& draw : one.draws) {
                if (draw.estimate.chosen.readings.empty()) {
                    continue;
                }
                double sum = 0;
                for (const std::size_t r : left) {
                    sum += draw.estimate.chosen.log_factors[r];
                }
                factors.push_back(sum);
                weights.push_back(draw.draw.weight);
            }
            const LeftOut out =
                factors.empty() ? LeftOut{std::nan(""), 0} : log_chance_left_out(factors, weights);
            text += fmt::format("{},{},{},{},{}\n", model.hypothesis, set.word, left.size(),
                                number(one.evidence().log_mean - out.log_chance), number(out.effective));
        }
    }
    return text;
}

/// A row of what the evidence would be without the days' silence and speech; none where they say nothing.
std::string without_silence_text(const std::vector<FittedExplanation>& all) {
    std::string text;
    for (const FittedExplanation& one : all) {
        const auto& days = one.first().days().all();
        std::vector<double> factors;
        std::vector<double> weights;
        for (const FittedDraw& draw : one.draws) {
            if (!draw.estimate.chosen.readings.empty()) {
                const std::vector<double>& logs = draw.estimate.chosen.day_logs;
                factors.push_back(std::accumulate(logs.begin(), logs.end(), 0.0));
                weights.push_back(draw.draw.weight);
            }
        }
        if (days.empty() || factors.empty()) {
            continue;
        }
        const LeftOut out = log_chance_left_out(factors, weights);
        text += fmt::format("{},silence,0,{},{}\n", one.first().model().hypothesis,
                            number(one.evidence().log_mean - out.log_chance), number(out.effective));
    }
    return text;
}

/// Each day of each region: whether somebody spoke of its streets, and what the histories have there.
std::string days_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,place,day,spoken,q05,q50,q95,log_factor,effective_draws\n";
    for (const FittedExplanation& one : all) {
        const Model& model = one.first().model();
        const auto& days = one.first().days().all();
        for (std::size_t d = 0; d < days.size(); ++d) {
            std::vector<std::pair<double, double>> crowds;
            std::vector<double> factors;
            std::vector<double> weights;
            for (const FittedDraw& draw : one.draws) {
                if (!draw.estimate.chosen.day_crowds.empty()) {
                    crowds.emplace_back(draw.estimate.chosen.day_crowds[d], draw.draw.weight);
                    factors.push_back(draw.estimate.chosen.day_logs[d]);
                    weights.push_back(draw.draw.weight);
                }
            }
            const LeftOut out =
                factors.empty() ? LeftOut{std::nan(""), 0} : log_chance_left_out(factors, weights);
            const Place& place = model.places[static_cast<std::size_t>(days[d].place)];
            text +=
                fmt::format("{},{},{},{},{},{},{},{},{}\n", model.hypothesis, place.id,
                            format_instant(days[d].begin, place.utc_offset_minutes).substr(0, 10),
                            days[d].spoken ? "yes" : "no", number(weighted_quantile(crowds, 0.05)),
                            number(weighted_quantile(crowds, 0.5)), number(weighted_quantile(crowds, 0.95)),
                            number(out.log_chance), number(out.effective));
        }
    }
    return text;
}

/// What was true, and the share of each explanation's draws below it.
std::string truth_text(const MadeUpReports& made_up, const std::vector<FittedExplanation>& all) {
    std::string text = "truth,parameter,value,hypothesis,share_below\n";
    for (std::size_t p = 0; p < made_up.parameters.size(); ++p) {
        for (const FittedExplanation& one : all) {
            const auto& moved = one.first().fitted().all();
            const auto at = std::find_if(moved.begin(), moved.end(), [&](const FittedParameter& parameter) {
                return parameter.name == made_up.parameters[p];
            });
            double below = std::nan("");
            if (at != moved.end() && !one.draws.empty()) {
                below = 0;
                for (const FittedDraw& draw : one.draws) {
                    const double value = draw.draw.values[static_cast<std::size_t>(at - moved.begin())];
                    below += value < made_up.values[p] ? draw.draw.weight : 0.0;
                }
            }
            text += format_csv_row({made_up.hypothesis, made_up.parameters[p], number(made_up.values[p]),
                                    one.first().model().hypothesis, number(below)}) +
                    "\n";
        }
    }
    return text;
}

std::string held_out_text(const std::vector<FittedExplanation>& all) {
    std::string text = "report\n";
    const ExplanationFit& any = all.front().first();
    for (const int report : any.held_out()) {
        text += any.model().reports[static_cast<std::size_t>(report)].id + "\n";
    }
    return text;
}

}  // namespace

ReplicateSummary FittedExplanation::evidence() const {
    std::vector<double> logs;
    for (const ExplanationFit* fit : replicates) {
        logs.push_back(fit->sampler().so_far().log_evidence);
    }
    return summarise_replicates(logs);
}

Result<std::vector<FittedExplanation>> fitted_explanations(const FitList& list, const WorkFolder& finished) {
    std::vector<FittedExplanation> all;
    struct Wanted {
        std::size_t explanation;
        std::map<std::uint64_t, std::vector<std::size_t>> draws;  // evaluation -> draws
    };
    std::vector<Wanted> wanted;  // [sampler]
    const auto replicates = static_cast<std::size_t>(list.design().replicates);
    for (std::size_t s = 0; s < list.samplers().size(); ++s) {
        if (s % replicates == 0) {
            all.emplace_back();
        }
        const ExplanationFit& fit = *list.samplers()[s];
        all.back().replicates.push_back(&fit);
        wanted.push_back({all.size() - 1, {}});
        for (const WeightedDraw& draw : fit.sampler().so_far().draws) {
            wanted.back().draws[draw.evaluation].push_back(all.back().draws.size());
            all.back().draws.push_back({static_cast<int>(s % replicates), draw, {}});
        }
    }
    for (FittedExplanation& one : all) {
        double largest = -elementary::infinity;
        for (const ExplanationFit* fit : one.replicates) {
            largest = std::max(largest, fit->sampler().so_far().log_evidence);
        }
        double sum = 0;
        for (FittedDraw& draw : one.draws) {
            const auto& fit = *one.replicates[static_cast<std::size_t>(draw.replicate)];
            draw.draw.weight *= exp_of(fit.sampler().so_far().log_evidence - largest);
            sum += draw.draw.weight;
        }
        for (FittedDraw& draw : one.draws) {
            draw.draw.weight /= sum;
        }
    }
    auto read = finished.for_each([&](WorkItem item) -> Result<void> {
        const auto [sampler, evaluation] = list.asked(item.number);
        const Wanted& here = wanted[static_cast<std::size_t>(sampler)];
        if (const auto found = here.draws.find(evaluation); found != here.draws.end()) {
            const SocietyEstimate estimate = FitList::estimate_of(item.result);
            for (const std::size_t draw : found->second) {
                all[here.explanation].draws[draw].estimate = estimate;
            }
        }
        return {};
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return all;
}

Result<void> write_fit_tables(const std::filesystem::path& study, const FitList& list,
                              const WorkFolder& finished) {
    const auto all = fitted_explanations(list, finished);
    if (!all) {
        return tl::unexpected(all.error());
    }
    std::vector<std::pair<const char*, std::string>> files = {
        {"explanations.csv", explanations_text(*all)},
        {"evidence_replicates.csv", replicates_text(*all)},
        {"evidence_without.csv", without_text(*all) + without_silence_text(*all)},
        {"held_out.csv", held_out_text(*all)},
        {"draws.csv", draws_text(*all)},
        {"temperatures.csv", temperatures_text(*all)},
        {"passes.csv", passes_text(*all)},
        {"paths.csv", paths_text(*all)},
        {"reports_scored.csv", reports_text(*all)},
        {"sources_learned.csv", sources_text(*all)},
    };
    if (!all->front().first().days().all().empty()) {
        files.emplace_back("days_spoken.csv", days_text(*all));
    }
    if (list.made_up()) {
        files.emplace_back("truth.csv", truth_text(*list.made_up(), *all));
    }
    for (const auto& [name, text] : files) {
        if (auto written = write_durably(study / name, text); !written) {
            return written;
        }
    }
    return {};
}

}  // namespace upsurge
