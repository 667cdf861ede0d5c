#include <algorithm>

#include "mechanisms/registry.h"
#include "scenarios/change_reader.h"
#include "scenarios/dotted_entries.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

void read_mechanisms(const TomlNode* node, ScenarioDraft& draft) {
    const std::vector<std::string> names = mechanism_names();
    std::vector<bool> on(names.size(), true);
    if (node != nullptr) {
        const std::string file = draft.shown("scenario.toml");
        TomlReader reader(*node, "[mechanisms]", file, draft.problems);
        if (const auto listed = reader.texts("on", Need::required)) {
            on.assign(names.size(), false);
            for (const auto& name : *listed) {
                const auto found = std::find(names.begin(), names.end(), name.value);
                if (found == names.end()) {
                    draft.problems.add(file, name.at, "unknown mechanism " + in_quotes(name.value), {},
                                       nearest_name_hint(name.value, names));
                } else if (on[static_cast<std::size_t>(found - names.begin())]) {
                    draft.problems.add(file, name.at, in_quotes(name.value) + " stands twice in this list",
                                       "each mechanism once");
                } else {
                    on[static_cast<std::size_t>(found - names.begin())] = true;
                }
            }
        }
        reader.finish();
    } else {
        draft.defaults_used.push_back("All mechanisms are on ([mechanisms] is not given).");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const auto value = draft.overrides.take(names[i])) {
            if (*value == "on" || *value == "off") {
                on[i] = *value == "on";
            } else {
                draft.problems.add(override_place, {}, names[i] + " is " + in_quotes(*value), "on or off");
            }
        }
        if (on[i]) {
            draft.model.mechanisms.push_back(names[i]);
        }
    }
}

void read_switches(const TomlNode* node, ScenarioDraft& draft) {
    const std::string file = draft.shown("scenario.toml");
    std::vector<std::string> ids;
    for (const RegisteredSwitch& known : all_switches()) {
        ids.push_back(known.id);
        draft.model.switches[known.id] = known.spec->options[0];
    }
    auto choose = [&](const RegisteredSwitch& known, const std::string& option, const std::string& where,
                      TextPosition at) {
        const std::vector<std::string> options(known.spec->options.begin(), known.spec->options.end());
        if (std::find(options.begin(), options.end(), option) == options.end()) {
            draft.problems.add(
                where, at, known.id + " is " + in_quotes(option), joined(options, "or"),
                nearest_name(option, options).empty() ? "" : nearest_name_hint(option, options));
        } else {
            draft.model.switches[known.id] = option;
        }
    };
    std::set<std::string> given;
    if (node != nullptr) {
        for (const DottedEntry& entry : dotted_entries(*node, mechanism_names())) {
            const auto found = find_switch(entry.id);
            if (!found) {
                draft.problems.add(file, entry.at, "unknown switch " + in_quotes(entry.id), {},
                                   nearest_name_hint(entry.id, ids));
            } else if (entry.value->kind != TomlNode::Kind::text) {
                draft.problems.add(file, entry.value->at,
                                   entry.id + " is " + std::string(name_of(entry.value->kind)),
                                   "a text in quotes");
            } else {
                choose(all_switches()[static_cast<std::size_t>(*found)], entry.value->text, file,
                       entry.value->at);
                given.insert(entry.id);
            }
        }
    }
    std::vector<std::string> defaults;
    for (const RegisteredSwitch& known : all_switches()) {
        if (const auto option = draft.overrides.take(known.id)) {
            choose(known, *option, override_place, {});
        } else if (!given.contains(known.id)) {
            defaults.push_back(known.id + " = " + known.spec->options[0]);
        }
    }
    if (!defaults.empty()) {
        draft.defaults_used.push_back("Switches at their first option: " + joined(defaults) + ".");
    }
}

}  // namespace upsurge
