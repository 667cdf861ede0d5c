// Laws of interventions: nothing before their time changes, in either engine; a run without one and a run
// with one share their chance. That every parameter that may change in mid-run acts there:
// mid_run_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engines/reference_engine.h"
#include "engines/row_engine.h"
#include "hand_model.h"
#include "mechanisms/registry.h"
#include "scenarios/apply_rival.h"
#include "scenarios/read_scenario.h"

namespace upsurge::tests {
namespace {

constexpr int change_hour = 20;

HandModel restless_country(std::vector<std::int64_t> people) {
    HandModel hand;
    hand.people = std::move(people);
    for (const Mechanism* mechanism : all_mechanisms()) {
        hand.mechanisms.emplace_back(mechanism->name);
    }
    hand.hardship_cuts = {0.5, 0.9};
    hand.risk_aversion_bins = 2;
    hand.organised_bins = 2;
    hand.ticks = 44;
    return hand;
}

/// Something of every kind, before and after the change.
void schedule_everything(Model& model) {
    model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
    model.schedule.push_back(at_hour(model, ScheduleKind::price, 2, 120));
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 60));
    model.schedule.push_back(at_hour(model, ScheduleKind::policing, 8));
    model.schedule.back().policing = Policing::fire;
    model.schedule.push_back(at_hour(model, ScheduleKind::shutdown, 12, 0.5));
    model.schedule.push_back(at_hour(model, ScheduleKind::policing, 24));
    model.schedule.back().policing = Policing::disperse;
    for (const double hour : {14.0, 28.0}) {
        model.schedule.push_back(at_hour(model, ScheduleKind::concession, hour));
        model.schedule.back().concession = {2, 0.7};
        model.schedule.push_back(at_hour(model, ScheduleKind::refusal, hour + 2));
    }
    model.schedule.push_back(at_hour(model, ScheduleKind::curfew, 30));
    model.schedule.back().curfew_to_minute = 1439;
    std::stable_sort(model.schedule.begin(), model.schedule.end(),
                     [](const ScheduleEntry& a, const ScheduleEntry& b) { return a.from < b.from; });
}

Model restless(std::vector<std::int64_t> people, std::map<std::string, std::string> switches = {}) {
    HandModel hand = restless_country(std::move(people));
    hand.switches = std::move(switches);
    Model model = make_model(hand);
    schedule_everything(model);
    model.strata[0].clandestine = true;
    return model;
}

ParameterValues restless_values(const Model& model) {
    return make_values(model, {{"grievance.exposure", 0.6},
                               {"participation.threshold", 0.25},
                               {"participation.organised_share", 0.1},
                               {"participation.organised_push", 0.05},
                               {"backlash.harm_memory", 0.05},
                               {"rumour.seed_rate", 0.2},
                               {"information.unreached_share", 0.4},
                               {"grievance.memory", 0.2}});
}

ParameterChange change_at(int parameter, double value, double hour = change_hour) {
    return {static_cast<Instant>(hour * 3600.0), parameter, -1, value};
}

/// Another value in the parameter's range, well away from the one it has.
double another_value(int parameter, double now) {
    const ParameterSpec& spec = *all_parameters()[static_cast<std::size_t>(parameter)].spec;
    const double up = now > 0 ? 1.5 * now : 0.1;
    return up <= spec.high ? up : std::max(spec.low, 0.5 * now);
}

bool same_until(const History& a, const History& b, const Model& model, int ticks) {
    for (int tick = 0; tick < ticks; ++tick) {
        for (int place = 0; place < static_cast<int>(model.places.size()); ++place) {
            for (int o = 0; o < observable_count; ++o) {
                const auto observable = static_cast<Observable>(o);
                if (a.at(tick, place, observable) != b.at(tick, place, observable)) {
                    return false;
                }
            }
        }
    }
    return true;
}

const RunKey key = make_run_key(31, Purpose::simulate, 0, 0, 0);

TEST(Intervention, AChangedParameterLeavesTheRowEnginesPastAlone) {
    const Model base = restless({40'000, 15'000, 9'000});
    const ParameterValues values = restless_values(base);
    const History before = run_rows(base, values, key, VectorPath::portable).history;
    Model changed = base;
    const int parameter = *find_parameter("participation.join_rate");
    // A time inside a tick acts in the next one.
    changed.parameter_changes = {change_at(parameter, 0.5, change_hour - 0.5)};
    const History after = run_rows(changed, values, key, VectorPath::portable).history;
    EXPECT_TRUE(same_until(before, after, base, change_hour));
    EXPECT_FALSE(same_until(before, after, base, change_hour + 1));
}

TEST(Intervention, AChangedParameterLeavesTheReferencesPastAlone) {
    const Model base = restless({900, 400});
    const ParameterValues values = restless_values(base);
    const History before = run_reference(base, values, key);
    Model changed = base;
    for (const char* id : {"participation.join_rate", "diffusion.distance_km"}) {
        const int parameter = *find_parameter(id);
        changed.parameter_changes = {
            change_at(parameter, another_value(parameter, values.at(parameter, 0)), change_hour - 0.5)};
        const History after = run_reference(changed, values, key);
        EXPECT_TRUE(same_until(before, after, base, change_hour)) << id;
    }
    changed.parameter_changes = {change_at(*find_parameter("participation.join_rate"), 0.5)};
    EXPECT_FALSE(same_until(before, run_reference(changed, values, key), base, change_hour + 1));
}

TEST(Intervention, AParameterChangedBeforeTheStartIsASetting) {
    const Model base = restless({40'000, 15'000});
    const ParameterValues values = restless_values(base);
    for (const char* id : {"participation.join_rate", "diffusion.media_weight"}) {
        const int parameter = *find_parameter(id);
        const double value = another_value(parameter, values.at(parameter, 0));
        Model changed = base;
        changed.parameter_changes = {change_at(parameter, value, 0)};
        ParameterValues set = values;
        set.set_everywhere(parameter, value);
        EXPECT_EQ(run_rows(changed, values, key, VectorPath::portable).hash,
                  run_rows(base, set, key, VectorPath::portable).hash)
            << id;
    }
}

TEST(Intervention, AChangeAtOnePlaceIsThere) {
    Model base = restless({40'000, 15'000});
    base.mechanisms.erase(std::find(base.mechanisms.begin(), base.mechanisms.end(), "diffusion"));
    base.mechanisms.erase(std::find(base.mechanisms.begin(), base.mechanisms.end(), "backlash"));
    const ParameterValues values = restless_values(base);
    Model changed = base;
    changed.parameter_changes = {change_at(*find_parameter("participation.join_rate"), 0.5)};
    changed.parameter_changes[0].leaf = 1;
    // Without ties between places the first one cannot know.
    const History before = run_rows(base, values, key, VectorPath::portable).history;
    const History after = run_rows(changed, values, key, VectorPath::portable).history;
    const int last = base.clock.ticks() - 1;
    EXPECT_EQ(before.at(last, 1, Observable::crowd), after.at(last, 1, Observable::crowd));
    EXPECT_NE(before.at(last, 2, Observable::crowd), after.at(last, 2, Observable::crowd));
}

TEST(Intervention, ACopyOfTheStateGoesOnAsItWould) {
    Model model = restless({40'000, 15'000});
    const int parameter = *find_parameter("diffusion.media_weight");
    model.parameter_changes = {change_at(parameter, 3), change_at(parameter, 0.1, change_hour + 10)};
    const ParameterValues values = restless_values(model);
    RowEngine engine(model, values, key, VectorPath::portable);
    for (int early : {5, change_hour + 3}) {
        while (engine.tick() < early) {
            engine.step();
        }
        const State kept = engine.state();
        RowEngine other(model, values, key, VectorPath::portable);
        while (other.tick() < change_hour + 15) {
            other.step();  // past both changes
        }
        other.set_state(kept, early);
        RowEngine straight(model, values, key, VectorPath::portable);
        while (straight.tick() < change_hour + 14) {
            straight.step();
        }
        while (other.tick() < change_hour + 14) {
            other.step();
        }
        EXPECT_TRUE(std::ranges::equal(other.state().bytes(), straight.state().bytes())) << early;
    }
}

TEST(Intervention, ThoseThatShipLeaveTheirPastAlone) {
    // Every intervention of every scenario that ships, as it would be run, and the time before it.
    for (const char* name : {"tutorial-town", "kazakhstan-2022"}) {
        const Result<ReadScenario> read =
            read_scenario(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios" / name);
        ASSERT_TRUE(read.has_value());
        const Model& model = read->model;
        const ParameterValues values = point_values(model);
        const History before = run_rows(model, values, key, best_vector_path()).history;
        ASSERT_GE(model.interventions.size(), 3u);
        for (const Intervention& one : model.interventions) {
            const Result<Model> changed = apply_intervention(model, one.id);
            ASSERT_TRUE(changed.has_value()) << one.id;
            const History after = run_rows(*changed, point_values(*changed), key, best_vector_path()).history;
            int past = 0;
            while (past < model.clock.ticks() && model.clock.at(past) < one.from) {
                ++past;
            }
            EXPECT_TRUE(same_until(before, after, model, past)) << name << " " << one.id;
            EXPECT_FALSE(same_until(before, after, model, model.clock.ticks()))
                << one.id << " changes nothing";
        }
    }
}

TEST(Intervention, BothEnginesChangeAlike) {
    // Join rate five times larger from hour 20 on. Mean crowd over hours 21 to 30, 200 runs of each engine:
    // the difference of the means may be 4.5 standard errors, false alarm 7e-6; an engine that ignores the
    // change misses by more than ten.
    Model model = restless({600, 300});
    model.parameter_changes = {change_at(*find_parameter("participation.join_rate"), 0.5)};
    ParameterValues values = restless_values(model);
    values.set_everywhere(*find_parameter("participation.join_rate"), 0.1);
    const int runs = 200;
    const auto mean_and_error = [&](auto run_one) {
        double sum = 0;
        double squares = 0;
        for (int run = 0; run < runs; ++run) {
            const History history = run_one(make_run_key(37, Purpose::simulate, 0, run, 0));
            double crowd = 0;
            for (int tick = change_hour; tick < change_hour + 10; ++tick) {
                crowd += history.at(tick, 0, Observable::crowd) / 10;
            }
            sum += crowd;
            squares += crowd * crowd;
        }
        const double mean = sum / runs;
        return std::pair(mean, (squares / runs - mean * mean) / (runs - 1));
    };
    const auto rows = [&](const Model& of) {
        return mean_and_error([&](RunKey k) { return run_rows(of, values, k, best_vector_path()).history; });
    };
    const auto [row_mean, row_variance] = rows(model);
    const auto [reference_mean, reference_variance] =
        mean_and_error([&](RunKey k) { return run_reference(model, values, k); });
    const double error = std::sqrt(row_variance + reference_variance);
    EXPECT_LT(std::abs(row_mean - reference_mean), 4.5 * error) << row_mean << " " << reference_mean;
    Model without = model;
    without.parameter_changes.clear();
    EXPECT_GT(std::abs(row_mean - rows(without).first), 10 * error);
}

}  // namespace
}  // namespace upsurge::tests
