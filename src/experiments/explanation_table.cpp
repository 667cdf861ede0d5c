#include "experiments/explanation_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <thread>

#include "engines/row_engine.h"
#include "experiments/fitted_pasts.h"
#include "fitting/read_fitted_reports.h"
#include "mechanisms/registry.h"
#include "numbers/elementary.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/problem_list.h"
#include "scoring/probability_words.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

constexpr double widest = std::numeric_limits<double>::max();
/// Figures carried by fewer draws say nothing.
constexpr double few_draws = 10;

constexpr Observable weapon_sources_observed[] = {
    Observable::weapons_looted, Observable::weapons_stormed,     Observable::weapons_surrendered,
    Observable::weapons_own,    Observable::weapons_distributed, Observable::weapons_inflow};

const Hypothesis* hypothesis_of(const ReadFit& fit, const std::string& id) {
    for (const Hypothesis& one : fit.scenario.model.hypotheses) {
        if (one.id == id) {
            return &one;
        }
    }
    return nullptr;
}

/// Shares of exp(log evidence); explanations with NaN have none.
std::vector<double> shares(const std::vector<double>& logs) {
    double largest = -elementary::infinity;
    for (const double log : logs) {
        largest = log == log ? std::max(largest, log) : largest;
    }
    std::vector<double> found;
    double sum = 0;
    for (const double log : logs) {
        found.push_back(log == log && largest > -elementary::infinity ? exp_of(log - largest) : 0.0);
        sum += found.back();
    }
    for (double& share : found) {
        share = sum > 0 ? share / sum : 0;
    }
    return found;
}

/// Explanations that exclude one another and whose evidence is known.
std::vector<std::size_t> compared(const ReadFit& fit) {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < fit.explanations.size(); ++i) {
        if (fit.explanations[i].is_compared()) {
            positions.push_back(i);
        }
    }
    return positions;
}

void give_probabilities(const ReadFit& fit, const std::vector<std::size_t>& among,
                        std::vector<ExplanationStanding>& rows) {
    std::vector<ModelEvidence> evidences;
    std::vector<double> normal;
    std::vector<double> half;
    std::vector<double> twice;
    for (const std::size_t i : among) {
        const ReadExplanation& one = fit.explanations[i];
        evidences.push_back({one.replicate_log_evidences, 1.0});
        normal.push_back(rows[i].log_evidence);
        half.push_back(one.log_evidence_half_width);
        twice.push_back(one.log_evidence_double_width);
    }
    if (among.empty()) {
        return;
    }
    const std::vector<ModelProbability> found =
        model_probabilities(evidences, make_run_key(fit.design.seed, Purpose::bootstrap, 0, 0, 0));
    std::vector<std::vector<double>> kept = {shares(normal)};
    for (const std::vector<double>* changed : {&half, &twice}) {
        // A width at which some explanation has no draw left compares nothing.
        if (std::all_of(changed->begin(), changed->end(), [](double log) { return std::isfinite(log); })) {
            kept.push_back(shares(*changed));
        }
    }
    for (std::size_t k = 0; k < among.size(); ++k) {
        ExplanationStanding& row = rows[among[k]];
        row.probability = found[k];
        row.width_low = row.width_high = kept.front()[k];
        for (const std::vector<double>& one : kept) {
            row.width_low = std::min(row.width_low, one[k]);
            row.width_high = std::max(row.width_high, one[k]);
        }
    }
}

std::vector<Inclusion> inclusions_of(const ReadFit& fit, const std::vector<std::size_t>& among,
                                     const std::vector<ExplanationStanding>& rows) {
    std::map<std::string, std::set<std::size_t>> having;
    for (const std::size_t i : among) {
        const Model& model = fit.explanations[i].model();
        for (const auto& [name, option] : model.switches) {
            having[name + "=" + option].insert(i);
        }
        // Parameters that an explanation moves beyond those of the scenario.
        for (const FittedParameter& parameter : fit.explanations[i].fit().fitted().all()) {
            const auto& base = fit.scenario.model.fitted;
            if (parameter.of == FittedParameter::Of::society &&
                std::find(base.begin(), base.end(), parameter.parameter) == base.end()) {
                having[parameter.name].insert(i);
            }
        }
    }
    std::vector<Inclusion> found;
    for (const auto& [what, positions] : having) {
        if (positions.size() == among.size()) {
            continue;  // all have it: nothing to tell apart
        }
        Inclusion inclusion;
        inclusion.what = what;
        double low_of_others = 0;
        double high_of_others = 0;
        inclusion.high = 0;
        for (const std::size_t i : among) {
            const ModelProbability& probability = rows[i].probability;
            if (positions.contains(i)) {
                inclusion.hypotheses.push_back(rows[i].hypothesis);
                inclusion.probability += probability.probability;
                inclusion.low += probability.low;
                inclusion.high += probability.high;
            } else {
                low_of_others += probability.low;
                high_of_others += probability.high;
            }
        }
        inclusion.low = std::clamp(1 - high_of_others, inclusion.low, inclusion.probability);
        inclusion.high = std::clamp(1 - low_of_others, inclusion.probability,
                                    std::max(inclusion.high, inclusion.probability));
        const auto same = std::find_if(found.begin(), found.end(), [&](const Inclusion& other) {
            return other.hypotheses == inclusion.hypotheses;
        });
        if (same == found.end()) {
            found.push_back(std::move(inclusion));
        } else {
            same->what += ", " + inclusion.what;
        }
    }
    return found;
}

Result<std::vector<RedoneWithout>> redone_without(const ReadFit& fit, const std::vector<std::size_t>& among,
                                                  std::size_t rows) {
    const std::filesystem::path file = fit.folder / "evidence_without.csv";
    const Result<std::string> text = read_whole(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    ProblemList problems;
    const std::vector<CsvColumn> columns = {
        {"hypothesis"}, {"without"}, {"reports"}, {"log_evidence"}, {"effective_draws"}};
    const CsvSheet sheet(*text, file.string(), columns, problems);
    std::vector<RedoneWithout> found;
    std::vector<std::vector<double>> logs;  // [found][explanation]
    for (std::size_t row = 0; sheet.readable() && row < sheet.rows(); ++row) {
        const auto position = std::find_if(among.begin(), among.end(), [&](std::size_t i) {
            return fit.explanations[i].hypothesis == sheet.text(row, "hypothesis");
        });
        if (position == among.end() || sheet.is_empty(row, "log_evidence")) {
            continue;
        }
        const std::string& without = sheet.text(row, "without");
        auto at = std::find_if(found.begin(), found.end(),
                               [&](const RedoneWithout& one) { return one.without == without; });
        if (at == found.end()) {
            found.push_back({without,
                             static_cast<int>(sheet.whole(row, "reports", 0, 1000000).value_or(0)),
                             {},
                             elementary::infinity});
            logs.emplace_back(rows, std::nan(""));
            at = found.end() - 1;
        }
        logs[static_cast<std::size_t>(at - found.begin())][*position] =
            sheet.number(row, "log_evidence", -widest, widest).value_or(0);
        at->effective = std::min(at->effective, sheet.number(row, "effective_draws", 0, widest).value_or(0));
    }
    if (const Problems faults = problems.sorted(); !faults.empty()) {
        return tl::unexpected(faults);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i].probabilities = shares(logs[i]);
    }
    std::erase_if(found, [](const RedoneWithout& one) { return one.reports == 0; });
    return found;
}

}  // namespace

const std::vector<std::string>& weapons_counted() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> made;
        for (const Observable observable : weapon_sources_observed) {
            made.emplace_back(describe(observable).id);
        }
        return made;
    }();
    return names;
}

Result<ExplanationTable> explanation_table(const ReadFit& fit) {
    ExplanationTable table;
    for (const ReadExplanation& one : fit.explanations) {
        ExplanationStanding row;
        row.hypothesis = one.hypothesis;
        row.name = one.name.empty() ? "the scenario's own settings" : one.name;
        const Hypothesis* hypothesis = hypothesis_of(fit, one.hypothesis);
        row.claimant = hypothesis == nullptr ? "" : hypothesis->claimant;
        row.status = one.status;
        row.sentence = one.sentence;
        row.variant_of = one.variant_of;
        const ReplicateSummary evidence = one.evidence();
        row.log_evidence = evidence.log_mean;
        row.log_evidence_error = evidence.count > 1 ? evidence.log_mean_error : std::nan("");
        row.replicates = evidence.count;
        row.variance = one.variance;
        row.effective = std::min(one.effective_half_width, one.effective_double_width);
        row.probability = {0, 0, 0};
        table.rows.push_back(std::move(row));
    }
    const std::vector<std::size_t> among = compared(fit);
    give_probabilities(fit, among, table.rows);
    table.rivals = dull_rivals(fit);
    table.inclusions = inclusions_of(fit, among, table.rows);
    std::vector<std::size_t> ranked = among;
    std::stable_sort(ranked.begin(), ranked.end(), [&](std::size_t a, std::size_t b) {
        return table.rows[a].probability.probability > table.rows[b].probability.probability;
    });
    Result<std::vector<RedoneWithout>> without = redone_without(fit, among, table.rows.size());
    if (!without) {
        return tl::unexpected(without.error());
    }
    table.without = std::move(*without);
    if (ranked.size() < 2) {
        return table;
    }
    table.first = table.rows[ranked[0]].hypothesis;
    table.second = table.rows[ranked[1]].hypothesis;
    const Result<std::vector<FittedReport>> reports = read_fitted_reports(fit.folder);
    if (!reports) {
        return tl::unexpected(reports.error());
    }
    std::map<std::string, const FittedReport*> under_second;
    for (const FittedReport& one : *reports) {
        if (one.hypothesis == table.second && std::isfinite(one.log_factor)) {
            under_second[one.report] = &one;
        }
    }
    for (const FittedReport& one : *reports) {
        const auto other = under_second.find(one.report);
        if (one.hypothesis == table.first && std::isfinite(one.log_factor) && other != under_second.end()) {
            table.deciding.push_back({one.report, one.source, one.log_factor - other->second->log_factor,
                                      std::min(one.effective, other->second->effective)});
        }
    }
    std::stable_sort(table.deciding.begin(), table.deciding.end(),
                     [](const DecidingReport& a, const DecidingReport& b) {
                         return std::abs(a.log_factor) > std::abs(b.log_factor);
                     });
    return table;
}

std::string ExplanationTable::verdict() const {
    std::vector<const ExplanationStanding*> standing;
    const ExplanationStanding* best = nullptr;
    bool noisy = false;
    for (const ExplanationStanding& row : rows) {
        if (!row.variant_of.empty() || row.status == "stopped") {
            continue;
        }
        noisy = noisy || row.status == "failed";
        // What the reports cannot rule out: the upper ends of what replicates and prior widths leave open.
        if (std::max(row.probability.high, row.width_high) >= 0.05) {
            standing.push_back(&row);
        }
        if (best == nullptr || row.probability.probability > best->probability.probability) {
            best = &row;
        }
    }
    if (best == nullptr) {
        return "No explanation has been fitted to the end: nothing can be said.";
    }
    std::string names;
    for (const ExplanationStanding* row : standing) {
        names += (names.empty() ? "" : ", ") + (row->hypothesis.empty() ? row->name : row->hypothesis);
    }
    std::string text =
        standing.size() > 1
            ? fmt::format(
                  "Of these models, given these reports, {} cannot be told apart: what chance and prior "
                  "widths leave open spans 5% or more for each.",
                  names)
            : fmt::format("Of these models, given these reports, {} stands alone ({}).", names,
                          probability_text(best->probability.probability));
    for (const DullRival& rival : rivals) {
        if (rival.log_evidence > best->log_evidence) {
            text += fmt::format(" All explanations are poor: the dull rival \"{}\" does better.", rival.name);
            break;
        }
    }
    if (noisy) {
        text += " Some fits failed by their own measure of noise; their evidence is a rough figure.";
    }
    return text;
}

std::vector<WeaponSources> weapon_sources(const ReadFit& fit, int histories, int threads) {
    std::vector<WeaponSources> found;
    struct Job {
        std::size_t explanation, draw, row;
    };
    std::vector<Job> jobs;
    for (std::size_t e = 0; e < fit.explanations.size(); ++e) {
        if (fit.explanations[e].draws.empty()) {
            continue;
        }
        WeaponSources one;
        one.hypothesis = fit.explanations[e].hypothesis;
        one.by_source.assign(std::size(weapon_sources_observed), 0.0);
        one.histories = histories;
        for (const std::size_t draw : chosen_draws(fit.explanations[e], histories)) {
            jobs.push_back({e, draw, found.size()});
        }
        found.push_back(std::move(one));
    }
    std::vector<std::vector<double>> values(jobs.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < jobs.size(); i = next++) {
            const ReadExplanation& one = fit.explanations[jobs[i].explanation];
            const ReadDraw& draw = one.draws[jobs[i].draw];
            const RunResult result = run_rows(one.model(), one.values(one.model(), draw), one.chance(draw),
                                              best_vector_path(), one.fit().filter().ticks());
            for (const Observable observable : weapon_sources_observed) {
                values[i].push_back(result.history.at(result.history.ticks() - 1, 0, observable));
            }
        }
    };
    std::vector<std::thread> workers;
    for (int thread = 1; thread < threads; ++thread) {
        workers.emplace_back(work);
    }
    work();
    for (std::thread& worker : workers) {
        worker.join();
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        for (std::size_t source = 0; source < values[i].size(); ++source) {
            found[jobs[i].row].by_source[source] += values[i][source] / histories;
        }
    }
    return found;
}

}  // namespace upsurge
