// nlohmann/json is heavy and included here alone; it is used without exceptions.
#include <nlohmann/json.hpp>

#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

bool within_nesting(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                in_string = false;
            }
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limits::map_nesting_max) {
                return false;
            }
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return true;
}

/// Ids of all geometries of a TopoJSON topology; nothing if the text is none.
std::optional<std::vector<std::string>> shape_ids(std::string_view text) {
    const nlohmann::json map = nlohmann::json::parse(text, nullptr, false);
    if (!map.is_object() || map.value("type", nlohmann::json()) != "Topology") {
        return std::nullopt;
    }
    const auto objects = map.find("objects");
    if (objects == map.end() || !objects->is_object()) {
        return std::nullopt;
    }
    std::vector<std::string> ids;
    for (const nlohmann::json& object : *objects) {
        if (!object.is_object()) {
            continue;
        }
        const auto geometries = object.find("geometries");
        if (geometries == object.end() || !geometries->is_array()) {
            continue;
        }
        for (const nlohmann::json& geometry : *geometries) {
            if (!geometry.is_object()) {
                continue;
            }
            const auto id = geometry.find("id");
            if (id != geometry.end() && id->is_string()) {
                ids.push_back(id->get<std::string>());
            } else if (id != geometry.end() && id->is_number_integer()) {
                ids.push_back(std::to_string(id->get<std::int64_t>()));
            }
        }
    }
    return ids;
}

}  // namespace

void read_map(std::optional<std::string_view> text, ScenarioDraft& draft) {
    const std::string places_file = draft.shown("places.csv");
    const std::string file = draft.shown("map.topo.json");
    if (!text) {
        for (std::size_t i = 0; i < draft.model.places.size(); ++i) {
            if (!draft.model.places[i].map_shape.empty()) {
                draft.problems.add(places_file, draft.map_shape_at[i],
                                   "the shape " + in_quotes(draft.model.places[i].map_shape) +
                                       " is named but there is no map.topo.json",
                                   "a file map.topo.json in the folder, or empty cells in map_shape");
                return;
            }
        }
        draft.defaults_used.push_back("Every place is drawn as a point (there is no map.topo.json).");
        return;
    }
    if (auto at = find_invalid_utf8(*text)) {
        draft.problems.add(file, *at, "this is not valid UTF-8", "a file saved as UTF-8");
        return;
    }
    if (!within_nesting(*text)) {
        draft.problems.add(file, {},
                           "the brackets nest more than " + std::to_string(limits::map_nesting_max) + " deep",
                           "a TopoJSON topology");
        return;
    }
    std::optional<std::vector<std::string>> ids;
    try {
        ids = shape_ids(*text);
    } catch (const std::exception&) {
        ids = std::nullopt;
    }
    if (!ids) {
        draft.problems.add(file, {}, "this is no TopoJSON",
                           "a topology with objects whose geometries have ids");
        return;
    }
    for (std::size_t i = 0; i < draft.model.places.size(); ++i) {
        const Place& place = draft.model.places[i];
        if (place.map_shape.empty()) {
            continue;
        }
        if (std::find(ids->begin(), ids->end(), place.map_shape) == ids->end()) {
            draft.problems.add(
                places_file, draft.map_shape_at[i], "unknown shape " + in_quotes(place.map_shape),
                "the id of a geometry in map.topo.json", nearest_name_hint(place.map_shape, *ids));
        }
    }
}

}  // namespace upsurge
