// Laws of clashes fought to the end: when the square law ends, and what fire at random comes to. The clash
// mechanism is called for one sub-tick after another, so that officers stay hit and the test can let others
// join the crowd in between.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "hand_model.h"
#include "hand_tick.h"

namespace upsurge::tests {
namespace {

constexpr double without_bound = 1e9;

ParameterValues values_of(const Model& model, double aim_armed, double aim_state, double intelligence) {
    return make_values(model, {{"clashes.aim_armed", aim_armed},
                               {"clashes.aim_state", aim_state},
                               {"clashes.engagement", without_bound},
                               {"clashes.intelligence", intelligence},
                               {"clashes.break_off", 1}});
}

Model fighting_place() {
    HandModel hand;
    hand.people = {2'000'000};
    hand.mechanisms = {"clashes"};
    Model model = make_model(hand);
    model.schedule.push_back(at_hour(model, ScheduleKind::policing, -10));
    model.schedule.back().policing = Policing::fire;
    return model;
}

/// Officers against armed people at one place.
class LongFight {
  public:
    LongFight(const Model& model, const ParameterValues& values, int officers, int armed, int run)
        : hand_(model, values, make_run_key(55, Purpose::simulate, 0, run, 0)), officers_(officers) {
        hand_.derived.officers_present[0] = officers;
        hand_.call("clashes", &Mechanism::prepare);
        hand_.people(0, PersonState::armed) = armed;
    }

    std::int64_t officers() const { return officers_ - hand_.derived.clash[0].officers_lost; }
    std::int64_t armed() { return hand_.people(0, PersonState::armed); }
    bool goes_on() { return officers() > 0 && armed() > 0; }

    /// The unarmed crowd is as large as this when the next sub-tick begins.
    void set_unarmed(std::int64_t number) {
        hand_.people(0, PersonState::peaceful) = static_cast<std::int32_t>(number);
    }

    void fight(double hours) {
        // Chance of its own each time; only the first sub-tick of a tick forgets who was hit.
        hand_.encounter("clashes", 0, hand_.tick.tick == 0 ? 0 : 1, hours);
        ++hand_.tick.tick;
    }

  private:
    HandTick hand_;
    std::int64_t officers_;
};

TEST(Attrition, TheSquareLawEndsWhenItShould) {  // V5
    // a = aim_armed, b = aim_state: 10 against 8 ends after artanh(.8)/sqrt(a b) = 1.09861/sqrt(a b) hours
    // where skill is equal, and b x^2 decides the winner where it is not.
    struct Known {
        double aim_armed;
        double aim_state;
        int officers;
        int armed;
    };
    const Model model = fighting_place();
    for (const Known& known : {Known{1, 1, 40'000, 32'000}, Known{4, 1, 80'000, 32'000}}) {
        const double pace = std::sqrt(known.aim_armed * known.aim_state);
        const ParameterValues values = values_of(model, known.aim_armed, known.aim_state, 1);
        constexpr int runs = 100;
        constexpr int steps_an_hour = 1000;
        double hours = 0;
        for (int run = 0; run < runs; ++run) {
            LongFight fight(model, values, known.officers, known.armed, run);
            int steps = 0;
            while (fight.goes_on()) {
                fight.fight(1.0 / (steps_an_hour * pace));
                ++steps;
            }
            ASSERT_GT(fight.officers(), 0);
            hours += (steps - 0.5) / (steps_an_hour * runs);
        }
        // A run's end varies by .0101: standard error .001; five of them, false alarms 1e-6 each.
        EXPECT_NEAR(hours, 1.09861, 0.005) << known.officers;
    }
}

/// Fire at random into a place whose crowd is filled up again: the armed are y of a constant number.
class RefilledPlace {
  public:
    RefilledPlace(const Model& model, double loss_ratio, int crowd)
        : model_(model),
          values_(values_of(model, 1, loss_ratio * crowd, 0)),
          shots_an_hour_(loss_ratio * crowd),
          crowd_(crowd) {}

    bool state_wins(int officers, int armed, int run) const {
        // One in a hundred is hit before others take their place, so the crowd is that much too large at
        // first and as much too small at last.
        const int shots = crowd_ / 100;
        LongFight fight(model_, values_, officers, armed, run);
        while (fight.goes_on()) {
            fight.set_unarmed(crowd_ + shots / 2 - fight.armed());
            fight.fight(shots / (shots_an_hour_ * static_cast<double>(fight.officers())));
        }
        return fight.officers() > 0;
    }

  private:
    const Model& model_;
    ParameterValues values_;
    double shots_an_hour_;
    int crowd_;
};

TEST(Attrition, FireAtRandomIntoARefilledCrowdIsDeitchmansLaw) {  // V6
    // dx = -a y, dy = -b x y with b/a = .004, as a chain.
    struct Known {
        int officers;
        double state_wins;
    };
    constexpr int runs = 2000;
    const Model model = fighting_place();
    const RefilledPlace place(model, 0.004, 400);
    for (const Known& known : {Known{70, 0.00690}, Known{100, 0.53500}, Known{130, 0.99050}}) {
        int won = 0;
        for (int run = 0; run < runs; ++run) {
            won += place.state_wins(known.officers, 20, run) ? 1 : 0;
        }
        // Standard errors .0019, .0112 and .0022: five of them, false alarms below 1e-4 in all (the outer two
        // are Poisson with mean 14 and 19).
        const double error = std::sqrt(known.state_wins * (1 - known.state_wins) / runs);
        EXPECT_NEAR(static_cast<double>(won) / runs, known.state_wins, 5 * error) << known.officers;
    }
}

TEST(Attrition, ManyAreDecidedByDeitchmansCondition) {  // V6
    // The state wins if b x^2 > 2 a y: 1000 officers lose to more than 2000. By the exact chain 1600 lose
    // but for 3e-7 and 2400 win but for 6e-6: false alarms 6e-5 in all.
    const Model model = fighting_place();
    const RefilledPlace place(model, 0.004, 4000);
    for (int run = 0; run < 10; ++run) {
        EXPECT_TRUE(place.state_wins(1000, 1600, run));
        EXPECT_FALSE(place.state_wins(1000, 2400, run));
    }
}

TEST(Attrition, FireAtRandomIntoAClosedCrowdIsASquareLaw) {
    // Nobody takes the place of those hit, so the armed stay the same share of the crowd: one in ten, and
    // officers who hit ten times as often are as good as those who aim. 10000 against 8000 leave 6000.
    const Model model = fighting_place();
    const ParameterValues values = values_of(model, 1, 10, 0);
    constexpr int runs = 30;
    double left = 0;
    for (int run = 0; run < runs; ++run) {
        LongFight fight(model, values, 10'000, 8000, run);
        fight.set_unarmed(72'000);
        while (fight.goes_on()) {
            fight.fight(0.01);
        }
        left += static_cast<double>(fight.officers()) / runs;
    }
    // A run varies by 99: standard error 18; five of them, false alarms 1e-6.
    EXPECT_NEAR(left, 6000, 90);
}

}  // namespace
}  // namespace upsurge::tests
