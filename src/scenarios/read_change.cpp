#include <algorithm>

#include "mechanisms/registry.h"
#include "scenarios/change_reader.h"
#include "scenarios/dotted_entries.h"
#include "scenarios/nearest_name.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

void read_mechanism_changes(const TomlNode* node, const std::string& what, const std::string& file,
                            ScenarioDraft& draft, ModelChange& change) {
    if (node == nullptr) {
        return;
    }
    const std::vector<std::string> names = mechanism_names();
    TomlReader reader(*node, "the mechanisms of " + what, file, draft.problems);
    std::set<std::string> seen;
    for (const bool on : {true, false}) {
        const auto listed = reader.texts(on ? "on" : "off");
        if (!listed) {
            continue;
        }
        for (const auto& name : *listed) {
            if (std::find(names.begin(), names.end(), name.value) == names.end()) {
                draft.problems.add(file, name.at, "unknown mechanism " + in_quotes(name.value), {},
                                   nearest_name_hint(name.value, names));
            } else if (!seen.insert(name.value).second) {
                draft.problems.add(file, name.at, in_quotes(name.value) + " stands twice in these lists",
                                   "each mechanism once, on or off");
            } else {
                change.mechanisms.emplace_back(name.value, on);
            }
        }
    }
    reader.finish();
}

void read_switch_changes(const TomlNode* node, const std::string& file, ScenarioDraft& draft,
                         ModelChange& change) {
    if (node == nullptr) {
        return;
    }
    std::vector<std::string> ids;
    for (const RegisteredSwitch& known : all_switches()) {
        ids.push_back(known.id);
    }
    std::set<std::string> seen;
    for (const DottedEntry& entry : dotted_entries(*node, mechanism_names())) {
        const auto found = find_switch(entry.id);
        if (!found) {
            draft.problems.add(file, entry.at, "unknown switch " + in_quotes(entry.id), {},
                               nearest_name_hint(entry.id, ids));
            continue;
        }
        if (!seen.insert(entry.id).second) {
            draft.problems.add(file, entry.at, entry.id + " is there twice", "each switch once");
            continue;
        }
        const SwitchSpec& spec = *all_switches()[static_cast<std::size_t>(*found)].spec;
        const std::vector<std::string> options(spec.options.begin(), spec.options.end());
        if (entry.value->kind != TomlNode::Kind::text) {
            draft.problems.add(file, entry.value->at,
                               entry.id + " is " + std::string(name_of(entry.value->kind)),
                               "a text in quotes");
        } else if (std::find(options.begin(), options.end(), entry.value->text) == options.end()) {
            draft.problems.add(file, entry.value->at, entry.id + " is " + in_quotes(entry.value->text),
                               joined(options, "or"),
                               nearest_name(entry.value->text, options).empty()
                                   ? ""
                                   : nearest_name_hint(entry.value->text, options));
        } else {
            change.switches.emplace_back(entry.id, entry.value->text);
        }
    }
}

}  // namespace

std::vector<std::string> mechanism_names() {
    std::vector<std::string> names;
    for (const Mechanism* mechanism : all_mechanisms()) {
        names.emplace_back(mechanism->name);
    }
    return names;
}

ModelChange read_change(TomlReader& reader, const std::string& what, ChangeOf of, const std::string& file,
                        ScenarioDraft& draft, int& origin) {
    ModelChange change;
    const auto placed = [&](const char* key) {
        const TextPosition at = reader.at(key);
        return WrittenAt{file, at.line, at.column};
    };
    read_mechanism_changes(reader.table("mechanisms"), what, file, draft, change);
    change.mechanisms_at = placed("mechanisms");
    read_switch_changes(reader.table("switches"), file, draft, change);
    change.switches_at = placed("switches");
    read_setting_changes(reader, what, of, file, draft, origin, change);
    read_schedule_changes(reader, what, of, file, draft, change);
    return change;
}

}  // namespace upsurge
