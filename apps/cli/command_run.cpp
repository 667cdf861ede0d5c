#include <fmt/format.h>

#include <algorithm>

#include "closing.h"
#include "commands.h"
#include "ensembles/ensemble.h"
#include "failing.h"
#include "interrupt.h"
#include "json_output.h"
#include "numbers/hash.h"
#include "output.h"
#include "progress.h"
#include "scenario_options.h"
#include "studies/local_time.h"
#include "studies/observables_file.h"
#include "studies/study_writer.h"
#include "study_page.h"

namespace upsurge::cli {
namespace {

class RunCommand final : public Command {
  public:
    const char* name() const override { return "run"; }
    const char* summary() const override {
        return "simulate a scenario many times; writes a study with its page";
    }
    const char* examples() const override {
        return "upsurge run kazakhstan-2022\n"
               "upsurge run kazakhstan-2022 --runs 500 --seed 7 --out my-study\n"
               "upsurge run kazakhstan-2022 --intervention no-shutdown\n"
               "upsurge run tutorial-town --set participation.threshold=0.2 --until "
               "2030-05-08T00:00:00+02:00";
    }
    void declare(CommandLine& line) override {
        choice_.declare(line);
        line.number("--runs", runs_, 1, 1'000'000, "how many histories");
        line.number("--seed", seed_, "the same seed gives the same histories, to the bit");
        line.choice("--parameters", parameters_, {"point", "prior"},
                    "the scenario's own values, or a draw from the priors for each run");
        line.number("--threads", threads_, 1, 4096, "how many at a time (default: one per core)");
        line.choice("--vector", vector_, {"portable", "avx2", "avx512"},
                    "instruction set; the results are the same (default: the widest of this machine)");
        line.text("--out", out_, "DIR", "folder of the study (default: studies/<scenario>-run-<time>)");
        line.flag("--no-page", no_page_, "leave out page.html");
        line.flag("--quiet", quiet_, "no progress and no closing lines");
    }

    Exit execute() override {
        VectorPath path = best_vector_path();
        if (!vector_.empty()) {
            path = *parse_vector_path(vector_);
            if (!supports(path)) {
                Problem problem;
                problem.what = fmt::format("this machine has no {}", vector_);
                problem.hint = fmt::format("leave --vector away: the widest here is {}",
                                           upsurge::name_of(best_vector_path()));
                fail(*this, {problem});
                return Exit::wrong_command_line;
            }
        }
        Result<ReadScenario> scenario = choice_.read();
        if (!scenario) {
            return fail(*this, scenario.error());
        }
        return simulate(*scenario, path);
    }

  private:
    Exit simulate(const ReadScenario& scenario, VectorPath path) {
        const Model& model = scenario.model;
        const bool own_folder = out_.empty();
        const std::filesystem::path folder =
            own_folder ? default_study_folder(model.id, name()) : std::filesystem::path(out_);
        Result<std::vector<StudyFile>> files = scenario_files(scenario);
        if (!files) {
            return fail(*this, files.error());
        }
        Result<StudyWriter> writer = StudyWriter::create(folder, model, manifest_of(scenario, path), *files);
        if (!writer) {
            return fail(*this, writer.error());
        }
        watch_for_interrupt();
        Progress progress(quiet_ || as_json);
        EnsembleOptions options;
        options.runs = runs_;
        options.seed = seed_;
        options.threads = threads_;
        options.path = path;
        options.parameters = parameters_ == "prior" ? ParameterChoice::prior : ParameterChoice::point;
        EnsembleObserver observer;
        observer.take_run = [&](FinishedRun run) { return writer->add(std::move(run)); };
        observer.progress = [&](const EnsembleProgress& state) { progress.show(state); };
        observer.stop = [] { return interrupted(); };
        const Result<EnsembleOutcome> outcome = run_ensemble(model, options, observer);
        progress.finish();
        if (!outcome) {
            return stopped_by_problem(outcome.error(), folder);
        }
        if (!outcome->broken_invariant.empty()) {
            write_error_line("upsurge: internal error: " + outcome->broken_invariant);
            return Exit::our_fault;
        }
        return conclude(scenario, *writer, *outcome, own_folder);
    }

    Exit conclude(const ReadScenario& scenario, StudyWriter& writer, const EnsembleOutcome& outcome,
                  bool own_folder) {
        if (auto assembled = writer.assemble(outcome.seconds); !assembled) {
            return stopped_by_problem(assembled.error(), writer.folder());
        }
        const Manifest& manifest = writer.manifest();
        std::unique_ptr<ObservablesFile> runs;
        if (manifest.runs_done > 0) {
            Result<std::unique_ptr<ObservablesFile>> opened =
                ObservablesFile::open(writer.folder() / "observables.nc", scenario.model);
            if (!opened) {
                return stopped_by_problem(opened.error(), writer.folder());
            }
            runs = std::move(*opened);
        }
        const std::filesystem::path page = writer.folder() / "page.html";
        if (!no_page_ && runs) {
            const Result<RunTables> tables = read_run_tables(writer.folder(), scenario.model);
            if (!tables) {
                return stopped_by_problem(tables.error(), writer.folder());
            }
            if (auto written = write_page(page, scenario, &manifest, runs.get(), &*tables); !written) {
                return stopped_by_problem(written.error(), writer.folder());
            }
        }
        if (auto finished = writer.finish(); !finished) {
            return stopped_by_problem(finished.error(), writer.folder());
        }
        if (own_folder) {
            if (auto linked = name_latest(writer.folder()); !linked) {
                write_problems(linked.error());
            }
        }
        say(scenario, manifest, runs.get(), writer.folder(),
            no_page_ || !runs ? std::filesystem::path() : page);
        if (!manifest.complete) {
            write_error_line(fmt::format("Stopped: {} of {} runs are kept in {}", manifest.runs_done,
                                         manifest.runs, writer.folder().string()));
            return Exit::stopped;
        }
        return Exit::done;
    }

    void say(const ReadScenario& scenario, const Manifest& manifest, const RunValues* runs,
             const std::filesystem::path& folder, const std::filesystem::path& page) const {
        std::vector<Comparison> comparisons;
        if (runs != nullptr) {
            comparisons = compare_reports(scenario.model, *runs);
        }
        if (as_json) {
            Json json = json_head(name());
            json["study"] = folder.string();
            json["page"] = page.string();
            json["status"] = manifest.complete ? "complete" : "resumable";
            json["scenario"] = manifest.scenario_id;
            json["hypothesis"] = manifest.hypothesis;
            json["intervention"] = manifest.intervention;
            json["seed"] = manifest.seed;
            json["runs"] = manifest.runs;
            json["runs_done"] = manifest.runs_done;
            json["state_hash"] = manifest.state_hash;
            json["people"] = manifest.people;
            json["rows"] = manifest.rows;
            json["people_moved"] = manifest.people_moved;
            json["active_blocks"] = manifest.active_blocks;
            json["seconds"] = manifest.seconds;
            json["reports"] = scenario.model.reports.size();
            json["reports_compared"] = comparisons.size();
            json["reports_inside"] = std::count_if(comparisons.begin(), comparisons.end(),
                                                   [](const Comparison& one) { return one.inside; });
            write_json(json);
        } else if (!quiet_) {
            if (runs != nullptr) {
                write_line(closing_text(scenario, manifest, *runs, comparisons));
            }
            write_line(fmt::format("Study: {}", folder.string()));
            if (!page.empty()) {
                write_line(fmt::format("Page:  {}", page.string()));
            }
        }
    }

    /// A disk that is full or a folder that is gone after the runs began: what is in chunks stays.
    Exit stopped_by_problem(const Problems& problems, const std::filesystem::path& folder) {
        fail(*this, problems);
        write_error_line(fmt::format("Stopped: the runs that were written are kept in {}", folder.string()));
        return Exit::stopped;
    }

    Manifest manifest_of(const ReadScenario& scenario, VectorPath path) const {
        Manifest manifest;
        manifest.draw_scheme = draw_scheme_version;
        manifest.scenario_id = scenario.model.id;
        manifest.scenario_name = scenario.model.name;
        manifest.scenario_hash = hex(scenario.hash);
        manifest.command = name();
        manifest.command_line =
            fmt::format("upsurge run {} --runs {} --seed {}{}{}", scenario_word(scenario), runs_, seed_,
                        parameters_ == "point" ? "" : " --parameters " + parameters_, choice_.typed());
        manifest.settings = choice_.set;
        manifest.until = choice_.until;
        manifest.hypothesis = choice_.hypothesis;
        manifest.intervention = choice_.intervention;
        manifest.seed = seed_;
        manifest.runs = runs_;
        manifest.resolution = choice_.resolution;
        manifest.parameters = parameters_;
        manifest.vector_path = upsurge::name_of(path);
        manifest.threads = std::min(threads_ > 0 ? threads_ : default_threads(), runs_);
        manifest.people = scenario.model.people_of_country();
        manifest.rows = static_cast<std::int64_t>(scenario.model.layout.rows());
        manifest.created = now();
        return manifest;
    }

    /// The scenario as others can type it: a path of this machine would mean nothing to them.
    static const std::string& scenario_word(const ReadScenario& scenario) { return scenario.model.id; }

    ScenarioChoice choice_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    std::string parameters_ = "point";
    int threads_ = 0;
    std::string vector_;
    std::string out_;
    bool no_page_ = false;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_run_command() {
    return std::make_unique<RunCommand>();
}

}  // namespace upsurge::cli
