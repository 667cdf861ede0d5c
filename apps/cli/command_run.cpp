#include <fmt/format.h>

#include <algorithm>

#include "closing.h"
#include "commands.h"
#include "ensembles/ensemble.h"
#include "json_output.h"
#include "output.h"
#include "studies/observables_file.h"
#include "study_page.h"

namespace upsurge::cli {
namespace {

class RunCommand final : public StudyCommand {
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
    void declare_design(CommandLine& line) override {
        choice_.declare(line);
        line.number("--runs", runs_, 1, 1'000'000, "how many histories");
        line.number("--seed", seed_, "the same seed gives the same histories, to the bit");
        line.choice("--parameters", parameters_, {"point", "prior"},
                    "the scenario's own values, or a draw from the priors for each run");
        line.flag("--no-page", no_page_, "leave out page.html");
    }

  protected:
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return parameters_; }
    std::vector<std::string> growing() const override { return {"--runs", "--no-page"}; }
    bool adds_to_its_study() const override { return false; }
    std::string typed() const override {
        return fmt::format("--runs {} --seed {}{}{}", runs_, seed_,
                           parameters_ == "point" ? "" : " --parameters " + parameters_, choice_.typed());
    }

    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override {
        EnsembleOptions options;
        options.runs = runs_;
        options.seed = seed_;
        options.parameters = parameters_ == "prior" ? ParameterChoice::prior : ParameterChoice::point;
        return std::make_unique<Ensemble>(scenario.model, options);
    }

    Result<void> write_more(const ReadScenario& scenario, const std::filesystem::path& folder,
                            const Manifest& manifest) override {
        if (manifest.runs_done == 0) {
            return {};
        }
        Result<std::unique_ptr<ObservablesFile>> opened =
            ObservablesFile::open(folder / "observables.nc", scenario.model);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        observables_ = std::move(*opened);
        if (no_page_) {
            return {};
        }
        const Result<RunTables> tables = read_run_tables(folder, scenario.model);
        if (!tables) {
            return tl::unexpected(tables.error());
        }
        return write_page(folder / "page.html", scenario, &manifest, observables_.get(), &*tables);
    }

    void say(const ReadScenario& scenario, const WorkList&, const Manifest& manifest,
             const std::filesystem::path& folder) override {
        const RunValues* runs = observables_.get();
        const std::filesystem::path page =
            no_page_ || runs == nullptr ? std::filesystem::path() : folder / "page.html";
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
        } else if (!quiet()) {
            if (runs != nullptr) {
                write_line(closing_text(scenario, manifest, *runs, comparisons));
            }
            write_line(fmt::format("Study: {}", folder.string()));
            if (!page.empty()) {
                write_line(fmt::format("Page:  {}", page.string()));
            }
        }
    }

  private:
    ScenarioChoice choice_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    std::string parameters_ = "point";
    bool no_page_ = false;
    std::unique_ptr<ObservablesFile> observables_;  ///< of the study that was written
};

}  // namespace

std::unique_ptr<StudyCommand> make_run_command() {
    return std::make_unique<RunCommand>();
}

}  // namespace upsurge::cli
