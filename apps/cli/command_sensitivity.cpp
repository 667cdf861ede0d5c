#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "commands.h"
#include "experiments/sensitivity_folder.h"
#include "failing.h"
#include "interrupt.h"
#include "json_output.h"
#include "numbers/hash.h"
#include "output.h"
#include "progress.h"
#include "scenario_options.h"
#include "sensitivity_table.h"
#include "studies/local_time.h"
#include "study_page.h"

namespace upsurge::cli {
namespace {

/// Outcomes of a finished run, whose history is then dropped.
EvaluatedPoint evaluated(const Model& model, const std::vector<Measure>& outcomes, int point,
                         FinishedRun run) {
    EvaluatedPoint made;
    made.point = point;
    made.hash = run.result.hash;
    made.people_moved = run.result.counters.people_moved;
    made.active_blocks = run.result.counters.active_blocks;
    std::vector<History> histories;
    histories.push_back(std::move(run.result.history));
    const HistoryValues values(std::move(histories));
    for (const Measure& outcome : outcomes) {
        made.outcomes.push_back(measure_values(model, values, outcome).front());
    }
    return made;
}

class SensitivityCommand final : public Command {
  public:
    const char* name() const override { return "sensitivity"; }
    const char* summary() const override {
        return "which parameters move an outcome, and how much is chance";
    }
    const char* examples() const override {
        return "upsurge sensitivity kazakhstan-2022\n"
               "upsurge sensitivity kazakhstan-2022 --method sobol --samples 512 --factor participation "
               "--out my-indices\n"
               "upsurge sensitivity tutorial-town --outcome crowd@town:peak --outcome dead_total";
    }
    void declare(CommandLine& line) override {
        choice_.declare(line);
        line.choice("--method", method_, {"morris", "sobol"},
                    "single steps (few runs, a ranking) or shares of the variance (many runs)");
        line.number("--trajectories", trajectories_, 2, 1'000'000,
                    "morris: how many walks, each of a run for every factor and one more");
        line.number("--samples", samples_, 2, 1'000'000,
                    "sobol: how many rows, each of a run for every factor and two more");
        line.repeated("--outcome", outcomes_, "OBSERVABLE@PLACE[:peak|end|mean]",
                      "what is looked at; may be given several times (default: crowd, dead, detentions, "
                      "active regions of the country)");
        line.repeated("--factor", factors_, "NAME",
                      "vary only this parameter, or those of this mechanism, and the seed; may be given "
                      "several times (default: every parameter with a prior)");
        line.number("--seed", seed_, "the same seed gives the same indices, to the bit");
        line.number("--threads", threads_, 1, 4096, "how many runs at a time (default: one per core)");
        line.text("--out", out_, "DIR",
                  "folder of the study; one of this command is gone on with (default: "
                  "studies/<scenario>-sensitivity-<time>)");
        line.flag("--quiet", quiet_, "no progress and no tables");
    }

    Exit execute() override {
        const Result<ReadScenario> scenario = choice_.read();
        if (!scenario) {
            return fail(*this, scenario.error());
        }
        SensitivityDesign design;
        design.method = method_ == "sobol" ? SensitivityMethod::sobol : SensitivityMethod::morris;
        design.seed = seed_;
        Problems problems;
        if (Result<std::vector<Factor>> factors = factors_of(scenario->model, factors_)) {
            design.factors = std::move(*factors);
        } else {
            problems = factors.error();
        }
        std::vector<Measure> outcomes;
        for (const std::string& text : outcomes_) {
            if (const Result<Measure> outcome = parse_measure(scenario->model, text)) {
                outcomes.push_back(*outcome);
            } else {
                problems.insert(problems.end(), outcome.error().begin(), outcome.error().end());
            }
        }
        const int rows = design.method == SensitivityMethod::sobol ? samples_ : trajectories_;
        const std::int64_t points = std::int64_t{rows} * design.points_per_row();
        if (points > std::numeric_limits<int>::max()) {
            Problem problem;
            problem.what = fmt::format("{} rows of {} runs are more than this program counts", rows,
                                       design.points_per_row());
            problems.push_back(std::move(problem));
        }
        if (!problems.empty()) {
            fail(*this, problems);
            return Exit::wrong_command_line;
        }
        if (outcomes.empty()) {
            outcomes = headline_measures(scenario->model);
        }
        return evaluate(*scenario, design, outcomes, static_cast<int>(points));
    }

  private:
    Exit evaluate(const ReadScenario& scenario, const SensitivityDesign& design,
                  const std::vector<Measure>& outcomes, int points) {
        const Model& model = scenario.model;
        const bool own_folder = out_.empty();
        const Result<std::vector<StudyFile>> files = scenario_files(scenario);
        if (!files) {
            return fail(*this, files.error());
        }
        Result<SensitivityFolder> folder = SensitivityFolder::open(
            own_folder ? default_study_folder(model.id, name()) : std::filesystem::path(out_), design,
            outcomes, manifest_of(scenario, points), model, choice_.typed(), *files);
        if (!folder) {
            return fail(*this, folder.error());
        }
        const std::vector<int> missing = folder->missing();
        watch_for_interrupt();
        Progress progress(quiet_ || as_json);
        EnsembleOptions options;
        options.runs = static_cast<int>(missing.size());
        options.threads = threads_;
        options.path = best_vector_path();
        const auto point_of = [&](int run) { return missing[static_cast<std::size_t>(run)]; };
        options.plan = [&](int run) { return design.run_at(model, point_of(run)); };
        EnsembleObserver observer;
        observer.take_run = [&](FinishedRun run) {
            const int point = point_of(run.run);
            return folder->add(evaluated(model, outcomes, point, std::move(run)));
        };
        observer.progress = [&](const EnsembleProgress& state) { progress.show(state); };
        observer.stop = [] { return interrupted(); };
        EnsembleOutcome outcome;
        if (!missing.empty()) {
            const Result<EnsembleOutcome> result = run_ensemble(model, options, observer);
            progress.finish();
            if (!result) {
                return stopped_by_problem(result.error(), folder->folder());
            }
            outcome = *result;
        }
        if (!outcome.broken_invariant.empty()) {
            write_error_line("upsurge: internal error: " + outcome.broken_invariant);
            return Exit::our_fault;
        }
        return conclude(design, outcomes, *folder, outcome.seconds, own_folder);
    }

    Exit conclude(const SensitivityDesign& design, const std::vector<Measure>& outcomes,
                  SensitivityFolder& folder, double seconds, bool own_folder) {
        std::vector<std::vector<SensitivityIndex>> indices;
        int rows = 0;
        for (const std::vector<double>& outputs : folder.outputs()) {
            rows = whole_rows(design, outputs);
            indices.push_back(sensitivity_indices(design, outputs));
        }
        if (auto finished = folder.finish(indices, seconds); !finished) {
            return stopped_by_problem(finished.error(), folder.folder());
        }
        if (own_folder) {
            if (auto linked = name_latest(folder.folder()); !linked) {
                write_problems(linked.error());
            }
        }
        const Manifest& manifest = folder.manifest();
        if (as_json) {
            write_json(json_of(design, outcomes, indices, folder, rows));
        } else if (!quiet_) {
            write_line(fmt::format(
                "{}: {} factors and the seed, {} whole {} of {} runs; {} runs in {:.1f} s, "
                "state hash {}\n",
                manifest.scenario_name, design.factors.size() - 1, rows,
                design.method == SensitivityMethod::sobol ? "rows" : "walks", design.points_per_row(),
                manifest.runs_done, manifest.seconds, manifest.state_hash));
            for (std::size_t i = 0; i < outcomes.size(); ++i) {
                write_line(sensitivity_table(design, outcomes[i], indices[i]));
            }
            write_line(fmt::format("Study: {}", folder.folder().string()));
        }
        if (!manifest.complete) {
            write_error_line(fmt::format(
                "Stopped: {} of {} runs are kept in {}; the same command with --out {} "
                "goes on",
                manifest.runs_done, manifest.runs, folder.folder().string(), folder.folder().string()));
            return Exit::stopped;
        }
        return Exit::done;
    }

    Json json_of(const SensitivityDesign& design, const std::vector<Measure>& outcomes,
                 const std::vector<std::vector<SensitivityIndex>>& indices, const SensitivityFolder& folder,
                 int rows) const {
        const Manifest& manifest = folder.manifest();
        Json json = json_head(name());
        json["study"] = folder.folder().string();
        json["status"] = manifest.complete ? "complete" : "resumable";
        json["scenario"] = manifest.scenario_id;
        json["method"] = name_of(design.method);
        json["seed"] = manifest.seed;
        json["rows"] = rows;
        json["runs"] = manifest.runs;
        json["runs_done"] = manifest.runs_done;
        json["state_hash"] = manifest.state_hash;
        json["people_moved"] = manifest.people_moved;
        json["seconds"] = manifest.seconds;
        json["factors"] = Json::array();
        for (const Factor& factor : design.factors) {
            json["factors"].push_back(
                {{"name", factor.name}, {"prior", factor.is_chance() ? "" : to_string(factor.prior)}});
        }
        json["outcomes"] = Json::array();
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            Json outcome = {{"outcome", measure_id(outcomes[i])},
                            {"unit", upsurge::describe(outcomes[i].observable).unit}};
            Json rows_of_table = Json::array();
            for (const SensitivityIndex& one : indices[i]) {
                if (one.factor < 0) {
                    outcome[std::string(one.index)] = one.value;
                    continue;
                }
                rows_of_table.push_back(
                    {{"factor", design.factors[static_cast<std::size_t>(one.factor)].name},
                     {"index", one.index},
                     {"value", one.value},
                     {"low", one.interval.low},
                     {"high", one.interval.high}});
            }
            outcome["indices"] = std::move(rows_of_table);
            json["outcomes"].push_back(std::move(outcome));
        }
        return json;
    }

    Exit stopped_by_problem(const Problems& problems, const std::filesystem::path& folder) {
        fail(*this, problems);
        write_error_line(fmt::format("Stopped: the runs that were written are kept in {}", folder.string()));
        return Exit::stopped;
    }

    Manifest manifest_of(const ReadScenario& scenario, int points) const {
        Manifest manifest;
        manifest.draw_scheme = draw_scheme_version;
        manifest.scenario_id = scenario.model.id;
        manifest.scenario_name = scenario.model.name;
        manifest.scenario_hash = hex(scenario.hash);
        manifest.command = name();
        manifest.command_line =
            fmt::format("upsurge sensitivity {} --method {} --{} {} --seed {}{}", scenario.model.id, method_,
                        method_ == "sobol" ? "samples" : "trajectories",
                        method_ == "sobol" ? samples_ : trajectories_, seed_, choice_.typed());
        for (const std::string& outcome : outcomes_) {
            manifest.command_line += " --outcome " + outcome;
        }
        for (const std::string& factor : factors_) {
            manifest.command_line += " --factor " + factor;
        }
        manifest.settings = choice_.set;
        manifest.until = choice_.until;
        manifest.seed = seed_;
        manifest.runs = points;
        manifest.resolution = choice_.resolution;
        manifest.parameters = "prior";
        manifest.vector_path = upsurge::name_of(best_vector_path());
        manifest.threads = threads_ > 0 ? threads_ : default_threads();
        manifest.people = scenario.model.people_of_country();
        manifest.rows = static_cast<std::int64_t>(scenario.model.layout.rows());
        manifest.created = now();
        return manifest;
    }

    ScenarioChoice choice_;
    std::string method_ = "morris";
    int trajectories_ = 20;
    int samples_ = 256;
    std::vector<std::string> outcomes_;
    std::vector<std::string> factors_;
    std::uint64_t seed_ = 1;
    int threads_ = 0;
    std::string out_;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_sensitivity_command() {
    return std::make_unique<SensitivityCommand>();
}

}  // namespace upsurge::cli
