#include <algorithm>

#include "scenarios/apply_change.h"
#include "scenarios/apply_rival.h"
#include "scenarios/change_reader.h"
#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

/// Beyond the origins of [[place_parameters]] in scenario.toml, so that neither shares a draw with the other.
constexpr int first_origin = 1 << 20;

using Lineage = std::vector<Placed<std::string>>;

std::vector<std::string> ids_of(const std::vector<Hypothesis>& hypotheses) {
    std::vector<std::string> ids;
    for (const Hypothesis& one : hypotheses) {
        ids.push_back(one.id);
    }
    return ids;
}

Lineage read_inherits(TomlReader& reader) {
    const TomlEntry* entry = reader.find("inherits");
    if (entry == nullptr) {
        return {};
    }
    if (entry->value.kind == TomlNode::Kind::text) {
        return {{entry->value.text, entry->value.at}};
    }
    return reader.texts("inherits").value_or(Lineage{});
}

void read_predictions(const TomlNode* node, const std::string& what, const std::string& file,
                      ScenarioDraft& draft, Hypothesis& hypothesis) {
    if (node == nullptr) {
        return;
    }
    TomlReader reader(*node, "the predictions of " + what, file, draft.problems);
    for (const Signature& signature : signatures) {
        if (const auto text = reader.text(signature.id)) {
            hypothesis.predicts[std::string(signature.id)] = text->value;
        }
    }
    reader.finish();
}

Lineage read_hypothesis(const TomlEntry& entry, const std::string& file, ScenarioDraft& draft, int& origin) {
    const std::string what = "[" + entry.key + "]";
    TomlReader reader(entry.value, what, file, draft.problems);
    Hypothesis hypothesis;
    hypothesis.id = entry.key;
    hypothesis.at = {file, entry.key_at.line, entry.key_at.column};
    for (auto [key, slot] : {std::pair("name", &hypothesis.name), std::pair("claimant", &hypothesis.claimant),
                             std::pair("summary", &hypothesis.summary)}) {
        if (const auto text = reader.text(key, Need::required)) {
            *slot = text->value;
        }
    }
    if (const auto dull = reader.boolean("dull")) {
        hypothesis.dull = dull->value;
    }
    Lineage lineage;
    if (hypothesis.dull) {
        for (const char* key : {"inherits", "mechanisms", "switches", "parameters", "place_parameters",
                                "remove", "shift", "schedule"}) {
            reader.forbid(key, "nothing: a dull hypothesis simulates nothing");
        }
    } else {
        lineage = read_inherits(reader);
        hypothesis.change = read_change(reader, what, ChangeOf::hypothesis, file, draft, origin);
    }
    read_predictions(reader.table("predicts"), what, file, draft, hypothesis);
    reader.finish();
    draft.model.hypotheses.push_back(std::move(hypothesis));
    return lineage;
}

/// True if `goal` is reached from `index` by inheritance.
bool descends_from(const std::vector<Hypothesis>& all, int index, int goal, std::set<int>& seen) {
    for (int parent : all[static_cast<std::size_t>(index)].inherits) {
        if (parent == goal || (seen.insert(parent).second && descends_from(all, parent, goal, seen))) {
            return true;
        }
    }
    return false;
}

void link(const std::vector<Lineage>& lineages, const std::string& file, ScenarioDraft& draft) {
    std::vector<Hypothesis>& all = draft.model.hypotheses;
    const std::vector<std::string> ids = ids_of(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const auto& parent : lineages[i]) {
            const auto found = std::find(ids.begin(), ids.end(), parent.value);
            const int index = static_cast<int>(found - ids.begin());
            std::set<int> seen;
            if (found == ids.end()) {
                draft.problems.add(file, parent.at, "unknown hypothesis " + in_quotes(parent.value),
                                   "an id of this file", nearest_name_hint(parent.value, ids));
            } else if (all[static_cast<std::size_t>(index)].dull) {
                draft.problems.add(file, parent.at, in_quotes(parent.value) + " is dull",
                                   "a hypothesis that changes something");
            } else if (index == static_cast<int>(i) || descends_from(all, index, static_cast<int>(i), seen)) {
                draft.problems.add(
                    file, parent.at,
                    in_quotes(all[i].id) + " would inherit itself through " + in_quotes(parent.value),
                    "no circle");
            } else {
                all[i].inherits.push_back(index);
            }
        }
    }
}

/// Every hypothesis must hold for this scenario as it is.
void try_all(ScenarioDraft& draft) {
    ProblemList found;
    for (const Hypothesis& one : draft.model.hypotheses) {
        if (one.dull) {
            continue;
        }
        if (one.inherits.empty()) {
            Model changed = draft.model;
            apply_change(one.change, {std::nullopt, one.at, true}, changed, found);
        } else if (const Result<Model> changed = apply_hypothesis(draft.model, one.id); !changed) {
            for (const Problem& problem : changed.error()) {
                found.add(problem.file, {problem.line, problem.column}, problem);
            }
        }
    }
    std::set<std::tuple<int, int, std::string>> seen;  // what is inherited is reported once
    for (const Problem& problem : found.sorted()) {
        if (seen.emplace(problem.line, problem.column, problem.what).second) {
            draft.problems.add(problem.file, {problem.line, problem.column}, problem);
        }
    }
}

}  // namespace

void read_hypotheses(const TomlNode* root, ScenarioDraft& draft) {
    if (root == nullptr) {
        draft.defaults_used.push_back("There are no rival explanations (no hypotheses.toml).");
        return;
    }
    const std::string file = draft.shown("hypotheses.toml");
    if (root->entries.size() > limits::rivals_max) {
        draft.problems.add(file, root->entries[limits::rivals_max].key_at,
                           "there are more than " + std::to_string(limits::rivals_max) + " hypotheses",
                           "fewer");
        return;
    }
    int origin = first_origin;
    std::vector<Lineage> lineages;
    for (const TomlEntry& entry : root->entries) {
        if (auto fault = fault_of_id(entry.key)) {
            draft.problems.add(file, entry.key_at, *fault);
        } else if (entry.value.kind != TomlNode::Kind::table) {
            draft.problems.add(file, entry.value.at,
                               in_quotes(entry.key) + " is " + std::string(name_of(entry.value.kind)),
                               "a table for each hypothesis: [" + entry.key + "]");
        } else {
            lineages.push_back(read_hypothesis(entry, file, draft, origin));
        }
    }
    link(lineages, file, draft);
    if (draft.problems.empty()) {
        try_all(draft);
    }
}

}  // namespace upsurge
