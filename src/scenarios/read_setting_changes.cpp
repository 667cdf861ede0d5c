#include <algorithm>
#include <limits>
#include <tuple>

#include "mechanisms/registry.h"
#include "scenarios/change_reader.h"
#include "scenarios/dotted_entries.h"
#include "scenarios/nearest_name.h"
#include "scenarios/prior_check.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

std::vector<std::string> parameter_ids(bool place_scoped_only) {
    std::vector<std::string> ids;
    for (const RegisteredParameter& parameter : all_parameters()) {
        if (!place_scoped_only || parameter.spec->scope == Scope::place) {
            ids.push_back(parameter.id);
        }
    }
    return ids;
}

/// Reads value, prior, source and mark.
void read_what_changes(TomlReader& reader, const std::string& file, ChangeOf of, ProblemList& problems,
                       SettingChange& change) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const RegisteredParameter& parameter = all_parameters()[static_cast<std::size_t>(change.parameter)];
    const ParameterSpec& spec = *parameter.spec;
    const Need value_need = of == ChangeOf::intervention ? Need::required : Need::optional;
    if (const auto value = reader.number("value", -infinity, infinity, value_need)) {
        if (value->value < spec.low || value->value > spec.high) {
            problems.add(file, value->at, parameter.id + " is " + number_text(value->value),
                         "a number from " + number_text(spec.low) + " to " + number_text(spec.high) + " (" +
                             spec.unit + ")");
        } else {
            change.value = value->value;
        }
    }
    if (of == ChangeOf::intervention) {
        reader.forbid("prior", "a value: an intervention is one thing done differently, not a guess");
    } else if (const auto prior = reader.text("prior")) {
        if (auto fault = fault_of_prior(prior->value, spec)) {
            problems.add(file, prior->at, *fault);
        } else {
            change.prior = prior->value;
        }
    }
    if (of == ChangeOf::hypothesis && !reader.has("value") && !reader.has("prior")) {
        problems.add(file, reader.at(), parameter.id + " is not changed", "a value, a prior or both");
    }
    const bool has_source = reader.has("source");
    const bool has_mark = reader.has("mark");
    std::string source;
    Mark mark = Mark::assumed;
    read_evidence(reader, file, problems, source, mark);
    if (has_source) {
        change.source = source;
    }
    if (has_mark) {
        change.mark = mark;
    }
}

/// One entry of place_parameters; nothing if its parameter is unknown.
std::optional<SettingChange> read_place_change(const TomlNode& node, const std::string& what, ChangeOf of,
                                               const std::string& file, ScenarioDraft& draft) {
    TomlReader reader(node, "a place_parameters entry of " + what, file, draft.problems);
    SettingChange change;
    change.everywhere = false;
    bool known = false;
    if (const auto id = reader.text("parameter", Need::required)) {
        const auto found = find_parameter(id->value);
        if (!found) {
            draft.problems.add(
                file, id->at, "unknown parameter " + in_quotes(id->value), {},
                draft.problems.full() ? "" : nearest_name_hint(id->value, parameter_ids(false)));
        } else if (all_parameters()[static_cast<std::size_t>(*found)].spec->scope != Scope::place) {
            draft.problems.add(file, id->at, id->value + " cannot differ between places",
                               "a parameter that can: " + joined(parameter_ids(true), "or"),
                               "set it in [parameters]");
        } else {
            change.parameter = *found;
            known = true;
        }
    }
    if (const auto places = reader.texts("places", Need::required)) {
        if (places->empty()) {
            draft.problems.add(file, reader.at("places"), "'places' is empty", "at least one place");
        }
        std::set<int> leaves;
        change.depth = std::numeric_limits<int>::max();
        for (int place : draft.find_places(*places, file, ResolutionLevel::coarse)) {
            const auto& under = draft.leaves_under[static_cast<std::size_t>(place)];
            leaves.insert(under.begin(), under.end());
            change.depth = std::min(change.depth, draft.depth(place));
        }
        change.leaves.assign(leaves.begin(), leaves.end());
    }
    if (known) {
        read_what_changes(reader, file, of, draft.problems, change);
    } else {
        for (const char* key : {"value", "prior", "source", "mark"}) {
            reader.find(key);
        }
    }
    const TextPosition at = reader.at("places");
    change.at = {file, at.line, at.column};
    reader.finish();
    return known ? std::optional(change) : std::nullopt;
}

void read_global_changes(const TomlNode* node, ChangeOf of, const std::string& file, ScenarioDraft& draft,
                         ModelChange& change) {
    if (node == nullptr) {
        return;
    }
    std::set<int> seen;
    for (const DottedEntry& entry : dotted_entries(*node, mechanism_names())) {
        const auto found = find_parameter(entry.id);
        if (!found) {
            draft.problems.add(
                file, entry.at, "unknown parameter " + in_quotes(entry.id), {},
                draft.problems.full() ? "" : nearest_name_hint(entry.id, parameter_ids(false)));
        } else if (!seen.insert(*found).second) {
            draft.problems.add(file, entry.at, entry.id + " is there twice", "each parameter once");
        } else if (entry.value->kind != TomlNode::Kind::table) {
            draft.problems.add(file, entry.value->at,
                               entry.id + " is " + std::string(name_of(entry.value->kind)),
                               "a table such as { value = 0.2, source = \"...\", mark = \"assumed\" }");
        } else {
            SettingChange setting;
            setting.parameter = *found;
            setting.at = {file, entry.at.line, entry.at.column};
            TomlReader reader(*entry.value, entry.id, file, draft.problems);
            read_what_changes(reader, file, of, draft.problems, setting);
            reader.finish();
            change.settings.push_back(std::move(setting));
        }
    }
}

}  // namespace

void read_setting_changes(TomlReader& reader, const std::string& what, ChangeOf of, const std::string& file,
                          ScenarioDraft& draft, int& origin, ModelChange& change) {
    read_global_changes(reader.table("parameters"), of, file, draft, change);
    std::set<std::tuple<int, int, int>> seen;
    for (const TomlNode* node : reader.tables("place_parameters")) {
        auto one = read_place_change(*node, what, of, file, draft);
        if (!one) {
            continue;
        }
        one->origin = ++origin;
        const bool is_new = std::all_of(one->leaves.begin(), one->leaves.end(), [&](int leaf) {
            return seen.emplace(one->parameter, leaf, one->depth).second;
        });
        if (!is_new) {
            draft.problems.add(
                file, {one->at.line, one->at.column},
                all_parameters()[static_cast<std::size_t>(one->parameter)].id + " is set twice for a place",
                "one entry for each parameter and place");
        }
        change.settings.push_back(std::move(*one));
    }
    // The smaller place holds, in whatever order they stand.
    std::stable_sort(change.settings.begin(), change.settings.end(),
                     [](const SettingChange& a, const SettingChange& b) { return a.depth < b.depth; });
}

}  // namespace upsurge
