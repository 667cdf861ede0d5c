#include "scenarios/apply_change.h"
#include "scenarios/change_reader.h"
#include "scenarios/limits.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

void read_intervention(const TomlEntry& entry, const std::string& file, ScenarioDraft& draft) {
    const std::string what = "[" + entry.key + "]";
    TomlReader reader(entry.value, what, file, draft.problems);
    Intervention intervention;
    intervention.id = entry.key;
    intervention.at = {file, entry.key_at.line, entry.key_at.column};
    for (auto [key, slot] :
         {std::pair("name", &intervention.name), std::pair("summary", &intervention.summary)}) {
        if (const auto text = reader.text(key, Need::required)) {
            *slot = text->value;
        }
    }
    if (const auto from = reader.instant("from", Need::required)) {
        intervention.from = from->value.instant;
    }
    int origin = 0;  // nothing is drawn
    intervention.change = read_change(reader, what, ChangeOf::intervention, file, draft, origin);
    const ModelChange& change = intervention.change;
    const bool empty = change.mechanisms.empty() && change.switches.empty() && change.settings.empty() &&
                       change.remove.empty() && change.shift.empty() && change.add.empty();
    if (empty && draft.problems.empty()) {
        draft.problems.add(file, entry.key_at, what + " changes nothing",
                           "at least one of remove, shift, schedule, parameters, place_parameters, switches "
                           "and mechanisms");
    }
    reader.finish();
    draft.model.interventions.push_back(std::move(intervention));
}

}  // namespace

void read_interventions(const TomlNode* root, ScenarioDraft& draft) {
    if (root == nullptr) {
        draft.defaults_used.push_back("Nothing can be done differently (no interventions.toml).");
        return;
    }
    const std::string file = draft.shown("interventions.toml");
    if (root->entries.size() > limits::rivals_max) {
        draft.problems.add(file, root->entries[limits::rivals_max].key_at,
                           "there are more than " + std::to_string(limits::rivals_max) + " interventions",
                           "fewer");
        return;
    }
    for (const TomlEntry& entry : root->entries) {
        if (auto fault = fault_of_id(entry.key)) {
            draft.problems.add(file, entry.key_at, *fault);
        } else if (entry.value.kind != TomlNode::Kind::table) {
            draft.problems.add(file, entry.value.at,
                               in_quotes(entry.key) + " is " + std::string(name_of(entry.value.kind)),
                               "a table for each intervention: [" + entry.key + "]");
        } else {
            read_intervention(entry, file, draft);
        }
    }
    // Every intervention must hold for this scenario as it is; with another start some may not, and only the
    // one that is asked for matters.
    if (!draft.problems.empty() || draft.model.pinned.contains("clock.start")) {
        return;
    }
    ProblemList found;
    for (const Intervention& one : draft.model.interventions) {
        Model changed = draft.model;
        apply_change(one.change, {one.from, one.at, true}, changed, found);
    }
    for (const Problem& problem : found.sorted()) {
        draft.problems.add(problem.file, {problem.line, problem.column}, problem);
    }
}

}  // namespace upsurge
