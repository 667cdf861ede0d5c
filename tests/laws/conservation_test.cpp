// V19: whatever the society, its books balance after every tick. A society in which they do not is shrunk
// until nothing can be left out of it, and printed.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "books.h"
#include "engines/row_engine.h"
#include "random_model.h"
#include "simpler_model.h"

namespace upsurge::tests {
namespace {

/// Spoils a state, to see whether the books show it.
using Spoil = std::function<void(const Model& model, State& state)>;

struct Course {
    std::string fault;
    std::int64_t people_moved = 0;
    State last;
};

Course run_with_books(const RandomModel& plan, const Spoil& spoil = {}) {
    const Model model = build_model(plan);
    const ParameterValues values = build_values(plan, model);
    RowEngine engine(model, values, make_run_key(19, Purpose::simulate, 0, plan.number, 0),
                     VectorPath::portable);
    Books books(model, engine.state());
    Course course;
    while (engine.tick() < plan.ticks && course.fault.empty()) {
        engine.step();
        State state = engine.state();
        if (spoil) {
            spoil(model, state);
        }
        course.fault = books.enter(state);
        if (course.fault.empty()) {
            course.fault = engine.broken_invariant();
        }
        if (!course.fault.empty()) {
            course.fault += ", after tick " + std::to_string(engine.tick() - 1);
        }
    }
    course.people_moved = engine.counters().people_moved;
    course.last = engine.state();
    return course;
}

/// How often something happened in all runs together, so that the property cannot hold for want of events.
struct Events {
    int moved = 0, struck = 0, armed = 0, detained = 0, dead = 0, security_dead = 0, went_over = 0, fell = 0,
        guaranteed = 0, purged = 0, negotiated = 0, foreign_detained = 0;
};

template <class Span>
int any_in(const Span& numbers) {
    return std::ranges::any_of(numbers, [](auto number) { return number > 0; }) ? 1 : 0;
}

void count_events(const Course& course, Events& events) {
    const State& state = course.last;
    events.moved += course.people_moved > 0 ? 1 : 0;
    events.struck += any_in(state.column(WorkplaceColumn::strikes));
    events.armed += any_in(state.tally(Tally::crowd_armed));
    events.detained += any_in(state.tally(Tally::detentions_total));
    events.dead += any_in(state.tally(Tally::dead_total));
    events.security_dead += any_in(state.tally(Tally::security_dead_total));
    events.went_over += any_in(state.tally(Tally::defections_total));
    events.fell += any_in(state.column(FacilityColumn::falls));
    events.guaranteed += state.national(National::guarantee) > 0 ? 1 : 0;
    events.purged += state.national(National::purges) > 0 ? 1 : 0;
    events.negotiated += state.national(National::hours_since_negotiation) < never_hours ? 1 : 0;
    events.foreign_detained += any_in(state.tally(Tally::foreign_detained_total));
}

TEST(Conservation, TheBooksOfAThousandRandomSocietiesBalance) {
    Events events;
    for (std::uint64_t number = 0; number < 1000; ++number) {
        const RandomModel plan = draw_model(number);
        const Course course = run_with_books(plan);
        if (!course.fault.empty()) {
            const FaultOf fault_of = [](const RandomModel& one) { return run_with_books(one).fault; };
            const RandomModel least = shrink(plan, fault_of);
            FAIL() << course.fault << "\nin the least society: " << fault_of(least) << '\n'
                   << in_words(least);
        }
        count_events(course, events);
    }
    EXPECT_GE(events.moved, 500);
    EXPECT_GE(events.struck, 200);
    EXPECT_GE(events.armed, 150);
    EXPECT_GE(events.detained, 100);
    EXPECT_GE(events.dead, 50);
    EXPECT_GE(events.security_dead, 40);
    EXPECT_GE(events.went_over, 80);
    EXPECT_GE(events.fell, 100);
    EXPECT_GE(events.guaranteed, 200);
    EXPECT_GE(events.purged, 50);
    EXPECT_GE(events.negotiated, 60);
    EXPECT_GE(events.foreign_detained, 20);
}

TEST(Conservation, RandomSocietiesAreTheSameOnEveryVectorPath) {
    for (std::uint64_t number = 0; number < 200; ++number) {
        const RandomModel plan = draw_model(number);
        const Model model = build_model(plan);
        const ParameterValues values = build_values(plan, model);
        const RunKey key = make_run_key(19, Purpose::simulate, 0, number, 0);
        const std::uint64_t portable = run_rows(model, values, key, VectorPath::portable).hash;
        for (const VectorPath path : {VectorPath::avx2, VectorPath::avx512}) {
            if (supports(path)) {
                EXPECT_EQ(run_rows(model, values, key, path).hash, portable) << name_of(path) << '\n'
                                                                             << in_words(plan);
            }
        }
    }
}

struct Planted {
    const char* says;  ///< what the books must say
    Spoil spoil;
    std::vector<std::string> needs;  ///< mechanisms without which the fault cannot show
};

/// One lost where somebody is detained, one weapon lost where any came loose from a unit, one member lost in
/// a unit of which somebody went over.
std::vector<Planted> planted_faults() {
    return {
        {"people of place",
         [](const Model& model, State& state) {
             for (int leaf = 0; leaf < model.layout.places; ++leaf) {
                 std::int32_t& row = state.counts()[model.layout.row(leaf, 0, PersonState::detained, 0)];
                 row -= row > 0 ? 1 : 0;
             }
         },
         {"policing"}},
        {"weapons of type pistol",
         [](const Model&, State& state) {
             for (std::int32_t& pistols : state.weapons(WeaponType::pistol, Holding::loose)) {
                 pistols -= pistols > 0 ? 1 : 0;
             }
         },
         {}},
        {"members of unit",
         [](const Model&, State& state) {
             for (std::int32_t& members : state.column(UnitColumn::switched)) {
                 members -= members > 0 ? 1 : 0;
             }
         },
         {"loyalty"}},
    };
}

TEST(Shrinking, APlantedFaultIsFoundAndMadeSmall) {
    for (const Planted& planted : planted_faults()) {
        const FaultOf fault_of = [&](const RandomModel& plan) {
            return run_with_books(plan, planted.spoil).fault;
        };
        std::uint64_t number = 0;
        while (fault_of(draw_model(number)).empty()) {
            ++number;
            ASSERT_LT(number, 200U) << planted.says << " was never found";
        }
        const RandomModel found = draw_model(number);
        const RandomModel least = shrink(found, fault_of);
        const std::string fault = fault_of(least);
        const std::string words = in_words(least);
        EXPECT_EQ(fault.find(planted.says), 0U) << fault;
        // A drawn society has some two hundred parts.
        EXPECT_LE(parts_of(least), 12) << words;
        EXPECT_GT(parts_of(found), 3 * parts_of(least)) << in_words(found);
        EXPECT_LE(std::ranges::count(words, '\n'), 20) << words;
        for (const std::string& mechanism : planted.needs) {
            EXPECT_EQ(std::ranges::count(least.mechanisms, mechanism), 1) << words;
        }
        EXPECT_EQ(in_words(shrink(least, fault_of)), words) << "shrinking stopped too early";
        EXPECT_EQ(run_with_books(least).fault, "") << words;
    }
}

}  // namespace
}  // namespace upsurge::tests
