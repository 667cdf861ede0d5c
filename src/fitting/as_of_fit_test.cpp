/// A fit as of a moment sees nothing later: whatever becomes known after it may change, and the hash of the
/// whole fit stays; what was known before it may not.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>

#include "ensembles/do_work.h"
#include "fitting/fit_list.h"
#include "scenarios/instant.h"
#include "scenarios/read_scenario.h"
#include "studies/manifest.h"
#include "studies/work_folder.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

constexpr Instant hour = 3600;

using Change = std::function<void(Model&)>;

class AsOfFit : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("upsurge-as-of-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        moment_ = parse_instant("2030-05-08T12:00:00+02:00")->instant;
        const auto read = read_scenario(fs::path(UPSURGE_SOURCE_DIR) / "scenarios" / "tutorial-town");
        ASSERT_TRUE(read);
        base_ = read->model;
        Source police;
        police.id = "town-police";
        police.reliability = 'C';
        police.graded_at = moment_ + hour;
        Source gazette = police;
        gazette.id = "town-gazette";
        gazette.reliability = 'B';
        gazette.graded_at = 0;
        base_.sources = {police, gazette};
        base_.reported_crowd = "log_uniform(5, 500)";
        base_hash_ = hash_with([](Model&) {});
        ASSERT_EQ(base_hash_.size(), 16U);
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// The state hash of a whole fit of the tutorial as of the moment, after a change of the scenario.
    std::string hash_with(const Change& change) {
        FitDesign design;
        design.draws = 16;
        design.particles = 2;
        design.passes = 2;
        design.noise_evaluations = 0;
        design.as_of = moment_;
        Model model = base_;
        change(model);
        std::vector<Model> models;
        models.push_back(std::move(model));
        auto list = FitList::plan(std::move(models), design);
        EXPECT_TRUE(list);
        const fs::path chunks = folder_ / std::to_string(fits_++);
        fs::create_directories(chunks);
        auto finished = WorkFolder::open(chunks, 5, std::numeric_limits<int>::max());
        EXPECT_TRUE(finished);
        for (bool more = true; more;) {
            std::vector<int> missing = (*list)->ready();
            std::erase_if(missing, [&](int number) { return finished->finished().contains(number); });
            EXPECT_TRUE(do_work(**list, missing, 2, best_vector_path(),
                                [&](WorkItem item) { return finished->add(std::move(item)); }, {}));
            EXPECT_TRUE(finished->flush());
            more = *(*list)->go_on(*finished);
        }
        Manifest manifest;
        count_finished(
            *finished, (*list)->items(), 1, [](int item, int) { return item; }, manifest);
        EXPECT_GT(manifest.runs_done, 16);
        return manifest.state_hash;
    }
    void expect_same(const Change& change) { EXPECT_EQ(hash_with(change), base_hash_); }
    void expect_another(const Change& change) { EXPECT_NE(hash_with(change), base_hash_); }

    /// An entry for the town that began a day before the moment.
    ScheduleEntry entry(ScheduleKind kind, double value, Instant known_from) const {
        ScheduleEntry one;
        one.kind = kind;
        one.leaves = {0};
        one.depth = 9;
        one.from = moment_ - 24 * hour;
        one.value = value;
        one.known_from = known_from;
        return one;
    }
    static void put_in(Model& model, ScheduleEntry one) {
        const auto place =
            std::upper_bound(model.schedule.begin(), model.schedule.end(), one.from,
                             [](Instant from, const ScheduleEntry& other) { return from < other.from; });
        model.schedule.insert(place, std::move(one));
    }

    Instant moment_ = 0;
    Model base_;
    std::string base_hash_;

  private:
    fs::path folder_;
    int fits_ = 0;
};

TEST_F(AsOfFit, ReportsAndGrades) {
    expect_same([&](Model& model) {
        int later = 0;
        for (Report& report : model.reports) {
            if (report.published_at > moment_) {
                report.form = ReportForm::count;
                report.value = 40;
                report.low.reset();
                report.high.reset();
                report.event_start = moment_ - 4 * hour;
                report.event_end = moment_ - 2 * hour;
                report.reliability = 'A';
                report.supersedes = model.reports[1].id;
                ++later;
            }
        }
        EXPECT_EQ(later, 4);
    });
    expect_same([](Model& model) { model.sources[0].reliability = 'A'; });
    expect_another([](Model& model) { model.sources[1].reliability = 'E'; });
    expect_another([](Model& model) { model.reports[3].value = 300; });
}

// A report held out leaves its day open only once it is out: before, nobody knows of it.
TEST_F(AsOfFit, ReportsHeldOut) {
    FitDesign design;
    design.draws = 16;
    design.as_of = moment_;
    design.without = {"state"};
    Model model = base_;
    const auto days = [&] { return (*ExplanationFit::make(model, 0, design))->days().all().size(); };
    Report& late = model.reports.back();
    late.observable = Observable::crowd;
    late.form = ReportForm::occurred;
    late.side = "state";
    late.event_start = moment_ - 40 * hour;
    late.event_end = moment_ - 39 * hour;
    late.published_at = moment_ - 1;
    late.published_precision = Precision::minute;
    for (Report& report : model.reports) {
        if (report.observable == Observable::crowd && &report != &late) {
            report.observable = Observable::detentions_total;  // no other report speaks of that day
        }
    }
    const std::size_t while_known = days();
    late.published_at = moment_ + hour;
    EXPECT_EQ(days(), while_known + 1);
}

TEST_F(AsOfFit, TheSchedule) {
    const Instant later = moment_ + hour;
    expect_same([&](Model& model) {
        int changed = 0;
        for (ScheduleEntry& one : model.schedule) {
            if (one.known_from > moment_) {  // a price and a concession
                one.from -= 30 * hour;
                one.value *= 100;
                one.concession.credibility = 1;
                ++changed;
            }
        }
        EXPECT_EQ(changed, 2);
        std::stable_sort(model.schedule.begin(), model.schedule.end(),
                         [](const ScheduleEntry& a, const ScheduleEntry& b) { return a.from < b.from; });
    });
    expect_same([&](Model& model) { put_in(model, entry(ScheduleKind::police, 20, later)); });
    expect_same([&](Model& model) { put_in(model, entry(ScheduleKind::price, 9000, later)); });
    // The same ones, known in time.
    expect_another([&](Model& model) { put_in(model, entry(ScheduleKind::police, 20, moment_)); });
    expect_another([&](Model& model) { put_in(model, entry(ScheduleKind::price, 9000, moment_)); });
}

TEST_F(AsOfFit, TheTables) {
    const auto add = [&](Instant known_from) {
        return [&, known_from](Model& model) {
            Unit unit = model.units.front();
            unit.id = "more";
            unit.heads = 40;
            unit.known_from = known_from;
            model.units.insert(model.units.begin(), unit);
            Workplace workplace = model.workplaces.front();
            workplace.id = "more";
            workplace.employees = 30;
            workplace.known_from = known_from;
            model.workplaces.insert(model.workplaces.begin(), workplace);
            Facility facility = model.facilities.front();
            facility.id = "more";
            facility.known_from = known_from;
            model.facilities.insert(model.facilities.begin(), facility);
            model.gun_shops.push_back({0, {500, 0, 0, 0}, known_from});
        };
    };
    expect_same(add(moment_ + 1));
    expect_another(add(moment_));
}

}  // namespace
}  // namespace upsurge
