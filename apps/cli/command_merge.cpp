#include "commands.h"
#include "ensembles/ranks.h"
#include "failing.h"
#include "go_on.h"
#include "studies/merge_shards.h"
#include "studies/study_folder.h"

namespace upsurge::cli {
namespace {

class MergeCommand final : public Command {
  public:
    const char* name() const override { return "merge"; }
    const char* summary() const override { return "make one study of all its shards"; }
    const char* examples() const override {
        return "upsurge merge whole part-1 part-2 part-3\n"
               "upsurge merge studies/whole shards/*";
    }
    void declare(CommandLine& line) override {
        line.argument("study", study_, "folder of the study to make", true);
        line.arguments("shard", shards_, "folders of all shards, in any order");
        line.flag("--quiet", work_.quiet, "no closing lines");
    }

    Exit execute() override {
        if (Ranks::count() > 1) {
            Problem problem;
            problem.what = "shards are merged by one process, not by several ranks";
            fail(*this, {problem});
            return Exit::wrong_command_line;
        }
        const Result<Manifest> merged = merge_shards(study_path(study_), {shards_.begin(), shards_.end()});
        if (!merged) {
            return fail(*this, merged.error());
        }
        return go_on_with(*this, study_path(study_), work_);
    }

  private:
    std::string study_;
    std::vector<std::string> shards_;
    WorkChoice work_;
};

}  // namespace

std::unique_ptr<Command> make_merge_command() {
    return std::make_unique<MergeCommand>();
}

}  // namespace upsurge::cli
