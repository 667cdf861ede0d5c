#include <algorithm>

#include "mechanisms/registry.h"
#include "numbers/prior.h"
#include "scenarios/nearest_name.h"
#include "scenarios/prior_check.h"
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

/// Ranges of what a fit may learn of reports: the relative error of the model's own counts
/// (reports/discrepancy.h) and the crowd from which one report is expected (reports/silence.h).
constexpr ParameterSpec estimated_discrepancy = {"estimated_discrepancy", "share",       0,      0, 10,
                                                 "half_normal(1)",        Mark::assumed, "ours", ""};
constexpr ParameterSpec reported_crowd = {"reported_crowd", "people", 1000, 1, 1e9, "",
                                          Mark::assumed,    "ours",   ""};
constexpr ParameterSpec listed_discrepancy = {"listed_discrepancy", "share",       0,      0, 10,
                                              "half_normal(1)",     Mark::assumed, "ours", ""};

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
    const auto prior_of = [&](const ParameterSpec& learned, std::string& prior) {
        if (const auto written = reader.text(learned.name)) {
            auto fault = fault_of_prior(written->value, learned);
            if (!fault &&
                (written->value.empty() || parse_prior(written->value)->family == Prior::Family::fixed)) {
                fault.emplace();
                fault->what = std::string(learned.name) + " is held fast, so a fit cannot learn it";
                fault->expected = "a prior such as half_normal(1)";
            }
            if (fault) {
                draft.problems.add(file, written->at, fault->what, fault->expected, fault->hint);
            } else {
                prior = written->value;
            }
        }
    };
    prior_of(estimated_discrepancy, draft.model.discrepancy_estimated);
    prior_of(listed_discrepancy, draft.model.discrepancy_listed);
    prior_of(reported_crowd, draft.model.reported_crowd);
    reader.finish();
    std::sort(draft.model.fitted.begin(), draft.model.fitted.end());
}

}  // namespace upsurge
