#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "commands.h"
#include "counterfactual_tables.h"
#include "experiments/counterfactual_folder.h"
#include "experiments/run_quantities.h"
#include "failing.h"
#include "interrupt.h"
#include "json_output.h"
#include "numbers/hash.h"
#include "output.h"
#include "progress.h"
#include "scenario_options.h"
#include "studies/local_time.h"
#include "study_page.h"

namespace upsurge::cli {
namespace {

Json json_of(const CellName& cell) {
    return {{"hypothesis", cell.hypothesis}, {"intervention", cell.intervention}};
}

template <class Row>
Json outcome_json(const Row& row) {
    Json json = json_of(row.cell);
    json["outcome"] = outcome_descriptions[static_cast<std::size_t>(row.outcome)].id;
    json["kind"] = outcome_kind_names[static_cast<std::size_t>(row.kind)];
    json["runs"] = row.runs;
    return json;
}

Json tables_json(const OutcomeTables& tables) {
    Json cells = Json::array();
    for (const CellAbout& row : tables.cells) {
        Json json = json_of(row.cell);
        json["hypothesis_name"] = row.hypothesis_name;
        json["intervention_name"] = row.intervention_name;
        json["from"] = row.from;
        json["runs"] = row.runs;
        json["state_hash"] = row.state_hash;
        cells.push_back(std::move(json));
    }
    Json frequencies = Json::array();
    for (const OutcomeFrequency& row : tables.frequencies) {
        Json json = outcome_json(row);
        json["count"] = row.count;
        json["frequency"] = row.frequency;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        frequencies.push_back(std::move(json));
    }
    Json differences = Json::array();
    for (const OutcomeDifference& row : tables.differences) {
        Json json = outcome_json(row);
        json["gained"] = row.gained;
        json["lost"] = row.lost;
        json["difference"] = row.difference;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        differences.push_back(std::move(json));
    }
    Json quantities = Json::array();
    for (const QuantityRow& row : tables.quantities) {
        Json json = json_of(row.cell);
        json["quantity"] = row.quantity;
        json["runs"] = row.runs;
        json["mean"] = row.mean;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        json["runs_that_differ"] = row.runs_that_differ;
        json["difference"] = row.difference;
        json["difference_low"] = row.difference_interval.low;
        json["difference_high"] = row.difference_interval.high;
        quantities.push_back(std::move(json));
    }
    return {{"cells", std::move(cells)},
            {"outcome_frequencies", std::move(frequencies)},
            {"outcome_differences", std::move(differences)},
            {"quantities", std::move(quantities)}};
}

class CounterfactualsCommand final : public Command {
  public:
    const char* name() const override { return "counterfactuals"; }
    const char* summary() const override {
        return "how often each outcome came, and what each intervention changed, under each hypothesis";
    }
    const char* examples() const override {
        return "upsurge counterfactuals kazakhstan-2022\n"
               "upsurge counterfactuals kazakhstan-2022 --hypothesis E0 --intervention no-shutdown --runs "
               "400\n"
               "upsurge counterfactuals tutorial-town --runs 50 --markdown --out my-counterfactuals";
    }
    void declare(CommandLine& line) override {
        choice_.declare_without_rivals(line);
        line.repeated("--hypothesis", hypotheses_, "ID",
                      "only this rival explanation; may be given several times (default: all of "
                      "hypotheses.toml that are not dull, or the scenario's own settings)");
        line.repeated("--intervention", interventions_, "ID",
                      "only this one thing done differently, and as it was; may be given several times "
                      "(default: all of interventions.toml)");
        line.number("--runs", runs_, 1, 100'000, "how many histories of each hypothesis and intervention");
        line.number("--seed", seed_, "the same seed gives the same tables, to the bit");
        line.number("--threads", threads_, 1, 4096, "how many runs at a time (default: one per core)");
        line.text("--out", out_, "DIR",
                  "folder of the study; one of this command is gone on with (default: "
                  "studies/<scenario>-counterfactuals-<time>)");
        line.flag("--markdown", markdown_, "print the tables as Markdown");
        line.flag("--quiet", quiet_, "no progress and no tables");
    }

    Exit execute() override {
        const Result<ReadScenario> scenario = choice_.read();
        if (!scenario) {
            return fail(*this, scenario.error());
        }
        Result<CounterfactualDesign> design =
            counterfactual_design(scenario->model, hypotheses_, interventions_);
        if (!design) {
            return fail(*this, design.error());
        }
        design->runs = runs_;
        design->seed = seed_;
        const std::size_t all = design->cells().size() * static_cast<std::size_t>(runs_);
        if (all > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
            Problem problem;
            problem.what = fmt::format("{} runs are more than this program counts", all);
            problem.hint = "fewer --runs, or some of the hypotheses and interventions";
            fail(*this, {problem});
            return Exit::wrong_command_line;
        }
        return simulate(*scenario, *design, static_cast<int>(all));
    }

  private:
    Exit simulate(const ReadScenario& scenario, const CounterfactualDesign& design, int all) {
        const Model& model = scenario.model;
        const bool own_folder = out_.empty();
        const Result<std::vector<StudyFile>> files = scenario_files(scenario);
        if (!files) {
            return fail(*this, files.error());
        }
        Result<CounterfactualFolder> folder = CounterfactualFolder::open(
            own_folder ? default_study_folder(model.id, name()) : std::filesystem::path(out_),
            manifest_of(scenario, all), model, choice_.typed(), *files);
        if (!folder) {
            return fail(*this, folder.error());
        }
        const std::vector<CellName> cells = design.cells();
        std::vector<CellRuns> runs;
        int missing = 0;
        for (const CellName& cell : cells) {
            Result<CellRuns> before = folder->read_cell(cell);
            if (!before) {
                return fail(*this, before.error());
            }
            missing += std::max(0, design.runs - static_cast<int>(before->size()));
            runs.push_back(std::move(*before));
        }
        watch_for_interrupt();
        Progress progress(quiet_ || as_json);
        EnsembleOptions options;
        options.threads = threads_;
        options.path = best_vector_path();
        double seconds = 0;
        int done = 0;
        EnsembleObserver observer;
        observer.stop = [] { return interrupted(); };
        observer.progress = [&](const EnsembleProgress& of_cell) {
            EnsembleProgress state;
            state.done = done + of_cell.done;
            state.total = missing;
            state.seconds = seconds + of_cell.seconds;
            state.seconds_left = state.seconds * (missing - state.done) / state.done;
            progress.show(state);
        };
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::size_t before = runs[i].size();
            if (before >= static_cast<std::size_t>(design.runs)) {
                continue;
            }
            const Result<Model> of_cell = model_of(model, cells[i]);
            if (!of_cell) {
                return fail(*this, of_cell.error());
            }
            Result<CellOutcome> outcome =
                simulate_cell(*of_cell, design, std::move(runs[i]), options, observer);
            if (!outcome) {
                return stopped_by_problem(outcome.error(), folder->folder());
            }
            if (!outcome->broken_invariant.empty()) {
                progress.finish();
                write_error_line("upsurge: internal error: " + outcome->broken_invariant);
                return Exit::our_fault;
            }
            runs[i] = std::move(outcome->runs);
            if (runs[i].size() > before) {
                if (auto written = folder->write_cell(cells[i], runs[i]); !written) {
                    return stopped_by_problem(written.error(), folder->folder());
                }
            }
            seconds += outcome->seconds;
            done += static_cast<int>(runs[i].size() - before);
            if (outcome->stopped) {
                break;
            }
        }
        progress.finish();
        return conclude(model, design, runs, *folder, seconds, own_folder);
    }

    Exit conclude(const Model& model, const CounterfactualDesign& design, const std::vector<CellRuns>& runs,
                  CounterfactualFolder& folder, double seconds, bool own_folder) {
        const OutcomeTables tables = outcome_tables(model, design, runs);
        if (auto finished = folder.finish(design, runs, tables, seconds); !finished) {
            return stopped_by_problem(finished.error(), folder.folder());
        }
        if (own_folder) {
            if (auto linked = name_latest(folder.folder()); !linked) {
                write_problems(linked.error());
            }
        }
        const Manifest& manifest = folder.manifest();
        if (as_json) {
            write_json(json_of_study(design, tables, folder));
        } else if (!quiet_) {
            write_text(counterfactual_tables(tables, markdown_ ? TableForm::markdown : TableForm::plain));
            if (tables.frequencies.empty() && !tables.cells.empty()) {
                write_line("The mechanism `outcomes` is off: no run has an outcome.");
            }
            const std::string line = fmt::format(
                "{}: {} hypotheses x {} interventions (as it was among them), {} of {} runs in {:.1f} s, "
                "state hash {}",
                manifest.scenario_name, design.hypotheses.size(), design.interventions.size(),
                manifest.runs_done, manifest.runs, manifest.seconds, manifest.state_hash);
            // A README takes the tables alone.
            markdown_ ? write_error_line(line) : write_line(line);
            const std::string study = fmt::format("Study: {}", folder.folder().string());
            markdown_ ? write_error_line(study) : write_line(study);
            const std::string page = fmt::format(
                "Page:  upsurge page STUDY --counterfactuals {}, with a STUDY that `upsurge run {}` made",
                folder.folder().string(), manifest.scenario_id);
            if (!tables.cells.empty()) {
                markdown_ ? write_error_line(page) : write_line(page);
            }
        }
        if (!manifest.complete) {
            write_error_line(fmt::format(
                "Stopped: {} of {} runs are kept in {}; the same command with --out {} goes on",
                manifest.runs_done, manifest.runs, folder.folder().string(), folder.folder().string()));
            return Exit::stopped;
        }
        return Exit::done;
    }

    Json json_of_study(const CounterfactualDesign& design, const OutcomeTables& tables,
                       const CounterfactualFolder& folder) const {
        const Manifest& manifest = folder.manifest();
        Json json = json_head(name());
        json["study"] = folder.folder().string();
        json["status"] = manifest.complete ? "complete" : "resumable";
        json["scenario"] = manifest.scenario_id;
        json["seed"] = manifest.seed;
        json["runs_per_cell"] = design.runs;
        json["runs"] = manifest.runs;
        json["runs_done"] = manifest.runs_done;
        json["state_hash"] = manifest.state_hash;
        json["people_moved"] = manifest.people_moved;
        json["seconds"] = manifest.seconds;
        json.update(tables_json(tables));
        return json;
    }

    Exit stopped_by_problem(const Problems& problems, const std::filesystem::path& folder) {
        fail(*this, problems);
        write_error_line(fmt::format("Stopped: the cells that were written are kept in {}", folder.string()));
        return Exit::stopped;
    }

    Manifest manifest_of(const ReadScenario& scenario, int all) const {
        Manifest manifest;
        manifest.draw_scheme = draw_scheme_version;
        manifest.scenario_id = scenario.model.id;
        manifest.scenario_name = scenario.model.name;
        manifest.scenario_hash = hex(scenario.hash);
        manifest.command = name();
        manifest.command_line = fmt::format("upsurge counterfactuals {} --runs {} --seed {}{}",
                                            scenario.model.id, runs_, seed_, choice_.typed());
        for (const std::string& hypothesis : hypotheses_) {
            manifest.command_line += " --hypothesis " + hypothesis;
        }
        for (const std::string& intervention : interventions_) {
            manifest.command_line += " --intervention " + intervention;
        }
        manifest.settings = choice_.set;
        manifest.until = choice_.until;
        manifest.seed = seed_;
        manifest.runs = all;
        manifest.resolution = choice_.resolution;
        manifest.parameters = "point";
        manifest.vector_path = upsurge::name_of(best_vector_path());
        manifest.threads = threads_ > 0 ? threads_ : default_threads();
        manifest.people = scenario.model.people_of_country();
        manifest.rows = static_cast<std::int64_t>(scenario.model.layout.rows());
        manifest.created = now();
        return manifest;
    }

    ScenarioChoice choice_;
    std::vector<std::string> hypotheses_;
    std::vector<std::string> interventions_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    int threads_ = 0;
    std::string out_;
    bool markdown_ = false;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_counterfactuals_command() {
    return std::make_unique<CounterfactualsCommand>();
}

}  // namespace upsurge::cli
