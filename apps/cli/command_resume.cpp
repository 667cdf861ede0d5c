#include <fmt/format.h>

#include "commands.h"
#include "failing.h"
#include "go_on.h"
#include "studies/study_folder.h"

namespace upsurge::cli {
namespace {

class ResumeCommand final : public Command {
  public:
    const char* name() const override { return "resume"; }
    const char* summary() const override { return "go on with a study that was stopped or killed"; }
    const char* examples() const override {
        return "upsurge resume studies/latest\n"
               "upsurge resume my-study --budget 30m";
    }
    void declare(CommandLine& line) override {
        line.argument("study", study_, "folder of a study of run, sensitivity or counterfactuals", true);
        work_.declare(line);
        line.flag("--quiet", work_.quiet, "no progress and no closing lines");
    }
    Exit execute() override { return go_on_with(*this, study_path(study_), work_); }

  private:
    std::string study_;
    WorkChoice work_;
};

}  // namespace

std::unique_ptr<Command> make_resume_command() {
    return std::make_unique<ResumeCommand>();
}

}  // namespace upsurge::cli
