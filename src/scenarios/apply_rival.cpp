#include "scenarios/apply_rival.h"

#include <algorithm>

#include "scenarios/apply_change.h"
#include "scenarios/nearest_name.h"
#include "scenarios/overrides.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

tl::unexpected<Problems> wrong_choice(std::string what, std::string expected, std::string hint = {}) {
    Problem problem;
    problem.file = override_place;
    problem.what = std::move(what);
    problem.expected = std::move(expected);
    problem.hint = std::move(hint);
    return failure(std::move(problem));
}

/// The one with this id, or null.
template <class Rival>
const Rival* find(const std::vector<Rival>& all, std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Rival& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

template <class Rival>
tl::unexpected<Problems> unknown(const Model& model, const std::vector<Rival>& all, std::string_view id,
                                 const std::string& word, const std::string& file) {
    std::vector<std::string> ids;
    for (const Rival& one : all) {
        ids.push_back(one.id);
    }
    return wrong_choice("there is no " + word + " " + in_quotes(id) + " in " + model.id, "an id of " + file,
                        ids.empty() ? model.id + " has no " + file : nearest_name_hint(id, ids));
}

/// A hypothesis after those it inherits, each once.
void put_in_order(const std::vector<Hypothesis>& all, int index, std::vector<int>& order) {
    if (std::find(order.begin(), order.end(), index) != order.end()) {
        return;
    }
    for (int parent : all[static_cast<std::size_t>(index)].inherits) {
        put_in_order(all, parent, order);
    }
    order.push_back(index);
}

}  // namespace

Result<Model> apply_hypothesis(const Model& model, std::string_view id) {
    const Hypothesis* chosen = find(model.hypotheses, id);
    if (chosen == nullptr) {
        return unknown(model, model.hypotheses, id, "hypothesis", "hypotheses.toml");
    }
    if (chosen->dull) {
        return wrong_choice("the hypothesis " + in_quotes(id) + " simulates nothing: it is a rule of thumb",
                            "a hypothesis that is not dull",
                            "it is there for fit and score, which compare the others with it");
    }
    if (!model.hypothesis.empty()) {
        return wrong_choice("the hypothesis " + in_quotes(model.hypothesis) + " is applied already",
                            "one hypothesis at a time");
    }
    std::vector<int> order;
    put_in_order(model.hypotheses, static_cast<int>(chosen - model.hypotheses.data()), order);
    Model changed = model;
    ProblemList problems;
    for (int index : order) {
        const Hypothesis& one = model.hypotheses[static_cast<std::size_t>(index)];
        apply_change(one.change, {std::nullopt, one.at, false}, changed, problems);
    }
    if (!problems.empty()) {
        return tl::unexpected(problems.sorted());
    }
    changed.hypothesis = chosen->id;
    return changed;
}

Result<Model> apply_intervention(const Model& model, std::string_view id) {
    const Intervention* chosen = find(model.interventions, id);
    if (chosen == nullptr) {
        return unknown(model, model.interventions, id, "intervention", "interventions.toml");
    }
    if (!model.intervention.empty()) {
        return wrong_choice("the intervention " + in_quotes(model.intervention) + " is applied already",
                            "one intervention at a time");
    }
    Model changed = model;
    ProblemList problems;
    apply_change(chosen->change, {chosen->from, chosen->at, false}, changed, problems);
    if (!problems.empty()) {
        return tl::unexpected(problems.sorted());
    }
    changed.intervention = chosen->id;
    return changed;
}

}  // namespace upsurge
