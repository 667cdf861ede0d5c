#include "experiments/why_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engines/branches.h"
#include "ensembles/workers.h"
#include "experiments/counterfactuals.h"
#include "experiments/fitted_pasts.h"
#include "experiments/run_quantities.h"
#include "scenarios/csv.h"

namespace upsurge {
namespace {

/// The models of one explanation: as it was, with the intervention, and both without each mechanism.
struct Ways {
    std::vector<std::string> left_out;
    std::vector<Model> models;  ///< as it was, intervened, then the same two without each mechanism
    Instant from = 0;
};

Model without(Model model, const std::string& mechanism) {
    std::erase(model.mechanisms, mechanism);
    return model;
}

Result<Ways> ways_of(const ReadFit& fit, const std::string& hypothesis, const std::string& intervention) {
    const Model& base = fit.scenario.model;
    Result<Model> was = model_of(base, {hypothesis, ""}, fit.design.as_of);
    Result<Model> other = model_of(base, {hypothesis, intervention}, fit.design.as_of);
    if (!was || !other) {
        return tl::unexpected(was ? other.error() : was.error());
    }
    Ways ways;
    for (const Intervention& one : base.interventions) {
        ways.from = one.id == intervention ? one.from : ways.from;
    }
    ways.models = {*was, *other};
    for (const std::string& mechanism : was->mechanisms) {
        if (mechanism != "outcomes") {
            ways.left_out.push_back(mechanism);
            ways.models.push_back(without(*was, mechanism));
            ways.models.push_back(without(*other, mechanism));
        }
    }
    return ways;
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

/// Intervals of the means of columns of the same histories.
std::vector<Interval> intervals_of(const std::vector<std::vector<double>>& columns) {
    const int sizes[] = {static_cast<int>(columns.front().size())};
    BootstrapOptions options;
    options.key = make_run_key(0, Purpose::bootstrap, 3, 0, 0);
    options.resamples = 2000;
    options.level = 0.95;
    return bootstrap_intervals(sizes, static_cast<int>(columns.size()), options,
                               [&](const std::vector<std::span<const int>>& picks, std::span<double> means) {
                                   for (std::size_t column = 0; column < columns.size(); ++column) {
                                       double sum = 0;
                                       for (const int pick : picks.front()) {
                                           sum += columns[column][static_cast<std::size_t>(pick)];
                                       }
                                       means[column] = sum / static_cast<double>(picks.front().size());
                                   }
                               });
}

/// @param quantities  [run][way][quantity]
void add_parts(const std::string& hypothesis, const Ways& ways,
               const std::vector<std::vector<std::vector<double>>>& quantities,
               std::vector<WhyTracePart>& parts) {
    const std::vector<RunQuantity>& described = run_quantity_descriptions();
    for (std::size_t q = 0; q < described.size(); ++q) {
        // The effect, then what each mechanism carries of it, run by run.
        std::vector<std::vector<double>> columns(1 + ways.left_out.size());
        for (const auto& of_run : quantities) {
            const double effect = of_run[1][q] - of_run[0][q];
            columns[0].push_back(effect);
            for (std::size_t m = 0; m < ways.left_out.size(); ++m) {
                columns[1 + m].push_back(effect - (of_run[3 + 2 * m][q] - of_run[2 + 2 * m][q]));
            }
        }
        const std::vector<Interval> intervals = intervals_of(columns);
        std::vector<WhyTracePart> own;
        for (std::size_t m = 0; m < ways.left_out.size(); ++m) {
            own.push_back({hypothesis, std::string(described[q].id), ways.left_out[m],
                           static_cast<int>(quantities.size()), mean_of(columns[0]), intervals[0],
                           mean_of(columns[1 + m]), intervals[1 + m]});
        }
        std::stable_sort(own.begin(), own.end(), [](const WhyTracePart& a, const WhyTracePart& b) {
            return std::abs(a.carried) > std::abs(b.carried);
        });
        parts.insert(parts.end(), own.begin(), own.end());
    }
}

}  // namespace

Result<std::vector<WhyTracePart>> why_trace(const ReadFit& fit, const WhyTraceOptions& options,
                                            const std::function<void(int, int)>& done) {
    const std::vector<std::string> meant =
        options.hypotheses.empty() ? surviving_hypotheses(fit) : options.hypotheses;
    for (const std::string& id : meant) {
        const bool drawn = std::any_of(
            fit.explanations.begin(), fit.explanations.end(),
            [&](const ReadExplanation& one) { return one.hypothesis == id && !one.draws.empty(); });
        if (!drawn) {
            Problem problem;
            problem.file = fit.folder.string();
            problem.what = fmt::format("this fit has no draws under the hypothesis '{}'", id);
            return failure(std::move(problem));
        }
    }
    const bool own_settings = meant.size() == 1 && meant.front().empty();
    if (auto design =
            counterfactual_design(fit.scenario.model, own_settings ? std::vector<std::string>() : meant,
                                  {options.intervention}, fit.design.as_of);
        !design) {
        return tl::unexpected(design.error());
    }
    std::vector<WhyTracePart> parts;
    const FittedPasts pasts(fit, meant, options.runs, options.seed);
    for (std::size_t h = 0; h < meant.size(); ++h) {
        const Result<Ways> ways = ways_of(fit, meant[h], options.intervention);
        if (!ways) {
            return tl::unexpected(ways.error());
        }
        std::vector<Branch> branches;
        for (std::size_t way = 1; way < ways->models.size(); ++way) {
            branches.push_back({&ways->models[way], ways->from});
        }
        std::vector<std::vector<std::vector<double>>> quantities(static_cast<std::size_t>(options.runs));
        const auto task = [&](int run) -> Result<void> {
            const Past past = pasts.past(static_cast<int>(h), run);
            const BranchedRun went =
                run_branches(ways->models[0], branches, past.chance, best_vector_path(), past.values);
            for (std::size_t way = 0; way < went.results.size(); ++way) {
                quantities[static_cast<std::size_t>(run)].push_back(
                    run_quantities(ways->models[way], went.results[way].history));
            }
            return {};
        };
        WorkObserver observer;
        observer.progress = [&](const WorkProgress& state) {
            if (done) {
                done(static_cast<int>(h) * options.runs + state.done,
                     static_cast<int>(meant.size()) * options.runs);
            }
        };
        if (auto shared = share_out(options.runs, options.threads, task, observer); !shared) {
            return tl::unexpected(shared.error());
        }
        add_parts(meant[h], *ways, quantities, parts);
    }
    return parts;
}

std::string why_trace_text(const std::vector<WhyTracePart>& parts) {
    std::string text =
        "hypothesis,quantity,mechanism,runs,effect,effect_low,effect_high,carried,carried_low,carried_high\n";
    for (const WhyTracePart& one : parts) {
        text += format_csv_row({one.hypothesis, one.quantity, one.mechanism, std::to_string(one.runs),
                                fmt::format("{}", one.effect), fmt::format("{}", one.effect_interval.low),
                                fmt::format("{}", one.effect_interval.high), fmt::format("{}", one.carried),
                                fmt::format("{}", one.carried_interval.low),
                                fmt::format("{}", one.carried_interval.high)}) +
                "\n";
    }
    return text;
}

}  // namespace upsurge
