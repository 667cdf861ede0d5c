#include <fmt/format.h>

#include <algorithm>

#include "commands.h"
#include "counterfactual_tables.h"
#include "counterfactuals_json.h"
#include "experiments/counterfactual_list.h"
#include "experiments/fitted_pasts.h"
#include "fit_choice.h"
#include "json_output.h"
#include "output.h"

namespace upsurge::cli {
namespace {

class WhatifCommand final : public StudyCommand {
  public:
    const char* name() const override { return "whatif"; }
    const char* summary() const override {
        return "one thing done differently in the histories of a fit, with the same chance events";
    }
    const char* examples() const override {
        return "upsurge whatif studies/my-fit --intervention no-shutdown\n"
               "upsurge whatif kazakhstan-2022 --runs 200\n"
               "upsurge whatif studies/my-fit --hypothesis E0 --markdown";
    }
    void declare_design(CommandLine& line) override {
        fit_.declare(line);
        line.repeated("--hypothesis", hypotheses_, "ID",
                      "only under this explanation; may be given several times (default: those that the "
                      "reports leave a probability of 5% or more)");
        line.repeated("--intervention", interventions_, "ID",
                      "only this one thing done differently, and as it was; may be given several times "
                      "(default: all of interventions.toml)");
        line.number("--runs", runs_, 1, 100'000, "how many histories under each explanation");
        line.number("--seed", seed_, "chance of what comes after the fit's last report");
    }

  protected:
    void declare_telling(CommandLine& line) override {
        line.flag("--markdown", markdown_, "print the tables as Markdown");
    }
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return "fitted"; }
    std::vector<std::string> growing() const override { return {}; }
    std::string depends_on() const override { return fit_hash_; }
    std::string subject(const ReadScenario&) const override { return fit_.source; }
    std::string typed() const override {
        std::string text = fmt::format("--runs {} --seed {}", runs_, seed_);
        for (const std::string& hypothesis : hypotheses_) {
            text += " --hypothesis " + hypothesis;
        }
        for (const std::string& intervention : interventions_) {
            text += " --intervention " + intervention;
        }
        return text;
    }
    Result<void> prepare() override {
        const Result<Manifest> manifest = read_manifest(fit_.folder());
        if (!manifest) {
            return tl::unexpected(manifest.error());
        }
        fit_hash_ = manifest->state_hash;
        return fit_.fill(choice_);
    }
    Result<std::vector<StudyFile>> more_files(const ReadScenario&) override {
        return fit_files(fit_.folder());
    }

    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override {
        Result<ReadFit> read = fit_.read();
        if (!read) {
            return tl::unexpected(read.error());
        }
        read_fit_ = std::make_unique<ReadFit>(std::move(*read));
        const std::vector<std::string> meant =
            hypotheses_.empty() ? surviving_hypotheses(*read_fit_) : hypotheses_;
        Problems problems;
        for (const std::string& id : meant) {
            const bool drawn = std::any_of(
                read_fit_->explanations.begin(), read_fit_->explanations.end(),
                [&](const ReadExplanation& one) { return one.hypothesis == id && !one.draws.empty(); });
            if (!drawn) {
                Problem problem;
                problem.file = fit_.folder().string();
                problem.what = fmt::format("this fit has no draws under the hypothesis '{}'", id);
                problems.push_back(std::move(problem));
            }
        }
        if (meant.empty()) {
            Problem problem;
            problem.file = fit_.folder().string();
            problem.what = "no explanation of this fit has reached the reports' whole likelihood";
            problem.hint = "let it go on with `upsurge resume`, or name a --hypothesis";
            problems.push_back(std::move(problem));
        }
        if (!problems.empty()) {
            return tl::unexpected(std::move(problems));
        }
        const bool own_settings = meant.size() == 1 && meant.front().empty();
        Result<CounterfactualDesign> design =
            counterfactual_design(scenario.model, own_settings ? std::vector<std::string>() : meant,
                                  interventions_, read_fit_->design.as_of);
        if (!design) {
            return tl::unexpected(design.error());
        }
        design->hypotheses = meant;
        design->runs = runs_;
        design->seed = seed_;
        auto pasts = std::make_unique<FittedPasts>(*read_fit_, meant, runs_, seed_);
        return std::make_unique<CounterfactualList>(scenario.model, std::move(*design), std::move(pasts));
    }

    void say(const ReadScenario&, const WorkList& list, const Manifest& manifest,
             const std::filesystem::path& folder) override {
        const auto& study = dynamic_cast<const CounterfactualList&>(list);
        if (as_json) {
            write_json(counterfactuals_json(name(), study, manifest, folder));
            return;
        }
        if (quiet()) {
            return;
        }
        write_text(counterfactual_tables(study.tables(), markdown_ ? TableForm::markdown : TableForm::plain));
        const std::string line = fmt::format(
            "{}: {} explanations x {} interventions (as it was among them) in histories of the fit {}, {} of "
            "{} runs in {:.1f} s, state hash {}\nThe differences hold for these models, given these reports: "
            "the same chance events, one thing changed.\nStudy: {}",
            manifest.scenario_name, study.design().hypotheses.size(), study.design().interventions.size(),
            fit_hash_, manifest.runs_done, manifest.runs, manifest.seconds, manifest.state_hash,
            folder.string());
        // A README takes the tables alone.
        markdown_ ? write_error_line(line) : write_line(line);
    }

  private:
    FitChoice fit_;
    ScenarioChoice choice_;
    std::vector<std::string> hypotheses_;
    std::vector<std::string> interventions_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    bool markdown_ = false;
    std::string fit_hash_;
    std::unique_ptr<ReadFit> read_fit_;
};

}  // namespace

std::unique_ptr<StudyCommand> make_whatif_command() {
    return std::make_unique<WhatifCommand>();
}

}  // namespace upsurge::cli
