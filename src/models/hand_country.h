/// For tests: a country of places made by hand, without people, files or mechanisms.
#pragma once

#include <string>

#include "models/model.h"

namespace upsurge {

/// The country "L" alone; its clock runs by the hour from 1970-01-01T00:00Z.
inline Model hand_country(Instant end) {
    Model model;
    model.clock = {0, end, 1, 1, 0, 0};
    Place country;
    country.id = "L";
    country.kind = PlaceKind::country;
    model.places = {country};
    return model;
}

enum class HandPlace { leaf, with_parts };

/// Adds a place. @return its position in Model::places
inline int add_place(Model& model, const std::string& id, PlaceKind kind, int parent,
                     HandPlace what = HandPlace::leaf) {
    Place place;
    place.id = id;
    place.kind = kind;
    place.parent = parent;
    const int position = static_cast<int>(model.places.size());
    if (what == HandPlace::leaf) {
        place.leaf = static_cast<int>(model.leaves.size());
        model.leaves.push_back(position);
    }
    model.places.push_back(place);
    return position;
}

}  // namespace upsurge
