#include "experiments/counterfactuals.h"

#include <algorithm>

#include "experiments/paired_shares.h"
#include "experiments/run_quantities.h"
#include "numbers/hash.h"
#include "scenarios/apply_rival.h"
#include "scenarios/as_of.h"
#include "scenarios/instant.h"
#include "studies/finished_run.h"

namespace upsurge {
namespace {

constexpr OutcomeKind outcome_kinds[] = {OutcomeKind::final, OutcomeKind::provisional, OutcomeKind::held};
constexpr double level = 0.95;

void take_problems(const Problems& found, Problems& problems) {
    for (const Problem& one : found) {
        const bool known = std::any_of(problems.begin(), problems.end(), [&](const Problem& other) {
            return other.file == one.file && other.line == one.line && other.column == one.column &&
                   other.what == one.what;
        });
        if (!known) {
            problems.push_back(one);
        }
    }
}

void take_once(const std::string& id, std::vector<std::string>& ids) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
        ids.push_back(id);
    }
}

BootstrapOptions mean_options() {
    BootstrapOptions options;
    // One key for all cells: equal samples give equal intervals.
    options.key = make_run_key(0, Purpose::bootstrap, 2, 0, 0);
    options.resamples = 2000;
    options.level = level;
    return options;
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

/// Intervals of the means of several columns of the same runs; resamples pick whole runs.
std::vector<Interval> mean_intervals(const std::vector<std::vector<double>>& columns) {
    const int sizes[] = {columns.empty() ? 0 : static_cast<int>(columns.front().size())};
    return bootstrap_intervals(sizes, static_cast<int>(columns.size()), mean_options(),
                               [&](const std::vector<std::span<const int>>& picks, std::span<double> values) {
                                   for (std::size_t column = 0; column < columns.size(); ++column) {
                                       double sum = 0;
                                       for (int pick : picks.front()) {
                                           sum += columns[column][static_cast<std::size_t>(pick)];
                                       }
                                       values[column] = sum / static_cast<double>(picks.front().size());
                                   }
                               });
}

/// With the mechanism `outcomes` every run has some label, if only that of a stalemate.
bool has_labels(const CellRuns& runs) {
    const OutcomeLabels& labels = runs.front().outcomes;
    return std::any_of(labels.begin(), labels.end(), [](Held held) { return held != Held::no; });
}

void add_frequencies(const CellName& cell, const CellRuns& runs, OutcomeTables& tables) {
    for (std::size_t i = 0; i < outcome_descriptions.size(); ++i) {
        for (OutcomeKind kind : outcome_kinds) {
            OutcomeFrequency row;
            row.cell = cell;
            row.outcome = static_cast<Outcome>(i);
            row.kind = kind;
            row.runs = static_cast<int>(runs.size());
            for (const CellRun& run : runs) {
                row.count += counts(run.outcomes[i], kind) ? 1 : 0;
            }
            row.frequency = static_cast<double>(row.count) / row.runs;
            row.interval = wilson_interval(static_cast<std::size_t>(row.count), runs.size());
            tables.frequencies.push_back(std::move(row));
        }
    }
}

void add_differences(const CellName& cell, const CellRuns& before, const CellRuns& runs,
                     OutcomeTables& tables) {
    for (std::size_t i = 0; i < outcome_descriptions.size(); ++i) {
        for (OutcomeKind kind : outcome_kinds) {
            PairedCounts pairs;
            for (std::size_t run = 0; run < runs.size(); ++run) {
                const bool without = counts(before[run].outcomes[i], kind);
                const bool with = counts(runs[run].outcomes[i], kind);
                pairs.both += with && without ? 1 : 0;
                pairs.only_first += without && !with ? 1 : 0;
                pairs.only_second += with && !without ? 1 : 0;
                pairs.neither += !with && !without ? 1 : 0;
            }
            OutcomeDifference row;
            row.cell = cell;
            row.outcome = static_cast<Outcome>(i);
            row.kind = kind;
            row.runs = pairs.pairs();
            row.gained = pairs.only_second;
            row.lost = pairs.only_first;
            row.difference = static_cast<double>(row.gained - row.lost) / row.runs;
            row.interval = paired_share_interval(pairs);
            tables.differences.push_back(std::move(row));
        }
    }
}

/// @param before  of the cell as it was; null for that cell itself, or when it is not whole
void add_quantities(const CellName& cell, const CellRuns* before, const CellRuns& runs,
                    OutcomeTables& tables) {
    const std::vector<RunQuantity>& quantities = run_quantity_descriptions();
    std::vector<std::vector<double>> columns(quantities.size());
    for (std::size_t i = 0; i < quantities.size(); ++i) {
        for (const CellRun& run : runs) {
            columns[i].push_back(run.quantities[i]);
        }
    }
    if (before != nullptr) {
        for (std::size_t i = 0; i < quantities.size(); ++i) {
            std::vector<double>& apart = columns.emplace_back();
            for (std::size_t run = 0; run < runs.size(); ++run) {
                apart.push_back(runs[run].quantities[i] - (*before)[run].quantities[i]);
            }
        }
    }
    const std::vector<Interval> intervals = mean_intervals(columns);
    for (std::size_t i = 0; i < quantities.size(); ++i) {
        QuantityRow row;
        row.cell = cell;
        row.quantity = quantities[i].id;
        row.runs = static_cast<int>(runs.size());
        row.mean = mean_of(columns[i]);
        row.interval = intervals[i];
        row.difference = std::numeric_limits<double>::quiet_NaN();
        if (before != nullptr) {
            const std::vector<double>& apart = columns[quantities.size() + i];
            row.difference = mean_of(apart);
            row.difference_interval = intervals[quantities.size() + i];
            row.runs_that_differ = static_cast<int>(
                std::count_if(apart.begin(), apart.end(), [](double value) { return value != 0; }));
        }
        tables.quantities.push_back(std::move(row));
    }
}

CellAbout about(const Model& model, const CellName& cell, const CellRuns& runs) {
    CellAbout made;
    made.cell = cell;
    for (const Hypothesis& one : model.hypotheses) {
        if (one.id == cell.hypothesis) {
            made.hypothesis_name = one.name;
        }
    }
    for (const Intervention& one : model.interventions) {
        if (one.id == cell.intervention) {
            made.intervention_name = one.name;
            made.from = format_instant(one.from, model.clock.utc_offset_minutes);
        }
    }
    made.runs = static_cast<int>(runs.size());
    std::vector<RunHash> hashes;
    for (const CellRun& run : runs) {
        hashes.push_back({static_cast<int>(hashes.size()), run.hash});
    }
    made.state_hash = hex(ensemble_hash(hashes));
    return made;
}

}  // namespace

std::vector<CellName> CounterfactualDesign::cells() const {
    std::vector<CellName> all;
    for (const std::string& hypothesis : hypotheses) {
        for (const std::string& intervention : interventions) {
            all.push_back({hypothesis, intervention});
        }
    }
    return all;
}

Result<CounterfactualDesign> counterfactual_design(const Model& model,
                                                   const std::vector<std::string>& hypotheses,
                                                   const std::vector<std::string>& interventions,
                                                   std::optional<Instant> moment) {
    CounterfactualDesign design;
    design.as_of = moment;
    for (const std::string& id : hypotheses) {
        take_once(id, design.hypotheses);
    }
    if (hypotheses.empty()) {
        for (const Hypothesis& one : model.hypotheses) {
            if (!one.dull) {
                design.hypotheses.push_back(one.id);
            }
        }
    }
    if (design.hypotheses.empty()) {
        design.hypotheses.emplace_back();
    }
    design.interventions.emplace_back();
    for (const std::string& id : interventions) {
        take_once(id, design.interventions);
    }
    if (interventions.empty()) {
        for (const Intervention& one : model.interventions) {
            design.interventions.push_back(one.id);
        }
    }
    Problems problems;
    for (const std::string& hypothesis : design.hypotheses) {
        const Result<Model> with_hypothesis = model_of(model, {hypothesis, {}}, moment);
        if (!with_hypothesis) {
            take_problems(with_hypothesis.error(), problems);
        }
        // Of a wrong hypothesis the names of the interventions can still be checked.
        const Model& base = with_hypothesis ? *with_hypothesis : model;
        for (const std::string& intervention : design.interventions) {
            if (const Result<Model> cell = model_of(base, {{}, intervention}); !cell) {
                take_problems(cell.error(), problems);
            }
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return design;
}

Result<Model> model_of(const Model& model, const CellName& cell, std::optional<Instant> moment) {
    Result<Model> made =
        cell.hypothesis.empty() ? Result<Model>(model) : apply_hypothesis(model, cell.hypothesis);
    if (made && moment) {
        made = as_of(std::move(*made), *moment);
    }
    return made && !cell.intervention.empty() ? apply_intervention(*made, cell.intervention) : made;
}

OutcomeTables outcome_tables(const Model& model, const CounterfactualDesign& design,
                             const std::vector<CellRuns>& runs) {
    const std::vector<CellName> cells = design.cells();
    UPSURGE_CHECK(runs.size() == cells.size(), "every cell needs its runs");
    OutcomeTables tables;
    const CellRuns* as_it_was = nullptr;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellRuns& used = runs[i];
        const bool paired = !cells[i].intervention.empty();
        if (!paired) {
            as_it_was = &used;
        }
        UPSURGE_CHECK(as_it_was != nullptr && as_it_was->size() == used.size(),
                      "the cells of a hypothesis have the same runs");
        if (used.empty()) {
            continue;
        }
        tables.cells.push_back(about(model, cells[i], used));
        if (has_labels(used)) {
            add_frequencies(cells[i], used, tables);
            if (paired && has_labels(*as_it_was)) {
                add_differences(cells[i], *as_it_was, used, tables);
            }
        }
        add_quantities(cells[i], paired ? as_it_was : nullptr, used, tables);
    }
    return tables;
}

}  // namespace upsurge
