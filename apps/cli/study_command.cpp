#include "study_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <system_error>

#include "ensembles/do_work.h"
#include "ensembles/ranks.h"
#include "failing.h"
#include "interrupt.h"
#include "json_output.h"
#include "numbers/hash.h"
#include "numbers/philox.h"
#include "option_words.h"
#include "output.h"
#include "progress.h"
#include "rank_messages.h"
#include "studies/durable_file.h"
#include "studies/hex_digits.h"
#include "studies/local_time.h"
#include "studies/study_folder.h"
#include "study_page.h"
#include "work_settings.h"

namespace upsurge::cli {
namespace {

/// Over everything that decides what the number of an item means.
std::string design_of(const Manifest& manifest, const std::vector<std::string>& growing,
                      const std::string& depends_on) {
    StateHash hash;
    hash.add_text(manifest.version);
    hash.add(manifest.draw_scheme);
    hash.add_text(manifest.scenario_hash);
    hash.add_text(manifest.command);
    for (const std::string& word : manifest.options) {
        if (std::find(growing.begin(), growing.end(), word.substr(0, word.find('='))) == growing.end()) {
            hash.add_text(word);
        }
    }
    if (!depends_on.empty()) {
        hash.add_text(depends_on);
    }
    return hex(hash.value());
}

/// Files of a scenario that are not as they were when the study began.
Problems changed_files(const Manifest& before, const ReadScenario& scenario) {
    Problems problems;
    if (const Result<std::vector<StudyFile>> files = scenario_files(scenario)) {
        for (const std::string& name : differing_files(before, *files)) {
            Problem problem;
            problem.file = (scenario.folder / name).string();
            problem.what = "this file of the scenario has been changed since the study began";
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

/// Numbers of a list that grows have no end yet.
int most_items(const WorkList& list) {
    return list.in_rounds() ? std::numeric_limits<int>::max() : list.items();
}

Problem about(const std::filesystem::path& folder, std::string what, std::string hint) {
    Problem problem;
    problem.file = folder.string();
    problem.what = std::move(what);
    problem.hint = std::move(hint);
    return problem;
}

}  // namespace

/// One go at a study, from opening its folder to telling what came of it.
struct StudyCommand::Session {
    WorkSettings settings;
    std::filesystem::path folder;
    bool own_folder = false;         ///< its name was made here
    std::optional<Manifest> before;  ///< of a study that is gone on with
    Shard shard;
    ReadScenario scenario;
    std::unique_ptr<WorkList> list;
    Manifest manifest;
    std::optional<FolderLock> lock;
    std::optional<WorkFolder> finished;
    std::vector<int> missing;
    double seconds = 0;  ///< that the items took now
};

void StudyCommand::declare(CommandLine& line) {
    declare_design(line);
    work_.declare(line);
    line.text("--shard", shard_, "I/N",
              "do only part I of N of the runs; `upsurge merge` makes the whole of all parts");
    const std::string folder =
        fmt::format("folder of the study{} (default: studies/<scenario>-{}-<time>)",
                    adds_to_its_study() ? "; one of this command is gone on with" : "", name());
    line.text("--out", out_, "DIR", folder.c_str());
    declare_telling(line);
    line.flag("--quiet", work_.quiet, "no progress and no closing lines");
}

Exit StudyCommand::execute() {
    Session session;
    Result<WorkSettings> settings = settings_of(work_);
    Problems problems = settings ? Problems() : settings.error();
    if (!shard_.empty()) {
        if (const Result<Shard> shard = parse_shard(shard_)) {
            session.shard = *shard;
        } else {
            Problem problem = shard.error().front();
            problem.what = "--shard: " + problem.what;
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty()) {
        fail(*this, problems);
        return Exit::wrong_command_line;
    }
    session.settings = *settings;
    session.own_folder = out_.empty();
    session.folder = study_path(out_);
    return work(std::move(session));
}

Exit StudyCommand::go_on(const std::filesystem::path& folder, const Manifest& before,
                         const WorkChoice& chosen) {
    work_ = chosen;
    Result<WorkSettings> settings = settings_of(work_);
    if (!settings) {
        fail(*this, settings.error());
        return Exit::wrong_command_line;
    }
    if (auto same = check_scenario_copy(folder, before); !same) {
        return fail(*this, same.error());
    }
    Session session;
    session.settings = *settings;
    session.folder = folder;
    session.before = before;
    session.shard = before.shard;
    return work(std::move(session));
}

Exit StudyCommand::work(Session session) {
    if (auto prepared = prepare(); !prepared) {
        return fail(*this, prepared.error());
    }
    Result<ReadScenario> scenario = choice().read();
    if (!scenario) {
        return fail(*this, scenario.error());
    }
    session.scenario = std::move(*scenario);
    if (session.before) {
        // The copy's folder is called "scenario"; the scenario's own name is in the manifest.
        session.scenario.model.id = session.before->scenario_id;
    }
    Result<std::unique_ptr<WorkList>> list = plan(session.scenario);
    if (!list) {
        const Exit exit = fail(*this, list.error());
        const bool of_no_file = std::all_of(list.error().begin(), list.error().end(),
                                            [](const Problem& problem) { return problem.file.empty(); });
        return of_no_file ? Exit::wrong_command_line : exit;
    }
    session.list = std::move(*list);
    if (session.list->in_rounds() && (Ranks::count() > 1 || !session.shard.is_whole())) {
        Problem problem;
        problem.what =
            fmt::format("{} cannot be split: what it does next depends on all that it did before", name());
        problem.hint = "one process with --threads";
        fail(*this, {problem});
        return Exit::wrong_command_line;
    }
    session.manifest = new_manifest(session.scenario, *session.list, session.settings.path);
    session.manifest.shard = session.shard;
    const Exit begun = Ranks::is_first() ? begin(session) : Exit::done;
    if (Ranks::largest(static_cast<int>(begun)) != static_cast<int>(Exit::done)) {
        return begun;
    }
    watch_for_interrupt();
    const Exit done = do_missing(session);
    const auto worst = static_cast<Exit>(Ranks::largest(static_cast<int>(done)));
    if (!Ranks::is_first()) {
        return done;
    }
    return worst == Exit::done ? conclude(session) : worst;
}

/// Makes or opens the folder and finds out what is missing; rank 0 alone does this.
Exit StudyCommand::begin(Session& session) {
    if (session.own_folder) {
        session.folder = default_study_folder(session.scenario.model.id, name());
    }
    const bool adds = !session.before && adds_to_its_study() && is_study(session.folder);
    if (adds) {
        Result<Manifest> before = read_manifest(session.folder);
        if (!before) {
            return fail(*this, before.error());
        }
        if (before->command != name()) {
            return fail(
                *this,
                {about(session.folder, "this folder holds another study, and a study never overwrites one",
                       "choose another folder with --out, or leave --out away for a new one")});
        }
        session.before = std::move(*before);
    }
    if (!session.before) {
        Result<std::vector<StudyFile>> files = scenario_files(session.scenario);
        const Result<std::vector<StudyFile>> more = more_files(session.scenario);
        if (!files || !more) {
            return fail(*this, files ? more.error() : files.error());
        }
        files->insert(files->end(), more->begin(), more->end());
        if (auto started = start_study(session.folder, session.manifest, *files); !started) {
            return fail(*this, started.error());
        }
    }
    Result<FolderLock> lock = FolderLock::take(session.folder);
    if (!lock) {
        return fail(*this, lock.error());
    }
    session.lock.emplace(std::move(*lock));
    if (session.before) {
        const Manifest& before = *session.before;
        if (before.design != session.manifest.design || before.shard != session.manifest.shard) {
            Problems problems;
            if (before.scenario_hash != session.manifest.scenario_hash) {
                problems = changed_files(before, session.scenario);
            }
            if (before.version != session.manifest.version ||
                before.draw_scheme != session.manifest.draw_scheme) {
                problems.push_back(about(session.folder,
                                         fmt::format("the study was begun by version {} with draw scheme {}, "
                                                     "this is version {} with draw scheme {}",
                                                     before.version, before.draw_scheme,
                                                     session.manifest.version, session.manifest.draw_scheme),
                                         {}));
            }
            problems.push_back(
                about(session.folder,
                      fmt::format("this folder is of another design and cannot be gone on "
                                  "with; it was made by: {}{}",
                                  before.command_line,
                                  before.shard.is_whole() ? "" : " --shard " + to_string(before.shard)),
                      "repeat that command, or choose another folder with --out"));
            return fail(*this, problems);
        }
        session.manifest.scenario_files = before.scenario_files;
        session.manifest.seconds = before.seconds;
        session.manifest.created = before.created;
        remove_partial_files(session.folder);
    }
    if (auto made = make_folder(session.folder / "chunks"); !made) {
        return fail(*this, made.error());
    }
    Result<WorkFolder> finished = WorkFolder::open(
        session.folder / "chunks", *parse_hex(session.manifest.design), most_items(*session.list));
    if (!finished) {
        return fail(*this, finished.error());
    }
    for (const std::filesystem::path& file : finished->damaged()) {
        write_error_line(fmt::format("{}: damaged or cut short; its runs are made again", file.string()));
    }
    if (auto cleaned = finished->clean(); !cleaned) {
        return fail(*this, cleaned.error());
    }
    session.missing = session.list->in_rounds() ? std::vector<int>() : finished->missing(session.shard);
    if (adds) {
        // With more or fewer runs than before the tables must not be taken for whole.
        count_finished(
            *finished, session.list->items(), session.list->runs_per_item(),
            [&](int item, int run) { return session.list->run_ordinal(item, run); }, session.manifest);
        session.manifest.complete = false;
        if (auto written = write_manifest(session.folder, session.manifest); !written) {
            return fail(*this, written.error());
        }
    }
    session.finished.emplace(std::move(*finished));
    return Exit::done;
}

/// Every rank does its part of what is missing.
Exit StudyCommand::do_missing(Session& session) {
    session.missing = missing_of_this_rank(session.folder, session.missing);
    if (!session.finished) {
        session.finished.emplace(WorkFolder::beside(
            session.folder / "chunks", *parse_hex(session.manifest.design), session.list->items()));
    }
    if (!session.list->in_rounds()) {
        return do_items(session, session.missing).value_or(Exit::done);
    }
    for (;;) {
        std::vector<int> missing;
        for (const int number : session.list->ready()) {
            if (!session.finished->finished().contains(number)) {
                missing.push_back(number);
            }
        }
        if (!missing.empty()) {
            say_round(*session.list);
            if (const std::optional<Exit> ended = do_items(session, missing)) {
                return *ended;
            }
        }
        const Result<bool> more = session.list->go_on(*session.finished);
        if (!more) {
            return stopped_by_problem(more.error(), session.folder);
        }
        if (!*more) {
            return Exit::done;
        }
    }
}

/// Does some items and puts them on the disk. Nothing if all were done; else how the work ended, Exit::done
/// after a stop that was asked for.
std::optional<Exit> StudyCommand::do_items(Session& session, const std::vector<int>& numbers) {
    Progress progress(quiet() || as_json || !Ranks::is_first(), session.list->runs_per_item(),
                      session.list->counted());
    WorkObserver observer;
    observer.progress = [&](const WorkProgress& state) { progress.show(state); };
    observer.stop = [&] { return interrupted() || session.settings.is_over(); };
    const auto take = [&](WorkItem item) { return session.finished->add(std::move(item)); };
    Result<DoneWork> done =
        do_work(*session.list, numbers, session.settings.threads, session.settings.path, take, observer);
    progress.finish();
    // What is finished goes to the disk, whatever else went wrong.
    auto flushed = session.finished->flush();
    if (!done || !flushed) {
        return stopped_by_problem(done ? flushed.error() : done.error(), session.folder);
    }
    if (!done->broken_invariant.empty()) {
        const EveryRankSpeaks loud;
        write_error_line("upsurge: internal error: " + done->broken_invariant);
        return Exit::our_fault;
    }
    session.seconds += done->outcome.seconds;
    session.manifest.threads = done->outcome.threads * Ranks::count();
    return done->outcome.stopped ? std::optional(Exit::done) : std::nullopt;
}

/// Tables and the manifest; rank 0 alone does this.
Exit StudyCommand::conclude(Session& session) {
    WorkList& list = *session.list;
    Manifest& manifest = session.manifest;
    if (Ranks::count() > 1) {
        Result<WorkFolder> of_all =
            WorkFolder::open(session.folder / "chunks", *parse_hex(manifest.design), list.items());
        if (!of_all) {
            return stopped_by_problem(of_all.error(), session.folder);
        }
        session.finished.emplace(std::move(*of_all));
    }
    count_finished(
        *session.finished, list.items(), list.runs_per_item(),
        [&](int item, int run) { return list.run_ordinal(item, run); }, manifest);
    manifest.seconds += session.seconds;
    if (session.shard.is_whole()) {
        auto written = list.write_tables(session.folder, *session.finished, manifest);
        if (written) {
            written = write_more(session.scenario, session.folder, manifest);
        }
        if (!written) {
            return stopped_by_problem(written.error(), session.folder);
        }
    }
    if (auto written = write_manifest(session.folder, manifest); !written) {
        return stopped_by_problem(written.error(), session.folder);
    }
    if (manifest.complete && session.shard.is_whole() && list.tables_replace_items()) {
        std::error_code error;
        std::filesystem::remove_all(session.folder / "chunks", error);
        if (error) {
            return stopped_by_problem(
                {file_problem("remove the chunks", session.folder / "chunks", error.value())},
                session.folder);
        }
    }
    const bool among_studies = session.own_folder || session.folder.parent_path().filename() == "studies";
    if (among_studies && session.shard.is_whole()) {
        if (auto linked = name_latest(session.folder); !linked) {
            write_problems(linked.error());
        }
    }
    if (!session.shard.is_whole()) {
        say_shard(session);
    } else {
        say(session.scenario, list, manifest, session.folder);
    }
    if (!manifest.complete) {
        const std::string folder = session.folder.string();
        write_error_line(fmt::format(
            "Stopped: {} of {} {} are kept in {}; `upsurge resume {}` goes on", manifest.runs_done,
            items_of(session.shard, list.items()) * list.runs_per_item(), list.counted(), folder, folder));
        return Exit::stopped;
    }
    return Exit::done;
}

Exit StudyCommand::say_shard(const Session& session) {
    const Manifest& manifest = session.manifest;
    if (as_json) {
        Json json = json_head(name());
        json["study"] = session.folder.string();
        json["status"] = manifest.complete ? "complete" : "resumable";
        json["scenario"] = manifest.scenario_id;
        json["shard"] = to_string(manifest.shard);
        json["seed"] = manifest.seed;
        json["runs"] = manifest.runs;
        json["runs_done"] = manifest.runs_done;
        json["state_hash"] = manifest.state_hash;
        json["seconds"] = manifest.seconds;
        write_json(json);
    } else if (!quiet()) {
        write_line(fmt::format("{}: shard {}, {} of {} runs in {:.1f} s", manifest.scenario_name,
                               to_string(manifest.shard), manifest.runs_done, manifest.runs,
                               manifest.seconds));
        write_line(fmt::format("Shard: {}; `upsurge merge DIR SHARD...` makes the study of all {}",
                               session.folder.string(), manifest.shard.of));
    }
    return Exit::done;
}

/// A disk that is full or a folder that is gone after the work began: what is in chunks stays.
Exit StudyCommand::stopped_by_problem(const Problems& problems, const std::filesystem::path& folder) {
    const EveryRankSpeaks loud;
    fail(*this, problems);
    write_error_line(
        fmt::format("Stopped: the runs that were written are kept in {}; when this is mended, `upsurge "
                    "resume {}` goes on",
                    folder.string(), folder.string()));
    return Exit::stopped;
}

Manifest StudyCommand::new_manifest(const ReadScenario& scenario, const WorkList& list, VectorPath path) {
    const ScenarioChoice& chosen = choice();
    Manifest manifest;
    manifest.draw_scheme = draw_scheme_version;
    manifest.scenario_id = scenario.model.id;
    manifest.scenario_name = scenario.model.name;
    manifest.scenario_hash = hex(scenario.hash);
    manifest.command = name();
    manifest.command_line = fmt::format("upsurge {} {} {}", name(), subject(scenario), typed());
    manifest.options = option_words([&](CommandLine& line) { declare_design(line); });
    manifest.design = design_of(manifest, growing(), depends_on());
    manifest.settings = chosen.set;
    manifest.until = chosen.until;
    manifest.hypothesis = chosen.hypothesis;
    manifest.intervention = chosen.intervention;
    manifest.seed = seed();
    manifest.runs = list.items() * list.runs_per_item();
    manifest.resolution = chosen.resolution;
    manifest.parameters = parameters();
    manifest.vector_path = upsurge::name_of(path);
    manifest.people = scenario.model.people_of_country();
    manifest.rows = static_cast<std::int64_t>(scenario.model.layout.rows());
    manifest.created = now();
    return manifest;
}

}  // namespace upsurge::cli
