// Laws of armed clashes: Lanchester's square law, break-off, and what intelligence aims.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engines/row_engine.h"
#include "hand_model.h"
#include "hand_tick.h"

namespace upsurge::tests {
namespace {

using Values = std::vector<std::pair<std::string, double>>;

/// Everybody fights, all fire is aimed, nobody breaks off.
Values aimed_fire(double aim_armed, double aim_state) {
    return {{"clashes.aim_armed", aim_armed},
            {"clashes.aim_state", aim_state},
            {"clashes.engagement", 1e9},
            {"clashes.intelligence", 1},
            {"clashes.break_off", 1}};
}

struct Losses {
    std::int64_t officers = 0;
    std::int64_t armed = 0;
    std::int64_t unarmed = 0;
};

/// One tick of clashes alone. Encounters are an exact chain within a tick, however many sub-ticks it has.
class Fight {
  public:
    Fight(int officers, int armed, int unarmed, double tick_hours) : armed_(armed), unarmed_(unarmed) {
        HandModel hand;
        hand.people = {10'000};
        hand.mechanisms = {"clashes"};
        hand.tick_hours = tick_hours;
        model_ = make_model(hand);
        model_.schedule.push_back(at_hour(model_, ScheduleKind::police, -10, officers));
        model_.schedule.push_back(at_hour(model_, ScheduleKind::policing, -10));
        model_.schedule.back().policing = Policing::fire;
    }

    Losses run(const Values& values, int run) const {
        RowEngine engine(model_, make_values(model_, values), make_run_key(51, Purpose::simulate, 0, run, 0),
                         VectorPath::portable);
        State state = engine.state();
        const auto people = [&](State & in, PersonState what) -> auto& {
            return in.counts()[model_.layout.block(0, 0, what)];
        };
        people(state, PersonState::at_home) -= armed_ + unarmed_;
        people(state, PersonState::armed) += armed_;
        people(state, PersonState::peaceful) += unarmed_;
        engine.set_state(state, 0);
        engine.step();
        State after = engine.state();
        return {after.tally(Tally::security_dead_total)[0] + after.tally(Tally::security_injured_total)[0],
                armed_ - people(after, PersonState::armed), unarmed_ - people(after, PersonState::peaceful)};
    }

  private:
    int armed_;
    int unarmed_;
    Model model_;
};

TEST(Clashes, EqualSkillIsWonAsTheExactChainSays) {  // V5
    struct Known {
        int officers;
        int armed;
        double officers_win;
    };
    constexpr int runs = 4000;
    for (const Known& known :
         {Known{10, 8, 0.791358}, Known{5, 3, 0.887376}, Known{100, 80, 0.995126}, Known{10, 10, 0.5}}) {
        const Fight fight(known.officers, known.armed, 0, 1);
        int won = 0;
        for (int run = 0; run < runs; ++run) {
            const Losses losses = fight.run(aimed_fire(200, 200), run);
            ASSERT_TRUE(losses.armed == known.armed || losses.officers == known.officers);
            won += losses.armed == known.armed ? 1 : 0;
        }
        // Standard error at most .0079; four and a half of them, false alarms 3e-5 in all.
        const double error = std::sqrt(known.officers_win * (1 - known.officers_win) / runs);
        EXPECT_NEAR(static_cast<double>(won) / runs, known.officers_win, 4.5 * error)
            << known.officers << " against " << known.armed;
    }
}

TEST(Clashes, SquareLawInTheLimitOfManyPeople) {  // V5
    const Fight to_the_end(1000, 800, 0, 1);
    // With losses of b y and a x the share left at time t of x = 1000, y = 800 is cosh t - .8 sinh t.
    const double t = 0.5;
    const Fight half_way(1000, 800, 0, t);
    double left = 0;
    double left_half_way = 0;
    constexpr int runs = 400;
    for (int run = 0; run < runs; ++run) {
        left += static_cast<double>(1000 - to_the_end.run(aimed_fire(50, 50), run).officers) / runs;
        left_half_way += static_cast<double>(1000 - half_way.run(aimed_fire(1, 1), run).officers) / runs;
    }
    // One run of the chain varies by 35 at the end and 19 half way (simulated apart from the engine): the
    // means have standard errors of 1.75 and .95. Five of them, false alarms below 1e-6 each.
    EXPECT_NEAR(left, 600, 9);
    EXPECT_NEAR(left_half_way, 1000 * std::cosh(t) - 800 * std::sinh(t), 5);
}

TEST(Clashes, ASideBreaksOffAtItsLoss) {
    Values values = aimed_fire(100, 100);
    values.emplace_back("clashes.break_off", 0.15);
    const Fight fight(100, 100, 0, 1);
    for (int run = 0; run < 200; ++run) {
        const Losses losses = fight.run(values, run);
        EXPECT_EQ(std::max(losses.officers, losses.armed), 15);
    }
}

TEST(Clashes, NobodyShootsWhereOneSideIsMissing) {
    for (const Fight& fight : {Fight(0, 100, 500, 1), Fight(100, 0, 500, 1)}) {
        const Losses losses = fight.run(aimed_fire(100, 100), 0);
        EXPECT_EQ(losses.officers + losses.armed + losses.unarmed, 0);
    }
}

TEST(Clashes, IntelligenceGoesFromTheMixedLawToTheSquareLaw) {
    // Short: 100 officers hit 1 person an hour each, for .02 hours; 50 armed among 950 unarmed.
    constexpr int runs = 4000;
    const Fight fight(100, 50, 950, 0.02);
    for (const double mu : {0.0, 0.3, 1.0}) {
        Values values = aimed_fire(0, 1);
        values.emplace_back("clashes.intelligence", mu);
        double armed = 0;
        double all = 0;
        for (int run = 0; run < runs; ++run) {
            const Losses losses = fight.run(values, run);
            armed += static_cast<double>(losses.armed);
            all += static_cast<double>(losses.armed + losses.unarmed);
            EXPECT_EQ(losses.officers, 0);
        }
        // Hits are Poisson with mean 2 a run: standard error 89 of 8000. Of them a share is armed, moved by
        // at most .001 by those already hit. Five standard errors, false alarms below 4e-6.
        const double share = mu + (1 - mu) * 0.05;
        EXPECT_NEAR(all, 2.0 * runs, 450);
        EXPECT_NEAR(armed / all, share, 5 * std::sqrt(share * (1 - share) / (2.0 * runs)) + 0.001) << mu;
    }
}

TEST(Clashes, EngagementBoundsTheOfficersInTheFight) {
    // 1000 officers against 10: only 5 for each of the 10 shoot, 1 hit an hour each, for .02 hours.
    constexpr int runs = 4000;
    const Fight fight(1000, 10, 0, 0.02);
    Values values = aimed_fire(0, 1);
    values.emplace_back("clashes.engagement", 5);
    double armed = 0;
    for (int run = 0; run < runs; ++run) {
        armed += static_cast<double>(fight.run(values, run).armed);
    }
    // Each of the 10 is hit at rate 5 (pure death): binomial, standard error .0015 of the share; five of
    // them.
    EXPECT_NEAR(armed / (10.0 * runs), 1 - std::exp(-0.1), 0.0075);
}

TEST(Clashes, HitsFallOnMembersAndPeopleAlikeAndKillTheirShare) {
    // 200,000 officers of two units against 100,000 armed people and 100,000 members who went over.
    HandModel hand;
    hand.mechanisms = {"loyalty", "clashes"};
    for (const int heads : {150'000, 60'000, 100'000}) {
        Unit unit;
        unit.id = "unit" + std::to_string(hand.units.size());
        unit.home = 0;
        unit.heads = heads;
        hand.units.push_back(unit);
    }
    Model model = make_model(hand);
    model.schedule.push_back(at_hour(model, ScheduleKind::policing, -10));
    model.schedule.back().policing = Policing::fire;
    Values values = aimed_fire(1, 1);
    values.insert(values.end(),
                  {{"clashes.injured_per_death_security", 3}, {"policing.injured_per_death", 1}});
    HandTick fight(model, make_values(model, values), make_run_key(51, Purpose::simulate, 0, 0, 0));
    const auto members = [&fight](UnitColumn column) { return fight.state.column(column); };
    members(UnitColumn::reserve)[0] = 0;
    members(UnitColumn::loyal)[0] = 150'000;
    members(UnitColumn::reserve)[1] = 6000;
    members(UnitColumn::standing_aside)[1] = 4000;
    members(UnitColumn::loyal)[1] = 50'000;
    members(UnitColumn::reserve)[2] = 0;
    members(UnitColumn::switched)[2] = 100'000;
    fight.people(0, PersonState::armed) = 100'000;
    fight.people(0, PersonState::peaceful) = 1000;
    fight.call("clashes", &Mechanism::prepare);
    fight.encounter("clashes", 0, 0, 0.1);

    const auto dead = members(UnitColumn::dead);
    const auto injured = members(UnitColumn::injured);
    const double of_first = dead[0] + injured[0];
    const double of_second = dead[1] + injured[1];
    const double gone_over = dead[2] + injured[2];
    const double people = 100'000 - fight.people(0, PersonState::armed);
    // Both sides lose 1 - exp(-.1) of 200,000, standard error 131. Then binomials of those about 19,000, or
    // of a half: standard errors .0031, .0036, .0031, .0044, .0051. Five of each, false alarms below 6e-6 in
    // all.
    EXPECT_NEAR(of_first + of_second, 200'000 * (1 - std::exp(-0.1)), 660);
    EXPECT_NEAR(gone_over + people, 200'000 * (1 - std::exp(-0.1)), 660);
    EXPECT_NEAR(of_first / (of_first + of_second), 0.75, 0.016);
    EXPECT_NEAR(people / (people + gone_over), 0.5, 0.018);
    EXPECT_NEAR((dead[0] + dead[1]) / (of_first + of_second), 0.25, 0.016);
    EXPECT_NEAR(dead[2] / gone_over, 0.25, 0.022);
    const double people_dead = fight.people(0, PersonState::dead);
    EXPECT_NEAR(people_dead / people, 0.5, 0.026);

    EXPECT_EQ(members(UnitColumn::loyal)[0], 150'000 - of_first);
    EXPECT_EQ(members(UnitColumn::loyal)[1], 50'000 - of_second);
    EXPECT_EQ(members(UnitColumn::switched)[2], 100'000 - gone_over);
    EXPECT_EQ(members(UnitColumn::reserve)[1], 6000);
    EXPECT_EQ(members(UnitColumn::standing_aside)[1], 4000);
    EXPECT_EQ(fight.people(0, PersonState::peaceful), 1000);  // all fire is aimed
    EXPECT_EQ(fight.people(0, PersonState::injured), people - people_dead);
    const auto tally = [&fight](Tally what) { return fight.state.tally(what)[0]; };
    EXPECT_EQ(tally(Tally::security_dead_total), dead[0] + dead[1] + dead[2]);
    EXPECT_EQ(tally(Tally::security_injured_total), injured[0] + injured[1] + injured[2]);
    EXPECT_EQ(tally(Tally::dead_total), people_dead);
    EXPECT_EQ(tally(Tally::injured_total), people - people_dead);
    EXPECT_EQ(tally(Tally::deaths_last), people_dead);
    EXPECT_EQ(tally(Tally::injuries_last), people - people_dead);
}

}  // namespace
}  // namespace upsurge::tests
