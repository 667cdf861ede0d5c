/// A study survives damage, stops and bad folders, and gives back what was put in.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "mechanisms/registry.h"
#include "numbers/hash.h"
#include "scenarios/read_scenario.h"
#include "studies/assemble_study.h"
#include "studies/durable_file.h"
#include "studies/item_file.h"
#include "studies/local_time.h"
#include "studies/merge_shards.h"
#include "studies/read_run_tables.h"
#include "studies/run_item.h"
#include "studies/run_tables.h"
#include "studies/statistics.h"
#include "studies/study.h"
#include "studies/study_folder.h"
#include "studies/work_folder.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone after the test.
class StudyTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "upsurge-studies-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        const auto read = read_scenario(fs::path(UPSURGE_SOURCE_DIR) / "scenarios/tutorial-town");
        ASSERT_TRUE(read);
        scenario_ = *read;
    }
    void TearDown() override { fs::remove_all(folder_); }

    FinishedRun run(int ordinal) const {
        FinishedRun run;
        run.run = ordinal;
        run.values = point_values(scenario_.model);
        run.result = run_rows(scenario_.model, run.values,
                              make_run_key(1, Purpose::simulate, 0, static_cast<std::uint64_t>(ordinal), 0),
                              VectorPath::portable);
        return run;
    }
    Manifest manifest(int runs) const {
        Manifest manifest;
        manifest.scenario_id = "tutorial-town";
        manifest.scenario_hash = hex(scenario_.hash);
        manifest.resolution = "coarse";
        manifest.seed = 18446744073709551615u;
        manifest.runs = runs;
        manifest.settings = {};
        manifest.command = "run";
        manifest.design = hex(design);
        return manifest;
    }
    std::vector<StudyFile> files() const {
        std::vector<StudyFile> files;
        for (const std::string& name : scenario_.files) {
            files.push_back({name, *read_whole(scenario_.folder / name)});
        }
        return files;
    }
    /// Writes a study, or a shard of it, with these runs, in this order.
    fs::path write(const std::string& name, int total, const std::vector<int>& runs, bool finish,
                   const Shard& shard = {}) const {
        const fs::path folder = folder_ / name;
        Manifest about = manifest(total);
        about.shard = shard;
        EXPECT_TRUE(start_study(folder, about, files()));
        auto work = WorkFolder::open(folder / "chunks", design, total);
        EXPECT_TRUE(work);
        for (int ordinal : runs) {
            EXPECT_TRUE(work->add(item_of_run(scenario_.model, run(ordinal))));
        }
        EXPECT_TRUE(work->flush());
        if (finish) {
            count_finished(
                *work, total, 1, [](int item, int) { return item; }, about);
            if (shard.is_whole()) {
                EXPECT_TRUE(assemble_study(folder, scenario_.model, *work, about));
            }
            EXPECT_TRUE(write_manifest(folder, about));
        }
        return folder;
    }

    static constexpr std::uint64_t design = 0x0123456789abcdef;
    fs::path folder_;
    ReadScenario scenario_;
};

TEST_F(StudyTest, GivesBackEveryNumberWhateverTheOrderOfTheRuns) {
    const auto study = open_study(write("a", 3, {2, 0, 1}, true));
    ASSERT_TRUE(study);
    EXPECT_TRUE(study->manifest.complete);
    EXPECT_EQ(study->manifest.seed, 18446744073709551615u);
    EXPECT_EQ(study->runs->run_ordinals(), (std::vector<int>{0, 1, 2}));
    const FinishedRun second = run(1);
    EXPECT_EQ(study->runs->run_hashes()[1], second.result.hash);
    const std::size_t ticks = static_cast<std::size_t>(study->runs->ticks());
    for (Observable observable : {Observable::crowd, Observable::detentions_total, Observable::legitimacy}) {
        const std::vector<double> values = study->runs->values(observable, 0);
        ASSERT_EQ(values.size(), 3 * ticks);
        for (std::size_t tick = 0; tick < ticks; ++tick) {
            const double expected = second.result.history.at(static_cast<int>(tick), 0, observable);
            EXPECT_EQ(values[ticks + tick], adds_up(observable) ? expected : static_cast<float>(expected));
        }
    }
    const auto other = open_study(write("b", 3, {1, 2, 0}, true));
    ASSERT_TRUE(other);
    EXPECT_EQ(study->manifest.state_hash, other->manifest.state_hash);
    EXPECT_EQ(*read_whole(folder_ / "a/summary.csv"), *read_whole(folder_ / "b/summary.csv"));
    EXPECT_EQ(*read_whole(folder_ / "a/draws.csv"), *read_whole(folder_ / "b/draws.csv"));
}

TEST_F(StudyTest, AKilledStudyIsGatheredFromItsBlocks) {
    const auto study = open_study(write("killed", 40, {3, 0, 17}, false));
    ASSERT_TRUE(study);
    EXPECT_FALSE(study->manifest.complete);
    EXPECT_EQ(study->manifest.runs_done, 3);
    ASSERT_TRUE(study->runs);
    EXPECT_EQ(study->runs->run_ordinals(), (std::vector<int>{0, 3, 17}));
    EXPECT_TRUE(fs::exists(folder_ / "killed/chunks"));
}

TEST_F(StudyTest, RefusesAFolderInUseAndLeavesItAlone) {
    fs::create_directories(folder_ / "full");
    std::ofstream(folder_ / "full/note.txt") << "mine";
    Manifest about = manifest(1);
    const auto started = start_study(folder_ / "full", about, {});
    ASSERT_FALSE(started);
    EXPECT_NE(started.error().front().what.find("not empty"), std::string::npos);
    EXPECT_EQ(*read_whole(folder_ / "full/note.txt"), "mine");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "full"), fs::directory_iterator()), 1);
    // One that holds nothing may be used, and nothing is left beside it.
    fs::create_directories(folder_ / "empty");
    EXPECT_TRUE(start_study(folder_ / "empty", about, files()));
    EXPECT_TRUE(is_study(folder_ / "empty"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 2);
}

TEST_F(StudyTest, OneProcessAtATimeWorksInAFolder) {
    auto first = FolderLock::take(folder_);
    ASSERT_TRUE(first);
    const auto second = FolderLock::take(folder_);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().front().what.find("at work"), std::string::npos);
    { const FolderLock released = std::move(*first); }
    EXPECT_TRUE(FolderLock::take(folder_));
}

TEST_F(StudyTest, EveryChangedFileOfTheScenarioCopyIsNamed) {
    const fs::path study = write("changed", 1, {0}, true);
    const Manifest about = *read_manifest(study);
    EXPECT_TRUE(check_scenario_copy(study, about));
    std::ofstream(study / "scenario/scenario.toml", std::ios::app) << "# changed\n";
    fs::remove(study / "scenario/places.csv");
    std::ofstream(study / "scenario/new.csv") << "new\n";
    const auto checked = check_scenario_copy(study, about);
    ASSERT_FALSE(checked);
    ASSERT_EQ(checked.error().size(), 3u);
    std::string named;
    for (const Problem& problem : checked.error()) {
        named += fs::path(problem.file).filename().string() + " ";
    }
    for (const char* name : {"scenario.toml", "places.csv", "new.csv"}) {
        EXPECT_NE(named.find(name), std::string::npos) << named;
    }
    EXPECT_FALSE(open_study(study));
}

TEST_F(StudyTest, EveryDamagedByteOfAnItemFileIsNoticed) {
    const fs::path path = folder_ / item_file_name(7);
    const std::vector<WorkItem> items = {item_of_run(scenario_.model, run(7)), {9, {1, 2}, 3, 4, "five"}};
    const auto places = write_items(path, design, items);
    ASSERT_TRUE(places);
    EXPECT_EQ(read_items(path, design)->items, items);
    ItemReader reader;
    EXPECT_EQ(*reader.read(path, (*places)[1]), items[1]);
    EXPECT_EQ(*reader.read(path, (*places)[0]), items[0]);
    const std::string whole = *read_whole(path);
    for (std::size_t at = 0; at < whole.size(); at += at < 64 || at + 64 > whole.size() ? 1 : 997) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        ASSERT_TRUE(write_durably(path, damaged));
        EXPECT_EQ(read_items(path, design)->state, ItemFileState::damaged) << at;
    }
    for (std::size_t length : {std::size_t{0}, std::size_t{10}, whole.size() / 2, whole.size() - 1}) {
        ASSERT_TRUE(write_durably(path, whole.substr(0, length)));
        EXPECT_EQ(read_items(path, design)->state, ItemFileState::damaged) << length;
    }
    ASSERT_TRUE(write_durably(path, whole));
    EXPECT_EQ(read_items(path, design + 1)->state, ItemFileState::foreign);
    EXPECT_FALSE(WorkFolder::open(folder_, design + 1, 10));
}

TEST_F(StudyTest, WhatIsDamagedIsMissingAgain) {
    const fs::path chunks = folder_ / "chunks";
    fs::create_directories(chunks);
    for (int first : {0, 4}) {
        auto work = WorkFolder::beside(chunks, design, 8);
        ASSERT_TRUE(work.add({first, {7}, 1, 1, "a"}));
        ASSERT_TRUE(work.add({first + 1, {8}, 1, 1, "b"}));
        ASSERT_TRUE(work.flush());
    }
    std::ofstream(chunks / ".items-0000000000.chunk.77.partial") << "half";
    std::ofstream(chunks / item_file_name(4), std::ios::app) << "x";
    auto work = WorkFolder::open(chunks, design, 8);
    ASSERT_TRUE(work);
    ASSERT_EQ(work->damaged().size(), 1u);
    EXPECT_EQ(work->damaged().front(), chunks / item_file_name(4));
    EXPECT_EQ(work->missing({}), (std::vector<int>{2, 3, 4, 5, 6, 7}));
    EXPECT_EQ(work->missing({1, 2}), (std::vector<int>{2, 4, 6}));
    ASSERT_TRUE(work->clean());
    EXPECT_EQ(std::distance(fs::directory_iterator(chunks), fs::directory_iterator()), 1);
    // A shorter list leaves later items alone.
    EXPECT_EQ(WorkFolder::open(chunks, design, 1)->finished().size(), 1u);
}

TEST_F(StudyTest, ShardsMakeTheStudyAndEveryProblemIsToldAtOnce) {
    write("a", 5, {0, 2, 4}, true, {1, 2});
    write("b", 5, {3, 1}, true, {2, 2});
    write("unfinished", 5, {1}, true, {2, 2});
    write("whole", 5, {0, 1, 2, 3, 4}, true);
    ASSERT_TRUE(merge_shards(folder_ / "merged", {folder_ / "b", folder_ / "a"}));
    const auto merged = open_study(folder_ / "merged");
    ASSERT_TRUE(merged);
    EXPECT_EQ(merged->manifest.state_hash, open_study(folder_ / "whole")->manifest.state_hash);
    EXPECT_EQ(*read_whole(folder_ / "merged/summary.csv"), *read_whole(folder_ / "whole/summary.csv"));
    const auto one = merge_shards(folder_ / "x", {folder_ / "a"});
    ASSERT_FALSE(one);
    EXPECT_NE(one.error().front().what.find("2/2"), std::string::npos);
    const auto many = merge_shards(
        folder_ / "x", {folder_ / "unfinished", folder_ / "whole", folder_ / "b", folder_ / "nowhere"});
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().size(), 5u) << "whole, doubled, no study, unfinished, 1/2 missing";
    fs::resize_file(item_files(folder_ / "a/chunks").front(), 100);
    EXPECT_FALSE(merge_shards(folder_ / "x", {folder_ / "a", folder_ / "b"}));
    EXPECT_FALSE(fs::exists(folder_ / "x"));
}

TEST_F(StudyTest, FilesAreWholeOrNotThere) {
    {
        PendingFile pending(folder_ / "result.txt");
        std::ofstream(pending.temporary()) << "half";
    }
    EXPECT_TRUE(fs::is_empty(folder_));
    EXPECT_FALSE(write_durably(folder_ / "nowhere/result.txt", "x"));
    EXPECT_FALSE(read_whole(folder_));
    EXPECT_FALSE(read_whole(folder_ / "absent"));
    ASSERT_TRUE(replace_link(folder_ / "latest", "one"));
    ASSERT_TRUE(replace_link(folder_ / "latest", "two"));
    EXPECT_EQ(fs::read_symlink(folder_ / "latest"), "two");
    fs::create_directories(folder_ / "real");
    EXPECT_FALSE(replace_link(folder_ / "real", "two"));
}

TEST_F(StudyTest, TablesPerRunAreReadBack) {
    const Model& model = scenario_.model;
    FinishedRun one = run(3);
    one.result.outcomes.fill(Held::no);
    one.result.outcomes[2] = Held::yes;
    one.result.outcomes[4] = Held::provisional;
    Decision decision;
    decision.step = 7;
    decision.actor = "council";
    decision.action = "refusal";
    decision.whom = "hall";
    decision.leaf = 0;
    decision.threat = 0.125;
    decision.reported_crowd = 1234.5;
    one.result.decisions = {decision, decision};
    one.result.decisions[1].leaf = -1;
    OutcomesTable outcomes;
    outcomes.add(one);
    DecisionsTable decisions(model);
    decisions.add(one);
    EXPECT_TRUE(read_run_tables(folder_, model)->runs.empty()) << "a study without tables has none";
    std::ofstream(folder_ / "outcomes.csv") << outcomes.text();
    std::ofstream(folder_ / "decisions.csv") << decisions.text();
    const Result<RunTables> tables = read_run_tables(folder_, model);
    ASSERT_TRUE(tables);
    EXPECT_EQ(tables->runs, std::vector<int>{3});
    EXPECT_EQ(tables->outcomes[0], one.result.outcomes);
    ASSERT_EQ(tables->decisions.size(), 2u);
    const Decision& read = tables->decisions[0].decision;
    EXPECT_EQ(tables->decisions[0].run, 3);
    EXPECT_EQ(read.step, 7);
    EXPECT_EQ(read.actor, "council");
    EXPECT_EQ(read.action, "refusal");
    EXPECT_EQ(read.whom, "hall");
    EXPECT_EQ(read.leaf, 0);
    EXPECT_EQ(read.threat, 0.125);
    EXPECT_EQ(read.reported_crowd, 1234.5);
    EXPECT_EQ(tables->decisions[1].decision.leaf, -1);

    std::ofstream(folder_ / "outcomes.csv")
        << OutcomesTable().text() << "0,maybe,no,no,no,no,no,no,no,no,no\n";
    std::ofstream(folder_ / "decisions.csv") << "run,time\n";
    const Result<RunTables> damaged = read_run_tables(folder_, model);
    ASSERT_FALSE(damaged);
    ASSERT_EQ(damaged.error().size(), 2u) << "both files are named";
    EXPECT_EQ(damaged.error()[0].line, 2);
    EXPECT_EQ(damaged.error()[0].column, 3);
}

TEST_F(StudyTest, WhatFellAndWhoStoodAsideIsReadBack) {
    Model model = scenario_.model;
    model.facilities.resize(2);
    model.facilities[0].id = "hall";
    model.facilities[1].id = "depot";
    FinishedRun one;
    one.run = 5;
    one.result.forces.first_lost = {-1, 6};
    one.result.forces.members.resize(static_cast<std::size_t>(4 * service_count));
    const auto army = static_cast<std::size_t>(Service::army);
    one.result.forces.members[1 * service_count + army] = {30, 0, 2};
    one.result.forces.members[2 * service_count + army] = {30, 0, 2};
    FacilityLossesTable losses(model);
    losses.add(one);
    ServiceMembersTable services(model);
    services.add(one);
    EXPECT_FALSE(read_run_tables(folder_, model)->losses) << "no table is not the same as no loss";
    std::ofstream(folder_ / "facility_losses.csv") << losses.text();
    std::ofstream(folder_ / "service_members.csv") << services.text();
    const Result<RunTables> tables = read_run_tables(folder_, model);
    ASSERT_TRUE(tables);
    ASSERT_EQ(tables->losses->size(), 1u);
    EXPECT_EQ(tables->losses->front().run, 5);
    EXPECT_EQ(tables->losses->front().facility, 1);
    EXPECT_EQ(tables->losses->front().tick, 6);
    ASSERT_EQ(tables->services->size(), 2u) << "a row when something changes, and only then";
    EXPECT_EQ(tables->services->at(0).tick, 1);
    EXPECT_EQ(tables->services->at(0).service, Service::army);
    EXPECT_EQ(tables->services->at(0).members, (FollowedMembers{30, 0, 2}));
    EXPECT_EQ(tables->services->at(1).tick, 3);
    EXPECT_EQ(tables->services->at(1).members, FollowedMembers{});

    std::ofstream(folder_ / "facility_losses.csv", std::ios::app) << "5,castle,2030-05-06T01:00:00+02:00\n";
    std::ofstream(folder_ / "service_members.csv", std::ios::app)
        << "5,2030-05-06T00:00:00+02:00,navy,1,1,1\n";
    const Result<RunTables> damaged = read_run_tables(folder_, model);
    ASSERT_FALSE(damaged);
    ASSERT_EQ(damaged.error().size(), 3u) << "a facility, a time before the first tick ends, a service";
    EXPECT_EQ(damaged.error()[0].line, 3);
    EXPECT_EQ(damaged.error()[0].column, 3);
}

TEST_F(StudyTest, AnItemKeepsTheForcesOfARun) {
    FinishedRun one = run(2);
    one.result.forces.first_lost = {4, -1, 9};
    one.result.forces.members[3] = {1, 2, 3};
    EXPECT_EQ(run_of_item(scenario_.model, item_of_run(scenario_.model, one)).result.forces,
              one.result.forces);
}

TEST_F(StudyTest, OtherFoldersAreNoStudies) {
    EXPECT_FALSE(open_study(folder_));
    ASSERT_TRUE(write_durably(folder_ / "manifest.json", "{\"format\": 99}"));
    EXPECT_FALSE(open_study(folder_));
    ASSERT_TRUE(write_durably(folder_ / "manifest.json", "{\"format\": 1, \"version\": 3}"));
    EXPECT_FALSE(open_study(folder_));
    ASSERT_TRUE(write_durably(folder_ / "manifest.json", "[["));
    EXPECT_FALSE(open_study(folder_));
}

TEST(Statistics, MatchValuesWorkedOutByHand) {
    std::vector<double> sample = {4, 1, 3, 2};
    const SampleSummary summary = summarise(sample);
    EXPECT_DOUBLE_EQ(summary.mean, 2.5);
    EXPECT_NEAR(summary.sd, 1.2909944487358056, 1e-15);  // sqrt(5/3)
    EXPECT_DOUBLE_EQ(summary.q50, 2.5);
    EXPECT_DOUBLE_EQ(summary.q25, 1.75);
    EXPECT_DOUBLE_EQ(summary.q05, 1.15);
    EXPECT_DOUBLE_EQ(summary.q95, 3.85);
    std::vector<double> one = {7};
    EXPECT_EQ(summarise(one).sd, 0);
    EXPECT_EQ(summarise(one).q95, 7);
    const std::vector<double> runs = {1, 10, 3, 30};  // two runs of two ticks
    EXPECT_DOUBLE_EQ(summarise_ticks(runs, 2, 2)[0].mean, 2);
    EXPECT_DOUBLE_EQ(summarise_ticks(runs, 2, 2)[1].mean, 20);
}

TEST(LocalTime, SaysWindowsInTheFewestWords) {
    constexpr Instant fourth = 1641232800;  // 2022-01-04T00:00:00+06:00
    EXPECT_EQ(day_text(fourth, 360), "4 January");
    EXPECT_EQ(day_text(fourth, 0), "3 January");
    EXPECT_EQ(moment_text(fourth + 3 * 3600, 360), "4 January, 03:00");
    EXPECT_EQ(window_text(fourth, fourth + 86399, 360), "4 January");
    EXPECT_EQ(window_text(fourth, fourth + 86400, 360), "4 January");
    EXPECT_EQ(window_text(fourth, fourth + 2 * 86400 - 1, 360), "4 January to 5 January");
    EXPECT_EQ(window_text(fourth, fourth + 7200, 360), "4 January, 00:00 to 02:00");
    EXPECT_EQ(window_text(fourth + 60, fourth + 60, 360), "4 January, 00:01");
    EXPECT_EQ(start_of_day(fourth + 5, 360), fourth);
    EXPECT_EQ(start_of_day(-1, 0), -86400);
    EXPECT_EQ(compact_utc_text(fourth), "20220103T180000Z");
}

}  // namespace
}  // namespace upsurge
