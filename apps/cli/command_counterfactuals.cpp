#include <fmt/format.h>

#include <limits>

#include "commands.h"
#include "counterfactual_tables.h"
#include "counterfactuals_json.h"
#include "experiments/counterfactual_list.h"
#include "output.h"

namespace upsurge::cli {
namespace {

class CounterfactualsCommand final : public StudyCommand {
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
    void declare_design(CommandLine& line) override {
        choice_.declare_without_rivals(line);
        line.repeated("--hypothesis", hypotheses_, "ID",
                      "only this rival explanation; may be given several times (default: all of "
                      "hypotheses.toml that are not dull, or the scenario's own settings)");
        line.repeated("--intervention", interventions_, "ID",
                      "only this one thing done differently, and as it was; may be given several times "
                      "(default: all of interventions.toml)");
        line.number("--runs", runs_, 1, 100'000, "how many histories of each hypothesis and intervention");
        line.number("--seed", seed_, "the same seed gives the same tables, to the bit");
    }

  protected:
    void declare_telling(CommandLine& line) override {
        line.flag("--markdown", markdown_, "print the tables as Markdown");
    }
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return "point"; }
    std::vector<std::string> growing() const override { return {"--runs"}; }
    std::string typed() const override {
        std::string text = fmt::format("--runs {} --seed {}{}", runs_, seed_, choice_.typed());
        for (const std::string& hypothesis : hypotheses_) {
            text += " --hypothesis " + hypothesis;
        }
        for (const std::string& intervention : interventions_) {
            text += " --intervention " + intervention;
        }
        return text;
    }

    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override {
        const Model& model = scenario.model;
        Result<CounterfactualDesign> design = counterfactual_design(model, hypotheses_, interventions_);
        if (!design) {
            return tl::unexpected(design.error());
        }
        design->runs = runs_;
        design->seed = seed_;
        const std::size_t all = design->cells().size() * static_cast<std::size_t>(runs_);
        if (all > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
            Problem problem;
            problem.what = fmt::format("{} runs are more than this program counts", all);
            problem.hint = "fewer --runs, or some of the hypotheses and interventions";
            return failure(std::move(problem));
        }
        return std::make_unique<CounterfactualList>(model, std::move(*design));
    }

    void say(const ReadScenario&, const WorkList& list, const Manifest& manifest,
             const std::filesystem::path& folder) override {
        const auto& study = dynamic_cast<const CounterfactualList&>(list);
        const CounterfactualDesign& design = study.design();
        const OutcomeTables& tables = study.tables();
        if (as_json) {
            write_json(counterfactuals_json(name(), study, manifest, folder));
        } else if (!quiet()) {
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
            const std::string where = fmt::format("Study: {}", folder.string());
            markdown_ ? write_error_line(where) : write_line(where);
            const std::string page = fmt::format(
                "Page:  upsurge page STUDY --counterfactuals {}, with a STUDY that `upsurge run {}` made",
                folder.string(), manifest.scenario_id);
            if (!tables.cells.empty()) {
                markdown_ ? write_error_line(page) : write_line(page);
            }
        }
    }

  private:
    ScenarioChoice choice_;
    std::vector<std::string> hypotheses_;
    std::vector<std::string> interventions_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    bool markdown_ = false;
};

}  // namespace

std::unique_ptr<StudyCommand> make_counterfactuals_command() {
    return std::make_unique<CounterfactualsCommand>();
}

}  // namespace upsurge::cli
