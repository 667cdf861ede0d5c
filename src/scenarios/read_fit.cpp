#include <algorithm>

#include "mechanisms/registry.h"
#include "numbers/prior.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {
namespace {

/// Whether some setting of the parameter leaves its value open.
bool has_prior(const Model& model, int parameter) {
    const auto moves = [](const ParameterSetting& setting) {
        return !setting.prior.empty() && parse_prior(setting.prior)->family != Prior::Family::fixed;
    };
    const auto index = static_cast<std::size_t>(parameter);
    const auto& by_leaf = model.parameters.place[index];
    return by_leaf.empty() ? moves(model.parameters.global[index])
                           : std::any_of(by_leaf.begin(), by_leaf.end(), moves);
}

/// Whether the command line holds it fast: then a fit leaves it alone.
bool is_pinned(const ScenarioDraft& draft, const std::string& id) {
    const auto& all = draft.overrides.all();
    return std::any_of(all.begin(), all.end(), [&](const Override& setting) { return setting.key == id; });
}

}  // namespace

void read_fit(const DeferredSections& sections, ScenarioDraft& draft) {
    if (sections.fit == nullptr) {
        draft.defaults_used.push_back(
            "No parameter is fitted ([fit] is not given); `upsurge fit` needs some.");
        return;
    }
    const std::string file = draft.shown("scenario.toml");
    TomlReader reader(*sections.fit, "[fit]", file, draft.problems);
    if (const auto ids = reader.texts("parameters", Need::required)) {
        for (const Placed<std::string>& id : *ids) {
            const auto found = find_parameter(id.value);
            if (!found) {
                std::vector<std::string> all;
                for (const RegisteredParameter& parameter : all_parameters()) {
                    all.push_back(parameter.id);
                }
                draft.problems.add(file, id.at, "unknown parameter " + in_quotes(id.value), {},
                                   nearest_name_hint(id.value, all));
            } else if (!is_pinned(draft, id.value) && !has_prior(draft.model, *found)) {
                draft.problems.add(file, id.at, id.value + " has no prior, so a fit cannot move it",
                                   "a parameter with a prior", "give it one under [parameters]");
            } else if (std::find(draft.model.fitted.begin(), draft.model.fitted.end(), *found) !=
                       draft.model.fitted.end()) {
                draft.problems.add(file, id.at, id.value + " is there twice", "each parameter once");
            } else {
                draft.model.fitted.push_back(*found);
            }
        }
    }
    reader.finish();
    std::sort(draft.model.fitted.begin(), draft.model.fitted.end());
}

}  // namespace upsurge
