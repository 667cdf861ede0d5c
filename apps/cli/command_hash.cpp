#include <fmt/format.h>

#include "commands.h"
#include "failing.h"
#include "json_output.h"
#include "output.h"
#include "studies/study.h"

namespace upsurge::cli {
namespace {

class HashCommand final : public Command {
  public:
    const char* name() const override { return "hash"; }
    const char* summary() const override { return "the state hash of a study, alone on standard output"; }
    const char* examples() const override { return "upsurge hash studies/latest"; }
    void declare(CommandLine& line) override { line.argument("study", study_, "folder of a study", true); }

    Exit execute() override {
        Result<Manifest> read = read_manifest(study_);
        if (read && read->state_hash.empty()) {
            // Killed before its end: the finished runs are in chunks, and opening the study gathers them.
            Result<Study> study = open_study(study_);
            read = study ? Result<Manifest>(study->manifest) : tl::unexpected(study.error());
        }
        if (!read) {
            return fail(*this, read.error());
        }
        const Manifest& manifest = *read;
        if (as_json) {
            Json json = json_head(name());
            json["state_hash"] = manifest.state_hash;
            json["runs_done"] = manifest.runs_done;
            json["complete"] = manifest.complete;
            write_json(json);
        } else {
            write_line(manifest.state_hash);
        }
        if (!manifest.complete) {
            write_error_line(fmt::format(
                "The study was stopped: the hash covers {} of {} runs; `upsurge resume {}` goes on.",
                manifest.runs_done, manifest.runs, study_));
            return Exit::stopped;
        }
        return Exit::done;
    }

  private:
    std::string study_;
};

}  // namespace

std::unique_ptr<Command> make_hash_command() {
    return std::make_unique<HashCommand>();
}

}  // namespace upsurge::cli
