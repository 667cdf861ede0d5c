/// A place abroad has people and a street of its own, but the country neither counts it nor hears of it.
#include <gtest/gtest.h>

#include "engines/reference_engine.h"
#include "engines/row_engine.h"
#include "mechanisms/registry.h"
#include "mechanisms/spread_kernels.h"
#include "small_country.h"

namespace upsurge {
namespace {

using Engine = History (*)(const Model&, const ParameterValues&, RunKey);

History with_rows(const Model& model, const ParameterValues& values, RunKey key) {
    RunResult result = run_rows(model, values, key, VectorPath::portable);
    EXPECT_EQ(result.broken_invariant, "");
    return std::move(result.history);
}
History with_people(const Model& model, const ParameterValues& values, RunKey key) {
    return run_reference(model, values, key);
}

/// The small country and a place abroad beside its first city, last among the leaves.
Model country_and_abroad() {
    Model model = small_country_alone();
    add_abroad(model, {70, 10, 10});
    return model;
}

class AbroadTest : public testing::TestWithParam<std::pair<const char*, Engine>> {
  protected:
    History run(const Model& model, int number) const {
        return GetParam().second(
            model, point_values(model),
            make_run_key(61, Purpose::simulate, 0, static_cast<std::uint64_t>(number), 0));
    }
};

/// Rows and persons abroad come last, so nobody else's chance is another one: every number of the country,
/// its regions and places must be the same to the bit, however busy the street abroad is.
TEST_P(AbroadTest, TheCountryIsAsWithoutIt) {
    const Model alone = small_country_alone();
    const Model both = country_and_abroad();
    double crowd_abroad = 0;
    for (int number = 0; number < 5; ++number) {
        const History without = run(alone, number);
        const History with = run(both, number);
        for (int tick = 0; tick < without.ticks(); ++tick) {
            for (int place = 0; place < without.places(); ++place) {
                for (int o = 0; o < observable_count; ++o) {
                    const auto observable = static_cast<Observable>(o);
                    ASSERT_EQ(with.at(tick, place, observable), without.at(tick, place, observable))
                        << describe(observable).id << " of "
                        << alone.places[static_cast<std::size_t>(place)].id << " in tick " << tick;
                }
            }
            crowd_abroad += with.at(tick, 6, Observable::crowd);
        }
    }
    EXPECT_GT(crowd_abroad, 0);
}

/// With nobody in the street abroad nothing is perceived there, whatever happens in the country; and harm in
/// the country angers nobody abroad.
TEST_P(AbroadTest, NothingOfTheCountryIsSeenThere) {
    Model model = country_and_abroad();
    model.people.back() = {0, 0, 90};
    const History history = run(model, 1);
    double perceived = 0;
    double dead = 0;
    for (int tick = 0; tick < history.ticks(); ++tick) {
        ASSERT_EQ(history.at(tick, 6, Observable::perceived_activity), 0);
        ASSERT_EQ(history.at(tick, 6, Observable::anger), 0);
        perceived += history.at(tick, 0, Observable::perceived_activity);
        dead = history.at(tick, 0, Observable::dead_total);
    }
    EXPECT_GT(perceived, 0);
    EXPECT_GT(dead, 0);
}

INSTANTIATE_TEST_SUITE_P(Each, AbroadTest,
                         testing::Values(std::pair<const char*, Engine>{"rows", with_rows},
                                         std::pair<const char*, Engine>{"reference", with_people}),
                         [](const auto& tested) { return std::string(tested.param.first); });

TEST(AbroadKernels, HaveNoWeightToOrFromIt) {
    Society society;
    society.population = {100, 200, 300, 50};
    society.latitude = {0, 0, 0, 0};
    society.longitude = {0, 1, 2, 0.5};
    society.abroad = {0, 0, 0, 1};
    Society alone = society;
    alone.population.pop_back();
    alone.latitude.pop_back();
    alone.longitude.pop_back();
    alone.abroad.pop_back();
    for (const bool gravity : {true, false}) {
        const auto with = gravity ? gravity_kernel(society, 50, 1.5) : radiation_flows(society);
        const auto without = gravity ? gravity_kernel(alone, 50, 1.5) : radiation_flows(alone);
        for (std::size_t p = 0; p < 4; ++p) {
            for (std::size_t q = 0; q < 4; ++q) {
                EXPECT_EQ(with[p * 4 + q], p == 3 || q == 3 ? 0.0 : without[p * 3 + q]) << p << " " << q;
            }
        }
    }
}

}  // namespace
}  // namespace upsurge
