#include "fitting/fit_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "numbers/elementary.h"
#include "scenarios/csv.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

/// The value below which a share p of the weight lies.
double weighted_quantile(std::vector<std::pair<double, double>> values_and_weights, double p) {
    std::sort(values_and_weights.begin(), values_and_weights.end());
    double sum = 0;
    for (const auto& [value, weight] : values_and_weights) {
        sum += weight;
    }
    double below = 0;
    for (const auto& [value, weight] : values_and_weights) {
        below += weight;
        if (below >= p * sum) {
            return value;
        }
    }
    return values_and_weights.empty() ? std::nan("") : values_and_weights.back().first;
}

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

std::string explanations_text(const std::vector<FittedExplanation>& all) {
    std::string text =
        "hypothesis,name,status,beta,log_evidence,passes,evaluations,log_likelihood_variance,failure,"
        "sentence\n";
    for (const FittedExplanation& one : all) {
        const TemperedSmc& sampler = one.fit->sampler();
        const TemperedResult& result = sampler.so_far();
        const bool whole = sampler.done() && result.failure == SamplerFailure::none;
        const Model& model = one.fit->model();
        const auto found = std::find_if(model.hypotheses.begin(), model.hypotheses.end(),
                                        [&](const Hypothesis& h) { return h.id == model.hypothesis; });
        text += format_csv_row({model.hypothesis, found == model.hypotheses.end() ? "" : found->name,
                                whole            ? "fitted"
                                : sampler.done() ? "failed"
                                                 : "stopped",
                                number(sampler.beta()), number(result.log_evidence),
                                std::to_string(sampler.passes()), std::to_string(result.evaluations),
                                result.noise ? number(result.noise->variance) : "",
                                std::string(failure_word(result.failure)), result.failure_sentence}) +
                "\n";
    }
    return text;
}

std::string draws_text(const std::vector<FittedExplanation>& all) {
    std::vector<std::string> columns;
    for (const FittedExplanation& one : all) {
        for (const FittedParameter& parameter : one.fit->fitted().all()) {
            if (std::find(columns.begin(), columns.end(), parameter.name) == columns.end()) {
                columns.push_back(parameter.name);
            }
        }
    }
    std::vector<std::string> head = {"hypothesis", "draw", "weight", "log_likelihood", "evaluation"};
    head.insert(head.end(), columns.begin(), columns.end());
    std::string text = format_csv_row(head) + "\n";
    for (const FittedExplanation& one : all) {
        const auto& parameters = one.fit->fitted().all();
        for (std::size_t d = 0; d < one.draws.size(); ++d) {
            const WeightedDraw& draw = one.draws[d].draw;
            std::vector<std::string> row = {one.fit->model().hypothesis, std::to_string(d),
                                            number(draw.weight), number(draw.log_likelihood),
                                            std::to_string(draw.evaluation)};
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
    std::string text = "hypothesis,temperature,beta,effective_sample_size,log_evidence\n";
    for (const FittedExplanation& one : all) {
        const auto& temperatures = one.fit->sampler().so_far().temperatures;
        for (std::size_t t = 0; t < temperatures.size(); ++t) {
            text += fmt::format("{},{},{},{},{}\n", one.fit->model().hypothesis, t, temperatures[t].beta,
                                temperatures[t].effective_sample_size, temperatures[t].log_evidence);
        }
    }
    return text;
}

std::string passes_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,pass,beta,scale,acceptance\n";
    for (const FittedExplanation& one : all) {
        const auto& passes = one.fit->sampler().so_far().passes;
        for (std::size_t p = 0; p < passes.size(); ++p) {
            text += fmt::format("{},{},{},{},{}\n", one.fit->model().hypothesis, p + 1, passes[p].beta,
                                passes[p].scale, passes[p].acceptance);
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
                    fmt::format("{},{},{},{},{},{},{}\n", one.fit->model().hypothesis, d, piece.evaluation,
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
    std::string text = "report,hypothesis,source,q05,q50,q95,chance_known,log_factor,log_evidence_without\n";
    for (const FittedExplanation& one : all) {
        const ScoredReports& reports = one.fit->reports();
        const double evidence = one.fit->sampler().so_far().log_evidence;
        for (std::size_t r = 0; r < reports.report.size(); ++r) {
            const Report& report = one.fit->model().reports[static_cast<std::size_t>(reports.report[r])];
            std::vector<std::pair<double, double>> readings;
            for (const FittedDraw& draw : one.draws) {
                if (!draw.estimate.chosen.readings.empty()) {
                    readings.emplace_back(draw.estimate.chosen.readings[r], draw.draw.weight);
                }
            }
            const double left_out = log_of(
                mean_over(one, [&](const ChosenHistory& chosen) { return exp_of(-chosen.log_factors[r]); }));
            text += format_csv_row(
                        {report.id, one.fit->model().hypothesis, report.source,
                         number(weighted_quantile(readings, 0.05)), number(weighted_quantile(readings, 0.5)),
                         number(weighted_quantile(readings, 0.95)),
                         number(mean_over(one, [&](const ChosenHistory& chosen) { return chosen.known[r]; })),
                         number(-left_out), number(evidence + left_out)}) +
                    "\n";
        }
    }
    return text;
}

std::string sources_text(const std::vector<FittedExplanation>& all) {
    std::string text = "hypothesis,source,reports,reliability_before,reliability,log_evidence_without\n";
    for (const FittedExplanation& one : all) {
        const ScoredReports& reports = one.fit->reports();
        const double evidence = one.fit->sampler().so_far().log_evidence;
        for (std::size_t s = 0; s < reports.source_names.size(); ++s) {
            const auto& scored = reports.likelihood.reports();
            const auto count = std::count_if(scored.begin(), scored.end(), [&](const ScoredReport& report) {
                return report.source == static_cast<int>(s);
            });
            const double left_out = log_of(
                mean_over(one, [&](const ChosenHistory& chosen) { return exp_of(-chosen.source_log[s]); }));
            text += format_csv_row(
                        {one.fit->model().hypothesis, reports.source_names[s], std::to_string(count),
                         number(reports.likelihood.sources()[s].mean()),
                         number(mean_over(one, [&](const ChosenHistory& c) { return c.reliability[s]; })),
                         number(evidence + left_out)}) +
                    "\n";
        }
    }
    return text;
}

}  // namespace

Result<std::vector<FittedExplanation>> fitted_explanations(const FitList& list, const WorkFolder& finished) {
    std::vector<FittedExplanation> all;
    std::vector<std::map<std::uint64_t, std::vector<std::size_t>>>
        wanted;  // [explanation] evaluation -> draws
    for (const auto& fit : list.explanations()) {
        FittedExplanation one;
        one.fit = fit.get();
        wanted.emplace_back();
        for (const WeightedDraw& draw : fit->sampler().so_far().draws) {
            wanted.back()[draw.evaluation].push_back(one.draws.size());
            one.draws.push_back({draw, {}});
        }
        all.push_back(std::move(one));
    }
    auto read = finished.for_each([&](WorkItem item) -> Result<void> {
        const auto [explanation, evaluation] = list.asked(item.number);
        const auto& draws_wanted = wanted[static_cast<std::size_t>(explanation)];
        if (const auto found = draws_wanted.find(evaluation); found != draws_wanted.end()) {
            const SocietyEstimate estimate = FitList::estimate_of(item.result);
            for (const std::size_t draw : found->second) {
                all[static_cast<std::size_t>(explanation)].draws[draw].estimate = estimate;
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
    const std::pair<const char*, std::string> files[] = {
        {"explanations.csv", explanations_text(*all)},
        {"draws.csv", draws_text(*all)},
        {"temperatures.csv", temperatures_text(*all)},
        {"passes.csv", passes_text(*all)},
        {"paths.csv", paths_text(*all)},
        {"reports_scored.csv", reports_text(*all)},
        {"sources_learned.csv", sources_text(*all)},
    };
    for (const auto& [name, text] : files) {
        if (auto written = write_durably(study / name, text); !written) {
            return written;
        }
    }
    return {};
}

}  // namespace upsurge
