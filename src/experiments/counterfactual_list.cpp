#include "experiments/counterfactual_list.h"

#include <fmt/format.h>

#include <utility>

#include "experiments/run_quantities.h"
#include "numbers/hash.h"
#include "studies/durable_file.h"
#include "studies/item_bytes.h"
#include "studies/work_folder.h"

namespace upsurge {
namespace {

constexpr const char* held_words[] = {"no", "provisional", "yes"};  // by Held

void put_run(std::string& bytes, const CellRun& run) {
    for (const Held held : run.outcomes) {
        put_value(bytes, static_cast<std::uint8_t>(held));
    }
    for (const double value : run.quantities) {
        put_value(bytes, value);
    }
}

CellRun get_run(ByteReader& reader, std::uint64_t hash) {
    CellRun run;
    run.hash = hash;
    for (Held& held : run.outcomes) {
        held = static_cast<Held>(reader.get<std::uint8_t>());
    }
    for (std::size_t i = 0; i < run_quantity_descriptions().size(); ++i) {
        run.quantities.push_back(reader.get<double>());
    }
    return run;
}

std::string runs_text(const CounterfactualDesign& design, const std::vector<CellRuns>& runs) {
    std::string text = "hypothesis,intervention,run,state_hash";
    for (const OutcomeDescription& one : outcome_descriptions) {
        text += fmt::format(",{}", one.id);
    }
    for (const RunQuantity& one : run_quantity_descriptions()) {
        text += fmt::format(",{}", one.id);
    }
    text += '\n';
    const std::vector<CellName> cells = design.cells();
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        for (std::size_t run = 0; run < runs[cell].size(); ++run) {
            const CellRun& one = runs[cell][run];
            text += fmt::format("{},{},{},{}", cells[cell].hypothesis, cells[cell].intervention, run,
                                hex(one.hash));
            for (const Held held : one.outcomes) {
                text += fmt::format(",{}", held_words[static_cast<std::size_t>(held)]);
            }
            for (const double value : one.quantities) {
                text += fmt::format(",{}", value);
            }
            text += '\n';
        }
    }
    return text;
}

}  // namespace

CounterfactualList::CounterfactualList(const Model& model, CounterfactualDesign design,
                                       std::unique_ptr<Pasts> pasts)
    : model_(&model), design_(std::move(design)), pasts_(std::move(pasts)) {
    for (const CellName& cell : design_.cells()) {
        Result<Model> made = model_of(model, cell, design_.as_of);
        UPSURGE_CHECK(made.has_value(), "a cell that counterfactual_design did not try");
        models_.push_back(std::move(*made));
    }
    for (std::size_t i = 0; i < models_.size(); ++i) {
        branches_.push_back({&models_[i], 0});
        for (const Intervention& one : model.interventions) {
            if (one.id == models_[i].intervention) {
                branches_.back().from = one.from;
            }
        }
    }
}

int CounterfactualList::items() const {
    return design_.runs * static_cast<int>(design_.hypotheses.size());
}

int CounterfactualList::runs_per_item() const {
    return static_cast<int>(design_.interventions.size());
}

int CounterfactualList::run_ordinal(int item, int run_of_item) const {
    const int hypotheses = static_cast<int>(design_.hypotheses.size());
    const int cell = item % hypotheses * runs_per_item() + run_of_item;
    return cell * design_.runs + item / hypotheses;
}

MadeItem CounterfactualList::make(int item, VectorPath path) const {
    const int hypotheses = static_cast<int>(design_.hypotheses.size());
    const int run = item / hypotheses;
    const Past past =
        pasts_ != nullptr
            ? pasts_->past(item % hypotheses, run)
            : Past{make_run_key(design_.seed, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0),
                   point_values};
    MadeItem made;
    made.item.number = item;
    const auto first = static_cast<std::size_t>(item % hypotheses * runs_per_item());
    const std::vector<RunResult> results =
        run_branches(models_[first],
                     std::span(branches_).subspan(first + 1, static_cast<std::size_t>(runs_per_item()) - 1),
                     past.chance, path, past.values)
            .results;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const RunResult& result = results[i];
        made.item.hashes.push_back(result.hash);
        made.item.people_moved += result.counters.people_moved;
        made.item.active_blocks += result.counters.active_blocks;
        put_run(made.item.result,
                {result.hash, result.outcomes, run_quantities(models_[first + i], result.history)});
        if (made.broken_invariant.empty()) {
            made.broken_invariant = result.broken_invariant;
        }
    }
    return made;
}

Result<std::vector<CellRuns>> CounterfactualList::cell_runs(const WorkFolder& finished) const {
    const int hypotheses = static_cast<int>(design_.hypotheses.size());
    std::vector<CellRuns> runs(models_.size());
    auto read = finished.for_each([&](const WorkItem& item) -> Result<void> {
        const auto first = static_cast<std::size_t>(item.number % hypotheses * runs_per_item());
        if (static_cast<int>(runs[first].size()) != item.number / hypotheses) {
            return {};  // beyond a run that is missing
        }
        ByteReader reader{item.result};
        for (std::size_t i = 0; i < item.hashes.size(); ++i) {
            runs[first + i].push_back(get_run(reader, item.hashes[i]));
        }
        UPSURGE_CHECK(reader.exhausted(), "an item with other cells than its study");
        return {};
    });
    return read ? Result<std::vector<CellRuns>>(std::move(runs)) : tl::unexpected(read.error());
}

Result<void> CounterfactualList::write_tables(const std::filesystem::path& study, const WorkFolder& finished,
                                              const Manifest&) {
    const Result<std::vector<CellRuns>> runs = cell_runs(finished);
    if (!runs) {
        return tl::unexpected(runs.error());
    }
    tables_ = outcome_tables(*model_, design_, *runs);
    const std::pair<const char*, std::string> files[] = {
        {"cells.csv", cells_text(tables_)},
        {"outcome_frequencies.csv", frequencies_text(tables_)},
        {"outcome_differences.csv", differences_text(tables_)},
        {"quantities.csv", quantities_text(tables_)},
        {"runs.csv", runs_text(design_, *runs)},
    };
    for (const auto& [name, text] : files) {
        if (auto written = write_durably(study / name, text); !written) {
            return written;
        }
    }
    return {};
}

}  // namespace upsurge
