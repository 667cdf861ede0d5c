#include <algorithm>
#include <cmath>
#include <limits>

#include "mechanisms/registry.h"
#include "numbers/prior.h"
#include "scenarios/dotted_entries.h"
#include "scenarios/nearest_name.h"
#include "scenarios/prior_check.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr int free_per_leaf_max = 2;

std::vector<std::string> parameter_ids() {
    std::vector<std::string> ids;
    for (const RegisteredParameter& parameter : all_parameters()) {
        ids.push_back(parameter.id);
    }
    return ids;
}

ParameterSetting default_setting(const ParameterSpec& spec) {
    ParameterSetting setting;
    setting.value = spec.value;
    setting.prior = spec.prior;
    setting.source = spec.source;
    setting.mark = spec.mark;
    return setting;
}

/// Reads value, prior, source and mark of one parameter into a setting that starts as what they replace.
void read_setting(TomlReader& reader, const RegisteredParameter& parameter, const std::string& file,
                  ProblemList& problems, ParameterSetting& setting) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const ParameterSpec& spec = *parameter.spec;
    const auto value = reader.number("value", -infinity, infinity);
    bool value_good = value.has_value();
    if (value && (value->value < spec.low || value->value > spec.high)) {
        problems.add(file, value->at, parameter.id + " is " + number_text(value->value),
                     "a number from " + number_text(spec.low) + " to " + number_text(spec.high) + " (" +
                         spec.unit + ")");
        value_good = false;
    }
    if (value_good) {
        setting.value = value->value;
        setting.mark = Mark::assumed;
        setting.source.clear();
    }
    const auto prior = reader.text("prior");
    if (prior) {
        if (auto fault = fault_of_prior(prior->value, spec)) {
            problems.add(file, prior->at, *fault);
        } else {
            setting.prior = prior->value;
            if (value_good && !setting.prior.empty()) {
                const Result<Prior> parsed = parse_prior(setting.prior);
                if (setting.value < parsed->support_low() || setting.value > parsed->support_high()) {
                    problems.add(file, value->at,
                                 "the value " + number_text(setting.value) +
                                     " is impossible under its prior " + in_quotes(setting.prior),
                                 "a value from " + number_text(parsed->support_low()) + " to " +
                                     number_text(parsed->support_high()));
                }
            }
        }
    }
    read_evidence(reader, file, problems, setting.source, setting.mark);
    setting.is_default = false;
}

/// Reads a table of parameters into settings that start as what they replace.
void read_global(const TomlNode* node, const std::string& file, ScenarioDraft& draft,
                 std::vector<ParameterSetting>& settings) {
    if (node == nullptr) {
        return;
    }
    std::vector<std::string> mechanisms;
    for (const Mechanism* mechanism : all_mechanisms()) {
        mechanisms.emplace_back(mechanism->name);
    }
    std::set<int> seen;
    for (const DottedEntry& entry : dotted_entries(*node, mechanisms)) {
        const auto found = find_parameter(entry.id);
        if (!found) {
            draft.problems.add(file, entry.at, "unknown parameter " + in_quotes(entry.id), {},
                               draft.problems.full() ? "" : nearest_name_hint(entry.id, parameter_ids()));
            continue;
        }
        if (!seen.insert(*found).second) {
            draft.problems.add(file, entry.at, entry.id + " is there twice", "each parameter once");
            continue;
        }
        if (entry.value->kind != TomlNode::Kind::table) {
            draft.problems.add(file, entry.value->at,
                               entry.id + " is " + std::string(name_of(entry.value->kind)),
                               "a table such as { value = 0.2, source = \"...\", mark = \"assumed\" }");
            continue;
        }
        const auto index = static_cast<std::size_t>(*found);
        TomlReader reader(*entry.value, entry.id, file, draft.problems);
        read_setting(reader, all_parameters()[index], file, draft.problems, settings[index]);
        reader.finish();
    }
}

void apply_overrides(ScenarioDraft& draft) {
    const auto& parameters = all_parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const ParameterSpec& spec = *parameters[i].spec;
        if (auto value = draft.overrides.take_number(parameters[i].id, spec.low, spec.high, draft.problems)) {
            ParameterSetting fixed;
            fixed.value = *value;
            fixed.source = "given on the command line";
            fixed.is_default = false;
            draft.model.parameters.global[i] = fixed;
            for (ParameterSetting& here : draft.model.parameters.place[i]) {
                here = fixed;
            }
        }
    }
}

/// An entry of [[place_parameters]], read.
struct PlaceEntry {
    int parameter = -1;
    std::vector<int> places;
    ParameterSetting setting;
    TextPosition places_at;
    TextPosition free_at;
};

std::optional<PlaceEntry> read_place_entry(const TomlNode& node, int ordinal, const std::string& file,
                                           ScenarioDraft& draft) {
    TomlReader reader(node, "a [[place_parameters]] entry", file, draft.problems);
    PlaceEntry entry;
    const auto id = reader.text("parameter", Need::required);
    if (id) {
        const auto found = find_parameter(id->value);
        if (!found) {
            draft.problems.add(file, id->at, "unknown parameter " + in_quotes(id->value), {},
                               draft.problems.full() ? "" : nearest_name_hint(id->value, parameter_ids()));
        } else if (all_parameters()[static_cast<std::size_t>(*found)].spec->scope != Scope::place) {
            std::vector<std::string> valid;
            for (const RegisteredParameter& parameter : all_parameters()) {
                if (parameter.spec->scope == Scope::place) {
                    valid.push_back(parameter.id);
                }
            }
            draft.problems.add(file, id->at, id->value + " cannot differ between places",
                               "a parameter that can: " + joined(valid, "or"), "set it in [parameters]");
        } else {
            entry.parameter = *found;
        }
    }
    const ResolutionLevel level = draft.read_level(reader, file);
    if (const auto places = reader.texts("places", Need::required)) {
        entry.places = draft.find_places(*places, file, level);
        if (places->empty()) {
            draft.problems.add(file, reader.at("places"), "'places' is empty", "at least one place");
        }
    }
    entry.places_at = reader.at("places");
    entry.free_at = reader.at("free");
    bool free = false;
    if (const auto value = reader.boolean("free")) {
        free = value->value;
    }
    if (entry.parameter < 0) {
        // Which values are right is unknown; ask for the keys so that they are not called unknown.
        for (const char* key : {"value", "prior", "source", "mark"}) {
            reader.find(key);
        }
    } else {
        const auto index = static_cast<std::size_t>(entry.parameter);
        entry.setting = draft.model.parameters.global[index];
        read_setting(reader, all_parameters()[index], file, draft.problems, entry.setting);
        entry.setting.free = free;
        entry.setting.origin = ordinal;
    }
    reader.finish();
    return entry.parameter < 0 ? std::nullopt : std::optional(entry);
}

/// Settings per leaf. Where entries overlap, the one that names the smaller place holds.
void place_settings(const std::vector<PlaceEntry>& entries, const std::string& file, ScenarioDraft& draft) {
    ParameterTable& table = draft.model.parameters;
    const std::size_t leaves = draft.model.leaves.size();
    std::vector<std::vector<int>> depth(all_parameters().size());
    std::vector<std::vector<const PlaceEntry*>> winner(all_parameters().size());
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        if (all_parameters()[i].spec->scope == Scope::place) {
            table.place[i].assign(leaves, table.global[i]);
            depth[i].assign(leaves, -1);
            winner[i].assign(leaves, nullptr);
        }
    }
    for (const PlaceEntry& entry : entries) {
        const auto index = static_cast<std::size_t>(entry.parameter);
        for (int place : entry.places) {
            const int here = draft.depth(place);
            for (int leaf_ordinal : draft.leaves_under[static_cast<std::size_t>(place)]) {
                const auto leaf = static_cast<std::size_t>(leaf_ordinal);
                if (depth[index][leaf] == here) {
                    draft.problems.add(file, entry.places_at,
                                       all_parameters()[index].id + " is set twice for " +
                                           in_quotes(draft.model.places[static_cast<std::size_t>(place)].id),
                                       "one entry for each parameter and place");
                    break;
                }
                if (depth[index][leaf] < here) {
                    depth[index][leaf] = here;
                    winner[index][leaf] = &entry;
                    table.place[index][leaf] = entry.setting;
                }
            }
        }
    }
    std::set<const PlaceEntry*> reported;
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        std::vector<std::string> free;
        for (std::size_t i = 0; i < winner.size(); ++i) {
            const PlaceEntry* entry = winner[i].empty() ? nullptr : winner[i][leaf];
            if (entry == nullptr || !entry->setting.free) {
                continue;
            }
            free.push_back(all_parameters()[i].id);
            if (static_cast<int>(free.size()) == free_per_leaf_max + 1 && reported.insert(entry).second) {
                draft.problems.add(
                    file, entry->free_at,
                    in_quotes(draft.model.places[static_cast<std::size_t>(draft.model.leaves[leaf])].id) +
                        " has more than " + std::to_string(free_per_leaf_max) +
                        " free parameters: " + joined(free),
                    "at most " + std::to_string(free_per_leaf_max) + " with free = true at each place");
            }
        }
    }
}

/// One sentence for each mechanism that is on and has parameters nobody set.
void note_defaults(ScenarioDraft& draft) {
    for (std::size_t mechanism = 0; mechanism < all_mechanisms().size(); ++mechanism) {
        const std::string name = all_mechanisms()[mechanism]->name;
        const auto& on = draft.model.mechanisms;
        if (std::find(on.begin(), on.end(), name) == on.end()) {
            continue;
        }
        std::vector<std::string> usual;
        for (std::size_t i = 0; i < all_parameters().size(); ++i) {
            const RegisteredParameter& parameter = all_parameters()[i];
            if (parameter.mechanism != static_cast<int>(mechanism)) {
                continue;
            }
            const auto& by_leaf = draft.model.parameters.place[i];
            const bool set = !draft.model.parameters.global[i].is_default ||
                             std::any_of(by_leaf.begin(), by_leaf.end(),
                                         [](const ParameterSetting& setting) { return !setting.is_default; });
            if (!set) {
                usual.emplace_back(parameter.spec->name);
            }
        }
        if (!usual.empty()) {
            draft.defaults_used.push_back("Usual values in " + name + ": " + joined(usual) + ".");
        }
    }
}

}  // namespace

void read_parameters(const DeferredSections& sections, ScenarioDraft& draft) {
    const std::string file = draft.shown("scenario.toml");
    ParameterTable& table = draft.model.parameters;
    table.global.clear();
    for (const RegisteredParameter& parameter : all_parameters()) {
        table.global.push_back(default_setting(*parameter.spec));
    }
    table.place.assign(all_parameters().size(), {});
    read_global(sections.parameters, file, draft, table.global);
    const std::vector<ParameterSetting> everywhere = table.global;
    for (const auto& [level, node] : sections.resolution_parameters) {
        std::vector<ParameterSetting> here = everywhere;  // read at any resolution, to find its faults
        read_global(node, file, draft, here);
        if (level == draft.level) {
            table.global = std::move(here);
        }
    }
    std::vector<PlaceEntry> entries;
    int ordinal = 0;
    for (const TomlNode* node : sections.place_parameters) {
        if (auto entry = read_place_entry(*node, ++ordinal, file, draft)) {
            entries.push_back(std::move(*entry));
        }
    }
    place_settings(entries, file, draft);
    apply_overrides(draft);
    note_defaults(draft);
}

}  // namespace upsurge
