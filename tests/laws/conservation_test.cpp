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
    EXPECT_GE(events.moved, 800);
    EXPECT_GE(events.struck, 50);
    EXPECT_GE(events.armed, 50);
    EXPECT_GE(events.detained, 50);
    EXPECT_GE(events.dead, 50);
    EXPECT_GE(events.security_dead, 50);
    EXPECT_GE(events.went_over, 50);
    EXPECT_GE(events.fell, 50);
    EXPECT_GE(events.guaranteed, 50);
    EXPECT_GE(events.purged, 50);
    EXPECT_GE(events.negotiated, 20);
    EXPECT_GE(events.foreign_detained, 20);
}

}  // namespace
}  // namespace upsurge::tests
