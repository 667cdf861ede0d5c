#include "scenarios/scenario_draft.h"

#include "scenarios/nearest_name.h"
#include "scenarios/text.h"

namespace upsurge {

std::vector<std::string> ScenarioDraft::place_ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, place] : place_of_id) {
        ids.push_back(id);
    }
    return ids;
}

int ScenarioDraft::find_place(std::string_view id, const std::string& file, TextPosition at) {
    if (!place_ids_known) {
        return -1;
    }
    const auto found = place_of_id.find(id);
    if (found != place_of_id.end()) {
        return found->second;
    }
    problems.add(file, at, "unknown place " + in_quotes(id), "an id of places.csv",
                 problems.full() ? "" : nearest_name_hint(id, place_ids()));
    return -1;
}

std::vector<int> ScenarioDraft::find_places(const std::vector<Placed<std::string>>& ids,
                                            const std::string& file) {
    std::vector<int> places;
    std::set<std::string> seen;
    for (const auto& id : ids) {
        if (!seen.insert(id.value).second) {
            problems.add(file, id.at, "the place " + in_quotes(id.value) + " stands twice in this list",
                         "each place once");
            continue;
        }
        const int place = find_place(id.value, file, id.at);
        if (place >= 0) {
            places.push_back(place);
        }
    }
    return places;
}

int ScenarioDraft::depth(int place) const {
    int depth = 0;
    while (model.places[static_cast<std::size_t>(place)].parent >= 0) {
        place = model.places[static_cast<std::size_t>(place)].parent;
        ++depth;
    }
    return depth;
}

void read_evidence(TomlReader& reader, const std::string& file, ProblemList& problems, std::string& source,
                   Mark& mark) {
    if (auto text = reader.text("source")) {
        source = text->value;
    }
    if (auto text = reader.text("mark")) {
        if (auto parsed = parse_mark(text->value)) {
            mark = *parsed;
        } else {
            const std::vector<std::string> marks = {"measured", "literature", "assumed"};
            problems.add(
                file, text->at, "'mark' is " + in_quotes(text->value), joined(marks, "or"),
                nearest_name(text->value, marks).empty() ? "" : nearest_name_hint(text->value, marks));
        }
    }
}

}  // namespace upsurge
