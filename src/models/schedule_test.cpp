#include "models/schedule.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

namespace {
thread_local long allocations = 0;
}  // namespace

// Counts allocations of this program, to see that evaluating the schedule makes none.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace upsurge {
namespace {

constexpr Instant hour = 3600;
constexpr Instant day = 24 * hour;

/// Two leaf places at UTC+5 and UTC+6; the clock runs two days from a midnight at UTC+5.
Model two_places() {
    Model model;
    model.places.resize(3);
    model.places[0].kind = PlaceKind::country;
    for (int leaf = 0; leaf < 2; ++leaf) {
        Place& place = model.places[static_cast<std::size_t>(leaf) + 1];
        place.parent = 0;
        place.leaf = leaf;
        place.utc_offset_minutes = leaf == 0 ? 300 : 360;
        model.leaves.push_back(leaf + 1);
    }
    model.clock.start = 1000 * day - 5 * hour;
    model.clock.end = model.clock.start + 2 * day;
    return model;
}

ScheduleEntry entry(ScheduleKind kind, Instant from, double value = 0, Instant until = 0,
                    std::vector<int> leaves = {0, 1}) {
    ScheduleEntry result;
    result.kind = kind;
    result.leaves = std::move(leaves);
    result.from = from;
    result.until = until;
    result.value = value;
    return result;
}

Forcing at_tick(const Model& model, int tick) {
    Forcing forcing;
    evaluate_forcing(model, {tick}, forcing);
    return forcing;
}

TEST(ScheduleTest, NothingScheduledMeansNothingImposed) {
    const Model model = two_places();
    const Forcing forcing = at_tick(model, 0);
    ASSERT_EQ(forcing.price.size(), 2u);
    EXPECT_EQ(forcing.price[0], 1);
    EXPECT_EQ(forcing.shutdown[1], 0);
    EXPECT_EQ(forcing.officers[0], 0);
    EXPECT_EQ(forcing.policing[0], Policing::contain);
    EXPECT_EQ(forcing.emergency[0] + forcing.curfew[0] + forcing.refusals[0], 0);
    EXPECT_TRUE(forcing.concessions[0].empty());
    EXPECT_EQ(forcing.hours, 1);
}

TEST(ScheduleTest, WindowsAreHalfOpenAtTheTicksStart) {
    Model model = two_places();
    const Instant start = model.clock.start;
    model.schedule = {entry(ScheduleKind::shutdown, start + 3 * hour, 0.9, start + 5 * hour)};
    EXPECT_EQ(at_tick(model, 2).shutdown[0], 0);
    EXPECT_EQ(at_tick(model, 3).shutdown[0], 0.9);
    EXPECT_EQ(at_tick(model, 4).shutdown[0], 0.9);
    EXPECT_EQ(at_tick(model, 5).shutdown[0], 0);
    model.schedule[0].until = 0;
    EXPECT_EQ(at_tick(model, 47).shutdown[0], 0.9);
    model.schedule[0].from = start + 3 * hour + 1;  // begins within tick 3: in force from tick 4
    EXPECT_EQ(at_tick(model, 3).shutdown[0], 0);
    EXPECT_EQ(at_tick(model, 4).shutdown[0], 0.9);
}

TEST(ScheduleTest, TheLatestFromWinsWhateverTheOrder) {
    Model model = two_places();
    const Instant start = model.clock.start;
    model.schedule = {entry(ScheduleKind::shutdown, start + 4 * hour, 0.5, start + 6 * hour),
                      entry(ScheduleKind::shutdown, start + 2 * hour, 0.9, start + 10 * hour)};
    for (int order = 0; order < 2; ++order) {
        EXPECT_EQ(at_tick(model, 3).shutdown[0], 0.9);
        EXPECT_EQ(at_tick(model, 4).shutdown[0], 0.5);
        EXPECT_EQ(at_tick(model, 6).shutdown[0], 0.9);  // the earlier one still holds
        EXPECT_EQ(at_tick(model, 10).shutdown[0], 0);
        std::swap(model.schedule[0], model.schedule[1]);
    }
    // Equal `from`: the last in the list, at its places only.
    model.schedule = {entry(ScheduleKind::police, start, 100), entry(ScheduleKind::police, start, 7, 0, {1})};
    EXPECT_EQ(at_tick(model, 0).officers[0], 100);
    EXPECT_EQ(at_tick(model, 0).officers[1], 7);
}

TEST(ScheduleTest, KindsDoNotOverrideEachOther) {
    Model model = two_places();
    const Instant start = model.clock.start;
    model.schedule = {entry(ScheduleKind::police, start, 100), entry(ScheduleKind::emergency, start + hour),
                      entry(ScheduleKind::policing, start + 2 * hour, 0, start + 4 * hour)};
    model.schedule[2].policing = Policing::fire;
    const Forcing forcing = at_tick(model, 3);
    EXPECT_EQ(forcing.officers[0], 100);
    EXPECT_EQ(forcing.emergency[0], 1);
    EXPECT_EQ(forcing.policing[0], Policing::fire);
    EXPECT_EQ(at_tick(model, 4).policing[0], Policing::contain);
    EXPECT_EQ(at_tick(model, 0).emergency[0], 0);
}

TEST(ScheduleTest, TheFirstPriceHoldsBeforeItToo) {
    Model model = two_places();
    const Instant start = model.clock.start;
    model.schedule = {entry(ScheduleKind::price, start + 8 * hour, 120),
                      entry(ScheduleKind::price, start + 4 * hour, 60)};
    EXPECT_EQ(at_tick(model, 0).price[0], 60);
    EXPECT_EQ(at_tick(model, 4).price[0], 60);
    EXPECT_EQ(at_tick(model, 8).price[0], 120);
    EXPECT_EQ(at_tick(model, 47).price[1], 120);
}

TEST(ScheduleTest, CurfewFollowsLocalTimeAcrossMidnight) {
    Model model = two_places();
    model.schedule = {entry(ScheduleKind::curfew, model.clock.start - day)};
    model.schedule[0].curfew_from_minute = 23 * 60;
    model.schedule[0].curfew_to_minute = 7 * 60;
    for (int tick = 0; tick < 48; ++tick) {
        const Forcing forcing = at_tick(model, tick);
        for (std::size_t leaf = 0; leaf < 2; ++leaf) {
            const int local_hour = (tick + static_cast<int>(leaf)) % 24;  // the second place is an hour ahead
            EXPECT_EQ(forcing.curfew[leaf], local_hour == 23 || local_hour < 7 ? 1 : 0)
                << tick << " " << leaf;
            EXPECT_DOUBLE_EQ(forcing.hour_of_day[leaf], local_hour + 0.5);
        }
    }
    model.schedule[0].curfew_from_minute = 9 * 60 + 30;
    model.schedule[0].curfew_to_minute = 11 * 60;
    EXPECT_EQ(at_tick(model, 9).curfew[0], 0);
    EXPECT_EQ(at_tick(model, 10).curfew[0], 1);
    EXPECT_EQ(at_tick(model, 11).curfew[0], 0);
    // A later curfew replaces the earlier one, also in the hours in which it leaves people alone.
    model.schedule.push_back(entry(ScheduleKind::curfew, model.clock.start));
    model.schedule[1].curfew_from_minute = 20 * 60;
    model.schedule[1].curfew_to_minute = 21 * 60;
    EXPECT_EQ(at_tick(model, 10).curfew[0], 0);
    EXPECT_EQ(at_tick(model, 20).curfew[0], 1);
}

TEST(ScheduleTest, ConcessionsActInTheTickAtOrAfterTheirTime) {
    Model model = two_places();
    const Instant start = model.clock.start;
    for (Instant from :
         {start - day, start, start + 1, start + 2 * hour, start + 2 * hour + 1, start + 3 * hour}) {
        model.schedule.push_back(entry(ScheduleKind::concession, from));
        model.schedule.back().concession.level =
            1 + static_cast<double>(from - start) / static_cast<double>(day);
        model.schedule.push_back(entry(ScheduleKind::refusal, from, 0, 0, {1}));
    }
    const int expected[] = {0, 1, 1, 2, 0};  // history; +1 s; 2 h; 2 h + 1 s and 3 h; nothing
    for (int tick = 0; tick < 5; ++tick) {
        const Forcing forcing = at_tick(model, tick);
        EXPECT_EQ(static_cast<int>(forcing.concessions[0].size()), expected[tick]) << tick;
        EXPECT_EQ(static_cast<int>(forcing.refusals[1]), expected[tick]) << tick;
        EXPECT_EQ(forcing.refusals[0], 0);
    }
    const Forcing third = at_tick(model, 3);
    EXPECT_LT(third.concessions[0][0].level, third.concessions[0][1].level);
    // With another tick length every concession still acts exactly once.
    for (double tick_hours : {0.5, 1.0, 2.0}) {
        model.clock.tick_hours = tick_hours;
        std::size_t total = 0;
        for (int tick = 0; tick < model.clock.ticks(); ++tick) {
            total += at_tick(model, tick).concessions[0].size();
        }
        EXPECT_EQ(total, 4u) << tick_hours;
    }
}

TEST(ScheduleTest, MidnightIsSeenOncePerDayAndPlace) {
    Model model = two_places();
    for (double tick_hours : {0.5, 1.0, 4.0}) {
        model.clock.tick_hours = tick_hours;
        const int per_day = static_cast<int>(24 / tick_hours);
        int midnights[2] = {0, 0};
        for (int tick = 0; tick < model.clock.ticks(); ++tick) {
            const Forcing forcing = at_tick(model, tick);
            midnights[0] += forcing.new_day[0];
            midnights[1] += forcing.new_day[1];
            EXPECT_EQ(forcing.new_day[0], tick % per_day == 0 ? 1 : 0)
                << tick << " of " << tick_hours << " h";
        }
        EXPECT_EQ(midnights[0], 2);
        EXPECT_EQ(midnights[1], 2);
    }
}

TEST(ScheduleTest, AChangeFromALaterTimeLeavesEarlierTicksAlone) {
    Model before = two_places();
    const Instant start = before.clock.start;
    before.schedule = {entry(ScheduleKind::price, start - day, 60), entry(ScheduleKind::police, start, 100),
                       entry(ScheduleKind::curfew, start, 0, start + 2 * day)};
    before.schedule[2].curfew_from_minute = 22 * 60;
    before.schedule[2].curfew_to_minute = 6 * 60;
    Model after = before;
    const int change = 20;
    const Instant t0 = start + change * hour;
    for (ScheduleKind kind :
         {ScheduleKind::price, ScheduleKind::shutdown, ScheduleKind::emergency, ScheduleKind::curfew,
          ScheduleKind::police, ScheduleKind::policing, ScheduleKind::concession, ScheduleKind::refusal}) {
        after.schedule.insert(after.schedule.begin(), entry(kind, t0, 0.7));
        after.schedule.front().policing = Policing::fire;
        after.schedule.front().concession = {2, 0.5};
        after.schedule.front().curfew_from_minute = 0;
        after.schedule.front().curfew_to_minute = 0;
    }
    for (int tick = 0; tick < before.clock.ticks(); ++tick) {
        const Forcing a = at_tick(before, tick);
        const Forcing b = at_tick(after, tick);
        const bool same = a.price == b.price && a.shutdown == b.shutdown && a.emergency == b.emergency &&
                          a.curfew == b.curfew && a.officers == b.officers && a.policing == b.policing &&
                          a.refusals == b.refusals && a.concessions[0].size() == b.concessions[0].size() &&
                          a.hour_of_day == b.hour_of_day && a.new_day == b.new_day;
        EXPECT_EQ(same, tick < change) << tick;
    }
}

TEST(ScheduleTest, AllocatesOnTheFirstCallOnly) {
    Model model = two_places();
    const Instant start = model.clock.start;
    for (int i = 0; i < 20; ++i) {
        model.schedule.push_back(entry(ScheduleKind::concession, start + i * hour / 4 + 1));
        model.schedule.push_back(entry(ScheduleKind::shutdown, start + i * hour, 0.5));
        model.schedule.push_back(entry(ScheduleKind::price, start + i * hour, 60.0 + i));
    }
    Forcing forcing;
    evaluate_forcing(model, {0}, forcing);
    const long before = allocations;
    for (int tick = 0; tick < model.clock.ticks(); ++tick) {
        evaluate_forcing(model, {tick}, forcing);
    }
    EXPECT_EQ(allocations, before);
}

}  // namespace
}  // namespace upsurge
