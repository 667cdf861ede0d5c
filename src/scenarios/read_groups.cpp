#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

void read_groups(const DeferredSections& sections, ScenarioDraft& draft) {
    const std::string file = draft.shown("scenario.toml");
    std::set<std::string> seen;
    for (const TomlNode* node : sections.groups) {
        TomlReader reader(*node, "a [[groups]] entry", file, draft.problems);
        PlaceGroup group;
        if (const auto id = reader.text("id", Need::required)) {
            group.id = id->value;
            group.name = id->value;
            if (auto fault = fault_of_id(id->value)) {
                draft.problems.add(file, id->at, *fault);
            } else if (!seen.insert(id->value).second) {
                draft.problems.add(file, id->at, "the group " + in_quotes(id->value) + " is there twice",
                                   "an id used once");
            }
        }
        if (const auto name = reader.text("name")) {
            group.name = name->value;
        }
        const ResolutionLevel level = draft.read_level(reader, file);
        if (const auto places = reader.texts("places", Need::required)) {
            group.places = draft.find_places(*places, file, level);
            if (places->empty()) {
                draft.problems.add(file, reader.at("places"), "'places' is empty", "at least one place");
            }
        }
        reader.finish();
        if (draft.used(level)) {
            draft.model.groups.push_back(std::move(group));
        }
    }
    if (sections.groups.empty()) {
        draft.defaults_used.push_back("No places are shown together as a group ([[groups]] is not given).");
    }
}

}  // namespace upsurge
