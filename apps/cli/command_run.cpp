#include <fmt/format.h>

#include "commands.h"
#include "ensembles/ensemble.h"
#include "experiments/fitted_ensemble.h"
#include "experiments/reweight.h"
#include "fit_choice.h"
#include "runs_command.h"

namespace upsurge::cli {
namespace {

class RunCommand final : public RunsCommand {
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
        line.choice(
            "--parameters", parameters_, {"point", "prior", "fitted"},
            "the scenario's own values, a draw from the priors for each run, or one from the fit that "
            "the scenario ships with");
        declare_page(line);
    }

  protected:
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return parameters_; }
    std::vector<std::string> growing() const override { return {"--runs", "--no-page"}; }
    std::string typed() const override {
        return fmt::format("--runs {} --seed {}{}{}", runs_, seed_,
                           parameters_ == "point" ? "" : " --parameters " + parameters_, choice_.typed());
    }

    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override {
        if (parameters_ == "fitted") {
            return plan_fitted(scenario);
        }
        EnsembleOptions options;
        options.runs = runs_;
        options.seed = seed_;
        options.parameters = parameters_ == "prior" ? ParameterChoice::prior : ParameterChoice::point;
        return std::make_unique<Ensemble>(scenario.model, options);
    }

    Result<std::vector<StudyFile>> more_files(const ReadScenario& scenario) override {
        return parameters_ == "fitted" ? fit_files(scenario.folder / "fitted")
                                       : Result<std::vector<StudyFile>>();
    }

  private:
    Result<std::unique_ptr<WorkList>> plan_fitted(const ReadScenario& scenario) const {
        Problems problems;
        const auto refuse = [&](std::string what, std::string hint) {
            Problem problem;
            problem.what = std::move(what);
            problem.hint = std::move(hint);
            problems.push_back(std::move(problem));
        };
        if (!choice_.intervention.empty()) {
            refuse("--parameters fitted: these are histories without an intervention",
                   "`upsurge whatif` changes one thing in fitted histories");
        }
        if (!choice_.set.empty() || !choice_.until.empty()) {
            refuse("--parameters fitted: the fit has its own values and its own end",
                   "leave --set and --until away");
        }
        if (!problems.empty()) {
            return tl::unexpected(std::move(problems));
        }
        const std::filesystem::path folder = scenario.folder / "fitted";
        FitReading reading;
        reading.resolution = choice_.resolution;
        Result<ReadFit> fit = read_fit(folder, reading);
        if (!fit) {
            return tl::unexpected(fit.error());
        }
        if (choice_.resolution != fit->manifest.resolution) {
            // A fit holds at its own resolution; elsewhere its draws are weighed anew.
            if (auto taken = take_weights(folder / reweighted_name(choice_.resolution), *fit); !taken) {
                Problems problems_there = taken.error();
                problems_there.front().hint =
                    "`upsurge reweight` weighs the draws of the fit at another resolution";
                return tl::unexpected(std::move(problems_there));
            }
        }
        FittedEnsembleOptions options;
        options.runs = runs_;
        options.seed = seed_;
        options.replay = false;
        if (!choice_.hypothesis.empty()) {
            options.hypotheses = {choice_.hypothesis};
        }
        Result<std::unique_ptr<FittedEnsemble>> list = FittedEnsemble::plan(std::move(*fit), options);
        if (!list) {
            return tl::unexpected(list.error());
        }
        return std::unique_ptr<WorkList>(std::move(*list));
    }

    ScenarioChoice choice_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    std::string parameters_ = "point";
};

}  // namespace

std::unique_ptr<StudyCommand> make_run_command() {
    return std::make_unique<RunCommand>();
}

}  // namespace upsurge::cli
