// Behavioural gates a, d, e and h on the whole society: every mechanism on, and what a gate switches off
// really does nothing. docs/testing.md lists all gates.
#include <gtest/gtest.h>

#include <algorithm>

#include "busy_country.h"
#include "engines/row_engine.h"
#include "mechanisms/registry.h"
#include "scenarios/read_scenario.h"

namespace upsurge::tests {
namespace {

RunKey key_of(int run) {
    return make_run_key(67, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0);
}

/// The busy country without anything that ties its places together: no travel, no news, no mobile units,
/// nobody who decides for all of it.
Model untied_country() {
    Model model = busy_country();
    model.destinations.clear();
    model.cliques.clear();
    model.powers.clear();
    for (Unit& unit : model.units) {
        unit.clique = -1;
    }
    std::erase_if(model.units, [](const Unit& unit) { return unit.home < 0; });
    model.switches["organisation.synchrony"] = "off";
    for (const char* id : {"diffusion.distance_weight", "diffusion.media_weight", "diffusion.tie_weight",
                           "information.broadcast_rate", "information.online_rate", "backlash.news_reach",
                           "strikes.far_weight", "loyalty.output_effect", "infiltration.media_push",
                           "infiltration.inflow_rate"}) {
        set_parameter(model, id, 0);
    }
    return model;
}

/// The first thing that differs between two runs at a place; empty if nothing does.
std::string difference_at(const Model& model, const State& a, const State& b, std::size_t place) {
    const std::size_t rows = a.counts().size() / model.leaves.size();
    if (!std::ranges::equal(a.counts().subspan(place * rows, rows), b.counts().subspan(place * rows, rows))) {
        return "people";
    }
    for (int f = 0; f < field_count; ++f) {
        const auto field = static_cast<Field>(f);
        // Prices differ everywhere; nobody outside is exposed to them.
        if (field != Field::reference_price && a.field(field)[place] != b.field(field)[place]) {
            return std::string(field_descriptions[static_cast<std::size_t>(f)].name);
        }
    }
    for (int t = 0; t < tally_count; ++t) {
        if (a.tally(static_cast<Tally>(t))[place] != b.tally(static_cast<Tally>(t))[place]) {
            return "tally " + std::to_string(t);
        }
    }
    for (int t = 0; t < weapon_type_count; ++t) {
        for (int h = 0; h < holding_count; ++h) {
            const auto type = static_cast<WeaponType>(t);
            const auto holding = static_cast<Holding>(h);
            if (a.weapons(type, holding)[place] != b.weapons(type, holding)[place]) {
                return "weapons " + std::string(holding_names[static_cast<std::size_t>(h)]);
            }
        }
    }
    const auto here = [place](int leaf) { return leaf == static_cast<int>(place); };
    for (std::size_t i = 0; i < model.units.size(); ++i) {
        for (int c = 0; c < unit_column_count && here(model.units[i].home); ++c) {
            if (a.column(static_cast<UnitColumn>(c))[i] != b.column(static_cast<UnitColumn>(c))[i]) {
                return model.units[i].id;
            }
        }
    }
    for (std::size_t i = 0; i < model.facilities.size(); ++i) {
        for (int c = 0; c < facility_column_count && here(model.facilities[i].leaf); ++c) {
            if (a.column(static_cast<FacilityColumn>(c))[i] != b.column(static_cast<FacilityColumn>(c))[i]) {
                return model.facilities[i].id;
            }
        }
    }
    for (std::size_t i = 0; i < model.workplaces.size(); ++i) {
        for (int c = 0; c < workplace_column_count && here(model.workplaces[i].leaf); ++c) {
            if (a.column(static_cast<WorkplaceColumn>(c))[i] !=
                b.column(static_cast<WorkplaceColumn>(c))[i]) {
                return model.workplaces[i].id;
            }
        }
    }
    return {};
}

TEST(Gates, WithoutTiesAShockElsewhereIsNotFelt) {  // gate a
    constexpr std::size_t west = 2;
    Model shocked = untied_country();
    set_parameter(shocked, "grievance.exposure", 0);
    set_parameter(shocked, "grievance.exposure", west, 0.9);
    Model calm = shocked;
    std::erase_if(calm.schedule, [&](const ScheduleEntry& entry) {
        return entry.kind == ScheduleKind::price && entry.from > calm.clock.start;
    });
    const ParameterValues values = point_values(shocked);
    for (int run = 0; run < 10; ++run) {
        RowEngine with(shocked, values, key_of(run), VectorPath::portable);
        RowEngine without(calm, values, key_of(run), VectorPath::portable);
        bool felt = false;
        while (with.tick() < shocked.clock.ticks()) {
            with.step();
            without.step();
            for (std::size_t place = 0; place < shocked.leaves.size(); ++place) {
                const std::string difference = difference_at(shocked, with.state(), without.state(), place);
                felt = felt || (place == west && !difference.empty());
                ASSERT_TRUE(place == west || difference.empty())
                    << difference << " of place " << place << " differ after tick " << with.tick();
            }
        }
        EXPECT_TRUE(felt) << "the shock was felt nowhere in run " << run;
        EXPECT_GT(with.state().tally(Tally::detentions_total)[0], 0) << "nothing happened elsewhere";
    }
}

TEST(Gates, AGuaranteeWithoutItsChannelsChangesNothing) {  // gate d
    Model alone = busy_country();
    alone.switches["outside_powers.decide"] = "off";
    for (const char* channel : {"loyalty.bodies", "loyalty.signal", "loyalty.cost"}) {
        alone.switches[channel] = "off";
    }
    for (Power& power : alone.powers) {
        power.troops = 0;  // they would stand at facilities
    }
    Model helped = alone;
    ScheduleEntry guarantee;
    guarantee.kind = ScheduleKind::guarantee;
    guarantee.from = helped.clock.at(15);
    guarantee.value = 1;
    helped.schedule.push_back(guarantee);
    const ParameterValues values = point_values(alone);
    std::int64_t moved = 0;
    for (int run = 0; run < 10; ++run) {
        RowEngine a(alone, values, key_of(run), VectorPath::portable);
        RowEngine b(helped, values, key_of(run), VectorPath::portable);
        while (a.tick() < alone.clock.ticks()) {
            a.step();
            b.step();
            ASSERT_EQ(b.state().national(National::guarantee), b.tick() > 15 ? 1 : 0);
            State without = b.state();
            // What the guarantee itself is, and that nobody asks for it any more.
            for (const National known :
                 {National::guarantee, National::guarantee_hours, National::requested,
                  National::request_hours, National::council_hours, National::calm_hours}) {
                without.national(known) = a.state().national(known);
            }
            ASSERT_TRUE(std::ranges::equal(a.state().bytes(), without.bytes()))
                << "run " << run << ", tick " << a.tick();
        }
        for (std::size_t place = 0; place < alone.leaves.size(); ++place) {
            moved += a.state().tally(Tally::defections_total)[place] +
                     a.state().tally(Tally::stood_aside_total)[place];
        }
    }
    EXPECT_GT(moved, 0) << "no unit wavered in any run";
    for (const char* channel : {"loyalty.signal", "loyalty.cost"}) {
        Model heard = helped;
        heard.switches[channel] = "on";
        EXPECT_NE(run_rows(heard, values, key_of(0), VectorPath::portable).hash,
                  run_rows(helped, values, key_of(0), VectorPath::portable).hash)
            << channel;
    }
}

TEST(Gates, WithoutAnyWeaponNobodyIsArmed) {  // gate e
    Model model = busy_country();
    model.gun_shops.clear();
    for (Unit& unit : model.units) {
        unit.weapons = {};
    }
    for (Facility& facility : model.facilities) {
        facility.weapons = {};
    }
    for (Clique& clique : model.cliques) {
        clique.cache = {};
    }
    for (Power& power : model.powers) {
        power.weapons = {};
    }
    set_parameter(model, "arming.households_per_thousand", 0);
    const ParameterValues values = point_values(model);
    double violent = 0;
    double fallen = 0;
    for (int run = 0; run < 20; ++run) {
        const History history = run_rows(model, values, key_of(run), VectorPath::portable).history;
        for (int tick = 0; tick < history.ticks(); ++tick) {
            for (const int place : model.leaves) {
                ASSERT_EQ(history.at(tick, place, Observable::armed_crowd), 0) << "run " << run;
                violent += history.at(tick, place, Observable::violent_crowd);
            }
        }
        fallen += history.at(history.ticks() - 1, 0, Observable::sites_lost);
    }
    EXPECT_GT(violent, 0);
    EXPECT_GT(fallen, 0) << "no facility was searched for weapons";
}

TEST(Gates, WithCliquesOffAndNobodyOrganisedASteeredRisingIsAnUnsteeredOne) {  // gate h
    // The flagship's hypotheses E0 (contagion) and E1 (steered from inside the state) as they ship.
    const auto hash_of = [](const char* hypothesis, bool clique_off) {
        ScenarioOptions options;
        options.hypothesis = hypothesis;
        options.set = {"participation.organised_share=0", "infiltration.entry=off"};
        if (clique_off) {
            options.set.emplace_back("elites.activation=off");
        }
        const auto read =
            read_scenario(std::string(UPSURGE_SOURCE_DIR) + "/scenarios/kazakhstan-2022", options);
        EXPECT_TRUE(read.has_value());
        return read ? run_rows(read->model, point_values(read->model), key_of(0), best_vector_path()).hash
                    : 0;
    };
    EXPECT_EQ(hash_of("E1", true), hash_of("E0", true));
    EXPECT_NE(hash_of("E1", false), hash_of("E0", false));
}

}  // namespace
}  // namespace upsurge::tests
