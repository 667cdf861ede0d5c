/// What the commands share that go through the histories of a fit again: reconstruct, forecast.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiments/fitted_ensemble.h"
#include "fit_choice.h"
#include "runs_command.h"

namespace upsurge::cli {

class FittedRunsCommand : public RunsCommand {
  protected:
    void declare_fit(CommandLine& line);
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return "fitted"; }
    std::vector<std::string> growing() const override { return {"--no-page"}; }
    std::string depends_on() const override { return fit_hash_; }
    std::string typed() const override;
    std::string subject(const ReadScenario&) const override { return fit_.source; }
    Result<void> prepare() override;
    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override;
    Result<std::vector<StudyFile>> more_files(const ReadScenario&) override {
        return fit_files(fit_.folder());
    }

    /// Whether the command can ask this fit.
    virtual Result<void> may_ask(const ReadFit&) { return {}; }

    FitChoice fit_;
    std::string until_;

  private:
    ScenarioChoice choice_;
    std::vector<std::string> hypotheses_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    std::string fit_hash_;
};

}  // namespace upsurge::cli
