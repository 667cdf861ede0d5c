/// What the commands share whose study is an ensemble of runs: run, reconstruct, forecast.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiments/comparison.h"
#include "studies/observables_file.h"
#include "study_command.h"

namespace upsurge::cli {

class RunsCommand : public StudyCommand {
  protected:
    void declare_page(CommandLine& line);
    Result<void> write_more(const ReadScenario& scenario, const std::filesystem::path& folder,
                            const Manifest& manifest) override;
    void say(const ReadScenario& scenario, const WorkList& list, const Manifest& manifest,
             const std::filesystem::path& folder) override;
    bool adds_to_its_study() const override { return false; }

    /// Tables of a command that its page shows.
    virtual Result<void> write_before_page(const ReadScenario&, const std::filesystem::path&) { return {}; }
    /// What a command has to say beyond what all of them do, under a heading or as lines.
    virtual std::string more_to_say() const { return {}; }
    const ObservablesFile* observables() const { return observables_.get(); }

  private:
    bool no_page_ = false;
    std::unique_ptr<ObservablesFile> observables_;  ///< of the study that was written
};

}  // namespace upsurge::cli
