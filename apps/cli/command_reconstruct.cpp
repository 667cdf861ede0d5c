#include "commands.h"
#include "fitted_runs_command.h"

namespace upsurge::cli {
namespace {

class ReconstructCommand final : public FittedRunsCommand {
  public:
    const char* name() const override { return "reconstruct"; }
    const char* summary() const override {
        return "what probably happened: the histories of a fit, with their page";
    }
    const char* examples() const override {
        return "upsurge reconstruct studies/my-fit\n"
               "upsurge reconstruct kazakhstan-2022 --runs 200\n"
               "upsurge reconstruct studies/my-fit --hypothesis E0 --out what-happened";
    }
    void declare_design(CommandLine& line) override { declare_fit(line); }
};

}  // namespace

std::unique_ptr<StudyCommand> make_reconstruct_command() {
    return std::make_unique<ReconstructCommand>();
}

}  // namespace upsurge::cli
