#include "busy_country.h"

namespace upsurge::tests {

Model busy_country() {
    Model model = small_country();
    Place abroad;
    abroad.id = "abroad";
    abroad.name = "abroad";
    abroad.kind = PlaceKind::abroad;
    abroad.latitude = 45.1;
    abroad.longitude = 75.1;
    abroad.population = 90;
    abroad.leaf = model.layout.places;
    model.leaves.push_back(static_cast<int>(model.places.size()));
    model.places.push_back(abroad);
    model.people.push_back({70, 10, 10});
    ++model.layout.places;
    for (auto& by_leaf : model.parameters.place) {
        if (!by_leaf.empty()) {
            by_leaf.push_back(by_leaf.back());
        }
    }
    model.destinations.push_back({abroad.leaf, 1, 0.6});
    // A government that takes every step of its ladder.
    set_parameter(model, "state_policy.contain_at", 2);
    set_parameter(model, "state_policy.refusal_at", 2);
    set_parameter(model, "state_policy.refusal_cooldown", 3);
    set_parameter(model, "state_policy.purge_at", 4);
    set_parameter(model, "control.lost_contest", 0.4);
    set_parameter(model, "outside_powers.war_people", 1);
    return model;
}

}  // namespace upsurge::tests
