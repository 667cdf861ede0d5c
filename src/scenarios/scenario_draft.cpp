#include "scenarios/scenario_draft.h"

#include <algorithm>

#include "scenarios/nearest_name.h"
#include "scenarios/text.h"

namespace upsurge {

std::vector<std::string> ScenarioDraft::place_ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, place] : known_places) {
        ids.push_back(id);
    }
    return ids;
}

const KnownPlace* ScenarioDraft::find_place(std::string_view id, const std::string& file, TextPosition at) {
    if (!place_ids_known) {
        return nullptr;
    }
    const auto found = known_places.find(id);
    if (found != known_places.end()) {
        return &found->second;
    }
    problems.add(file, at, "unknown place " + in_quotes(id), "an id of places.csv",
                 problems.full() ? "" : nearest_name_hint(id, place_ids()));
    return nullptr;
}

std::vector<int> ScenarioDraft::find_places(const std::vector<Placed<std::string>>& ids,
                                            const std::string& file, ResolutionLevel from) {
    std::vector<int> places;
    std::set<std::string> seen;
    for (const auto& id : ids) {
        if (!seen.insert(id.value).second) {
            problems.add(file, id.at, "the place " + in_quotes(id.value) + " stands twice in this list",
                         "each place once");
            continue;
        }
        const KnownPlace* known = find_place(id.value, file, id.at);
        if (known == nullptr) {
            continue;
        }
        if (known->level > from) {
            problems.add(file, id.at,
                         "the place " + in_quotes(id.value) + " exists only at resolution " +
                             name_of(known->level) + " and finer",
                         "resolution = \"" + name_of(known->level) +
                             "\" in this entry, or a place that exists wherever the entry is used");
        } else if (used(from)) {
            places.push_back(known->place);
        }
    }
    return places;
}

ResolutionLevel ScenarioDraft::read_level(TomlReader& reader, const std::string& file) {
    const auto text = reader.text("resolution");
    if (!text) {
        return ResolutionLevel::coarse;
    }
    const std::vector<std::string>& names = resolution_names();
    const auto found = std::find(names.begin(), names.end(), text->value);
    if (found == names.end()) {
        problems.add(file, text->at, in_quotes(text->value) + " is no resolution", joined(names, "or"),
                     nearest_name(text->value, names).empty() ? "" : nearest_name_hint(text->value, names));
        return ResolutionLevel::fine;
    }
    const auto written = static_cast<ResolutionLevel>(found - names.begin());
    if (!levels_given.contains(written)) {
        problems.add(file, text->at, "there is no [resolution." + text->value + "]",
                     "a resolution that this scenario has");
    }
    return written;
}

ResolutionLevel ScenarioDraft::read_level(const CsvSheet& sheet, std::size_t row, ResolutionLevel otherwise) {
    if (sheet.is_empty(row, "resolution")) {
        return ResolutionLevel::coarse;
    }
    const auto choice = sheet.choice(row, "resolution", resolution_names());
    const ResolutionLevel written = choice ? static_cast<ResolutionLevel>(*choice) : otherwise;
    if (choice && !levels_given.contains(written)) {
        sheet.report(row, "resolution", "scenario.toml has no [resolution." + name_of(written) + "]",
                     "a resolution that this scenario has, or an empty cell");
    }
    return written;
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
