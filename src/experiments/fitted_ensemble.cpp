#include "experiments/fitted_ensemble.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engines/row_engine.h"
#include "scenarios/csv.h"
#include "studies/assemble_study.h"
#include "studies/durable_file.h"
#include "studies/run_item.h"

namespace upsurge {
namespace {

/// A record by the facilities of `model` as one by those of `all`, which has some more: unknown as of the
/// fit's date, they were never lost in it.
std::vector<std::int32_t> among_all(const std::vector<std::int32_t>& first_lost, const Model& model,
                                    const Model& all) {
    std::vector<std::int32_t> result(all.facilities.size(), -1);
    std::size_t known = 0;
    for (std::size_t f = 0; f < result.size() && known < first_lost.size(); ++f) {
        if (all.facilities[f].id == model.facilities[known].id) {
            result[f] = first_lost[known++];
        }
    }
    return result;
}

/// Shares of explanations among the runs: their probabilities, or equal ones where hypotheses were named.
Result<std::vector<double>> shares_of(const ReadFit& fit, const std::vector<std::string>& hypotheses) {
    std::vector<double> shares(fit.explanations.size(), 0.0);
    if (hypotheses.empty()) {
        const std::vector<ModelProbability> probabilities = fit.probabilities();
        for (std::size_t i = 0; i < shares.size(); ++i) {
            shares[i] = probabilities[i].probability;
        }
        if (std::all_of(shares.begin(), shares.end(), [](double share) { return share == 0; })) {
            Problem problem;
            problem.file = fit.folder.string();
            problem.what = "no explanation of this fit has reached the reports' whole likelihood";
            problem.hint = "let it go on with `upsurge resume`, or name a --hypothesis";
            return failure(std::move(problem));
        }
        return shares;
    }
    Problems problems;
    for (const std::string& id : hypotheses) {
        const auto found = std::find_if(fit.explanations.begin(), fit.explanations.end(),
                                        [&](const ReadExplanation& one) { return one.hypothesis == id; });
        if (found == fit.explanations.end() || found->draws.empty()) {
            Problem problem;
            problem.file = fit.folder.string();
            problem.what = fmt::format("this fit has no draws under the hypothesis '{}'", id);
            for (const ReadExplanation& one : fit.explanations) {
                problem.expected += (problem.expected.empty() ? "one of " : ", ") + one.hypothesis;
            }
            problems.push_back(std::move(problem));
        } else {
            shares[static_cast<std::size_t>(found - fit.explanations.begin())] =
                1.0 / static_cast<double>(hypotheses.size());
        }
    }
    return problems.empty() ? Result<std::vector<double>>(shares) : tl::unexpected(std::move(problems));
}

}  // namespace

bool is_history_of(const ReadExplanation& explanation, const ReadDraw& draw, const History& history) {
    const ReportGauge& gauge = explanation.fit().gauge();
    std::vector<double> readings(gauge.size(), 0.0);
    for (int tick = 0; tick < explanation.fit().filter().ticks(); ++tick) {
        gauge.see(tick, history, tick, readings);
    }
    return hash_of_readings(readings) == draw.readings_hash;
}

Result<std::unique_ptr<FittedEnsemble>> FittedEnsemble::plan(ReadFit fit,
                                                             const FittedEnsembleOptions& options) {
    const Result<std::vector<double>> shares = shares_of(fit, options.hypotheses);
    if (!shares) {
        return tl::unexpected(shares.error());
    }
    std::unique_ptr<FittedEnsemble> list(new FittedEnsemble(std::move(fit), options));
    // Draws at equal steps through all of them, one after the other.
    double above = 0;
    int next = 0;
    for (std::size_t e = 0; e < shares->size(); ++e) {
        const ReadExplanation& one = list->fit_.explanations[e];
        for (std::size_t d = 0; d < one.draws.size() && (*shares)[e] > 0; ++d) {
            above += (*shares)[e] * one.draws[d].weight;
            while (next < options.runs && (next + 0.5) / options.runs < above + 1e-12) {
                list->runs_.push_back({e, d});
                ++next;
            }
        }
    }
    while (next < options.runs && !list->runs_.empty()) {
        list->runs_.push_back(list->runs_.back());  // what rounding left over
        ++next;
    }
    if (options.replay) {
        Problems problems;
        std::vector<bool> tried(shares->size(), false);
        for (const FittedRun& run : list->runs_) {
            if (tried[run.explanation]) {
                continue;
            }
            tried[run.explanation] = true;
            const ReadExplanation& one = list->fit_.explanations[run.explanation];
            const ReadDraw& draw = one.draws[run.draw];
            const RunResult result = run_rows(one.model(), one.values(one.model(), draw), one.chance(draw),
                                              best_vector_path(), one.fit().filter().ticks());
            if (!is_history_of(one, draw, result.history)) {
                Problem problem;
                problem.file = list->fit_.folder.string();
                problem.what = fmt::format(
                    "the histories of {} come out otherwise than when they were fitted: the "
                    "scenario's files or the program have changed since",
                    one.hypothesis.empty() ? "this fit" : one.hypothesis);
                problem.hint = "fit again: " + list->fit_.manifest.command_line;
                problems.push_back(std::move(problem));
            }
        }
        if (!problems.empty()) {
            return tl::unexpected(std::move(problems));
        }
    }
    return list;
}

MadeItem FittedEnsemble::make(int run, VectorPath path) const {
    using Stopwatch = std::chrono::steady_clock;
    const Stopwatch::time_point begin = Stopwatch::now();
    const FittedRun& from = runs_[static_cast<std::size_t>(run)];
    const ReadExplanation& one = fit_.explanations[from.explanation];
    const ReadDraw& draw = one.draws[from.draw];
    const RunKey key = make_run_key(options_.seed, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0);
    FinishedRun finished;
    finished.run = run;
    finished.values = one.values(one.model(), draw);
    finished.result = run_rows(one.model(), finished.values,
                               options_.replay ? one.chance(draw, key) : RunChance(key), path);
    finished.result.forces.first_lost =
        among_all(finished.result.forces.first_lost, one.model(), fit_.scenario.model);
    finished.seconds = std::chrono::duration<double>(Stopwatch::now() - begin).count();
    std::string broken = finished.result.broken_invariant;
    if (broken.empty() && options_.replay && !is_history_of(one, draw, finished.result.history)) {
        broken = fmt::format("run {}: not the history that was fitted", run);
    }
    return {item_of_run(fit_.scenario.model, finished), std::move(broken)};
}

Result<void> FittedEnsemble::write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                                          const Manifest& manifest) {
    std::string text = "run,hypothesis,draw,replay,discrepancy_estimated,discrepancy_listed\n";
    for (std::size_t run = 0; run < runs_.size(); ++run) {
        const ReadExplanation& from = fit_.explanations[runs_[run].explanation];
        const Discrepancy discrepancy = from.discrepancy(from.draws[runs_[run].draw]);
        text += format_csv_row({std::to_string(run), from.hypothesis, std::to_string(runs_[run].draw),
                                options_.replay ? "yes" : "no", fmt::format("{}", discrepancy.estimated),
                                fmt::format("{}", discrepancy.listed)}) +
                "\n";
    }
    if (auto written = write_durably(study / "histories.csv", text); !written) {
        return written;
    }
    return assemble_study(study, fit_.scenario.model, finished, manifest);
}

}  // namespace upsurge
