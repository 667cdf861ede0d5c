#include "hand_model.h"

#include "mechanisms/registry.h"
#include "upsurge/result.h"

namespace upsurge::tests {

Model make_model(const HandModel& hand) {
    Model model;
    model.id = "hand";
    model.name = "hand-made";
    model.clock.start = 0;
    model.clock.end = static_cast<Instant>(hand.ticks * hand.tick_hours * 3600.0 + 0.5);
    model.clock.tick_hours = hand.tick_hours;
    Place country;
    country.id = "country";
    country.kind = PlaceKind::country;
    model.places.push_back(country);
    for (std::size_t i = 0; i < hand.people.size(); ++i) {
        Place place;
        place.id = "place" + std::to_string(i);
        place.kind = PlaceKind::region;
        place.parent = 0;
        place.latitude = -60.0 + static_cast<double>(i) * hand.kilometres_between / 111.195;
        place.population = hand.people[i];
        place.leaf = static_cast<int>(i);
        model.places[0].population += hand.people[i];
        model.leaves.push_back(static_cast<int>(model.places.size()));
        model.places.push_back(place);
        model.people.push_back({hand.people[i]});
    }
    Stratum stratum;
    stratum.id = "everybody";
    stratum.share = 1;
    model.strata.push_back(stratum);
    model.hardship_cuts = hand.hardship_cuts;
    model.hardship_values = hand.hardship_values;
    model.layout.places = static_cast<int>(hand.people.size());
    model.layout.strata = 1;
    model.layout.hardship_bins = static_cast<int>(hand.hardship_cuts.size()) + 1;
    model.layout.risk_aversion_bins = hand.risk_aversion_bins;
    model.layout.organised_bins = hand.organised_bins;
    model.workplaces = hand.workplaces;
    for (const Mechanism* mechanism : all_mechanisms()) {
        for (const std::string& name : hand.mechanisms) {
            if (name == mechanism->name) {
                model.mechanisms.push_back(name);
            }
        }
    }
    UPSURGE_CHECK(model.mechanisms.size() == hand.mechanisms.size(),
                  "a test names a mechanism that does not exist");
    model.switches = hand.switches;
    model.street_at_once = hand.street_at_once;
    return model;
}

ParameterValues make_values(const Model& model, const std::vector<std::pair<std::string, double>>& values) {
    const auto& parameters = all_parameters();
    ParameterValues result(static_cast<int>(parameters.size()), model.layout.places);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        result.set_everywhere(static_cast<int>(i), parameters[i].spec->value);
    }
    for (const auto& [id, value] : values) {
        const auto index = find_parameter(id);
        UPSURGE_CHECK(index.has_value(), "a test names a parameter that does not exist");
        result.set_everywhere(*index, value);
    }
    return result;
}

ScheduleEntry at_hour(const Model& model, ScheduleKind kind, double hour, double value, double until_hour) {
    ScheduleEntry entry;
    entry.kind = kind;
    for (int leaf = 0; leaf < model.layout.places; ++leaf) {
        entry.leaves.push_back(leaf);
    }
    entry.from = model.clock.start + static_cast<Instant>(hour * 3600.0);
    entry.until = until_hour > 0 ? model.clock.start + static_cast<Instant>(until_hour * 3600.0) : 0;
    entry.value = value;
    return entry;
}

}  // namespace upsurge::tests
