#include "small_country.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "mechanisms/registry.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

constexpr Instant noon = 1641103200;  // 2022-01-02 06:00 UTC, noon in the east of the country

Instant hours_after_start(double hours) {
    return noon + static_cast<Instant>(hours * 3600.0);
}

Place place(std::string id, PlaceKind kind, int parent, double latitude, double longitude, int leaf) {
    Place made;
    made.id = id;
    made.name = id;
    made.kind = kind;
    made.parent = parent;
    made.latitude = latitude;
    made.longitude = longitude;
    made.utc_offset_minutes = 360;
    made.leaf = leaf;
    return made;
}

ScheduleEntry entry(ScheduleKind kind, std::vector<int> leaves, double from_hour, double value = 0) {
    ScheduleEntry made;
    made.kind = kind;
    made.leaves = std::move(leaves);
    made.from = hours_after_start(from_hour);
    made.value = value;
    return made;
}

ScheduleEntry policing(int leaf, double from_hour, Policing mode) {
    ScheduleEntry made = entry(ScheduleKind::policing, {leaf}, from_hour);
    made.policing = mode;
    return made;
}

ScheduleEntry concession(std::vector<int> leaves, double from_hour, double level, double credibility) {
    ScheduleEntry made = entry(ScheduleKind::concession, std::move(leaves), from_hour);
    made.concession = {level, credibility};
    return made;
}

}  // namespace

void switch_off(Model& model, std::string_view mechanism) {
    std::erase(model.mechanisms, mechanism);
}

void switch_on(Model& model, std::string_view mechanism) {
    std::vector<std::string> in_order;
    for (const Mechanism* known : all_mechanisms()) {
        const bool already = std::find(model.mechanisms.begin(), model.mechanisms.end(), known->name) !=
                             model.mechanisms.end();
        if (already || mechanism == known->name) {
            in_order.emplace_back(known->name);
        }
    }
    model.mechanisms = in_order;
}

Model one_town(int people, int ticks) {
    Model model;
    model.id = "one-town";
    model.name = "One town";
    model.clock.start = noon;
    model.clock.end = hours_after_start(ticks);
    model.clock.tick_hours = 1;
    model.clock.utc_offset_minutes = 360;
    model.street_at_once = true;  // exact answers are for the plain chain
    model.places = {place("country", PlaceKind::country, -1, 45, 70, -1),
                    place("town", PlaceKind::town, 0, 45, 70, 0)};
    model.leaves = {1};
    Stratum residents;
    residents.id = "residents";
    residents.name = "residents";
    residents.share = 1;
    model.strata = {residents};
    model.people = {{people}};
    model.places[0].population = people;
    model.places[1].population = people;
    model.layout = {1, 1, 1, 1, 1};
    model.event_size = 1;
    set_usual_values(model);
    return model;
}

Model small_country_alone() {
    Model model;
    model.id = "small-country";
    model.name = "Small country";
    model.clock.start = noon;
    model.clock.end = hours_after_start(48);
    model.clock.tick_hours = 1;
    model.clock.utc_offset_minutes = 360;

    model.places = {place("country", PlaceKind::country, -1, 45, 70, -1),
                    place("east", PlaceKind::region, 0, 45, 75, -1),
                    place("west", PlaceKind::region, 0, 45, 65, -1),
                    place("east-city", PlaceKind::city, 1, 45.0, 75.0, 0),
                    place("east-town", PlaceKind::town, 1, 45.3, 75.2, 1),
                    place("west-city", PlaceKind::city, 2, 44.0, 65.0, 2)};
    model.leaves = {3, 4, 5};
    model.places[2].utc_offset_minutes = 300;
    model.places[5].utc_offset_minutes = 300;

    Stratum industrial;
    industrial.id = "industrial";
    industrial.name = "industrial workers";
    industrial.share = 0.6;
    Stratum clandestine = industrial;
    clandestine.id = "clandestine";
    clandestine.name = "clandestine networks";
    clandestine.share = 0.15;
    clandestine.clandestine = true;
    Stratum inactive = industrial;
    inactive.id = "inactive";
    inactive.name = "children and others who stay away";
    inactive.share = 0.25;
    inactive.active = false;
    model.strata = {industrial, clandestine, inactive};
    model.people = {{80, 20, 30}, {50, 10, 20}, {60, 10, 20}};
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        for (std::int64_t count : model.people[leaf]) {
            for (int up = model.leaves[leaf]; up >= 0;
                 up = model.places[static_cast<std::size_t>(up)].parent) {
                model.places[static_cast<std::size_t>(up)].population += count;
            }
        }
    }
    model.layout = {3, 3, 3, 2, 2};
    model.hardship_cuts = {0.5, 0.8};
    model.destinations = {{1, 0, 0.3}};
    model.event_size = 25;
    for (const Mechanism* mechanism : all_mechanisms()) {
        model.mechanisms.emplace_back(mechanism->name);
    }
    model.switches["elites.activation"] = "by_turnout";
    model.switches["infiltration.entry"] = "on";

    const std::vector<int> all = {0, 1, 2};
    model.schedule = {
        entry(ScheduleKind::price, all, -720, 60),
        entry(ScheduleKind::price, {0, 1}, 2, 120),
        entry(ScheduleKind::price, {2}, 4, 100),
        entry(ScheduleKind::price, all, 23, 50),
        entry(ScheduleKind::emergency, {0, 1}, 20),
        entry(ScheduleKind::police, {0}, 0, 6),
        entry(ScheduleKind::police, {1}, 0, 3),
        entry(ScheduleKind::police, {2}, 0, 4),
        entry(ScheduleKind::police, {0}, 12, 20),
        entry(ScheduleKind::police, {0}, 34, 12),
        entry(ScheduleKind::police, {2}, 16, 12),
        entry(ScheduleKind::request, {}, 6),
        entry(ScheduleKind::dismissal, {}, 22),
        entry(ScheduleKind::purge, {}, 30),
        entry(ScheduleKind::purge, {}, 40.5),
        policing(0, 0, Policing::tolerate),
        policing(0, 4, Policing::contain),
        policing(0, 9, Policing::disperse),
        policing(0, 19, Policing::fire),
        policing(0, 30, Policing::contain),
        policing(1, 0, Policing::contain),
        policing(1, 8, Policing::tolerate),
        policing(1, 24, Policing::fire),
        policing(1, 32, Policing::disperse),
        policing(2, 0, Policing::contain),
        policing(2, 7, Policing::disperse),
        policing(2, 28, Policing::fire),
        policing(2, 36, Policing::tolerate),
        concession({0, 1, 2}, 8, 1, 0.7),
        concession({0}, 22, 2, 0.9),
        concession({2}, 22.5, 3, 0.3),
        entry(ScheduleKind::refusal, {0, 2}, 14),
    };
    ScheduleEntry shutdown = entry(ScheduleKind::shutdown, {0, 2}, 13, 0.8);
    shutdown.until = hours_after_start(31);
    model.schedule.push_back(shutdown);
    ScheduleEntry curfew = entry(ScheduleKind::curfew, {0, 2}, 10);
    curfew.curfew_from_minute = 23 * 60;
    curfew.curfew_to_minute = 7 * 60;
    model.schedule.push_back(curfew);

    add_small_country_tables(model);
    set_small_country_values(model);
    return model;
}

void add_abroad(Model& model, const std::vector<std::int64_t>& people) {
    const int leaf = model.layout.places;
    Place abroad = place("abroad", PlaceKind::abroad, -1, 45.1, 75.1, leaf);
    for (const std::int64_t count : people) {
        abroad.population += count;
    }
    model.leaves.push_back(static_cast<int>(model.places.size()));
    model.places.push_back(abroad);
    model.people.push_back(people);
    model.layout.places += 1;
    for (auto& by_leaf : model.parameters.place) {
        if (!by_leaf.empty()) {
            by_leaf.push_back(by_leaf.back());
        }
    }
}

Model small_country() {
    Model model = small_country_alone();
    add_abroad(model, {24, 8, 4});
    model.destinations.push_back({3, 0, 0.7});
    return model;
}

Model small_country_under(std::string_view government) {
    Model model = small_country();
    if (government != "scheduled") {
        model.switches["state_policy.policy"] = "endogenous";
        model.switches["state_policy.rule"] = std::string(government);
    }
    return model;
}

}  // namespace upsurge
