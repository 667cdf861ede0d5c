/// What the commands share that do a work list in a study folder: run, sensitivity, counterfactuals.
///
/// A command says which options decide its study, which list they make and how its tables are told. Starting,
/// stopping, going on, shards, threads and ranks are the same for all of them and stand here.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command_line.h"
#include "scenario_options.h"
#include "studies/manifest.h"
#include "studies/study_folder.h"
#include "studies/work_folder.h"
#include "studies/work_list.h"

namespace upsurge::cli {

/// How the work is done. None of it changes a result.
struct WorkChoice {
    int threads = 0;
    std::string vector;
    std::string budget;
    bool quiet = false;

    void declare(CommandLine& line);
};

class StudyCommand : public Command {
  public:
    void declare(CommandLine& line) final;
    Exit execute() final;

    /// Goes on with a study of this command that was started or stopped, and ends as the command does.
    /// @param before  its manifest; the options in it have been taken as this command's own
    Exit go_on(const std::filesystem::path& folder, const Manifest& before, const WorkChoice& work);
    /// The options that decide the study, for the words of a manifest.
    virtual void declare_design(CommandLine& line) = 0;

  protected:
    /// Options that change what is said, not what is done.
    virtual void declare_telling(CommandLine&) {}
    virtual ScenarioChoice& choice() = 0;
    virtual std::uint64_t seed() const = 0;
    /// How parameters get their values: point or prior.
    virtual std::string parameters() const = 0;
    /// Names of the design options that may differ when a study is gone on with: they add or leave out items
    /// and do not change what an item is.
    virtual std::vector<std::string> growing() const = 0;
    /// Whether the command itself goes on with a study that --out names.
    virtual bool adds_to_its_study() const { return true; }
    /// The command's own options as they would be typed, with those of the scenario: "--runs 100 --seed 1".
    virtual std::string typed() const = 0;

    /// What else decides the study, such as the hash of a fit.
    virtual std::string depends_on() const { return {}; }
    /// Before the scenario is read: what the choice must know first.
    virtual Result<void> prepare() { return {}; }
    /// What the command is about, in the command line that reproduces the study: scenario or fit.
    virtual std::string subject(const ReadScenario& scenario) const { return scenario.model.id; }
    virtual Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) = 0;
    /// Files to keep in the study beside the scenario's own, such as those of a fit.
    virtual Result<std::vector<StudyFile>> more_files(const ReadScenario&) {
        return std::vector<StudyFile>();
    }
    /// After the tables were written: whatever else the study gets.
    virtual Result<void> write_more(const ReadScenario&, const std::filesystem::path&, const Manifest&) {
        return {};
    }
    /// Tells the results of a study that is as far as it gets now.
    virtual void say(const ReadScenario& scenario, const WorkList& list, const Manifest& manifest,
                     const std::filesystem::path& folder) = 0;

    /// Of a list that grows: a word before each round.
    virtual void say_round(const WorkList&) {}

    bool quiet() const { return work_.quiet; }

  private:
    struct Session;
    Exit work(Session session);
    Exit begin(Session& session);
    Exit do_missing(Session& session);
    std::optional<Exit> do_items(Session& session, const std::vector<int>& numbers);
    Exit conclude(Session& session);
    Exit say_shard(const Session& session);
    Exit stopped_by_problem(const Problems& problems, const std::filesystem::path& folder);
    Manifest new_manifest(const ReadScenario& scenario, const WorkList& list, VectorPath path);

    WorkChoice work_;
    std::string out_;
    std::string shard_;
};

}  // namespace upsurge::cli
