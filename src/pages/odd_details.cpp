#include <fmt/format.h>

#include <map>
#include <set>

#include "mechanisms/registry.h"
#include "pages/file_words.h"
#include "pages/odd_parts.h"
#include "scenarios/instant.h"

namespace upsurge {
namespace {

std::string initialisation(const Model& model) {
    std::string text =
        "# Details\n\n## 5. Initialization\n\n"
        "Head counts per place and stratum are split over trait bins by largest remainder. ";
    text += is_on(model, "information") ? "The share `information.unreached_share` of active people has not "
                                          "heard of the events; everybody "
                                          "else is at home. "
                                        : "Everybody is at home. ";
    return text +
           "Crowds, detentions and harm start at zero. The initial state depends on the parameters and on no "
           "random "
           "number.\n\n";
}

std::string input_data(const Model& model) {
    const int offset = model.clock.utc_offset_minutes;
    std::string text = fmt::format(
        "## 6. Input data\n\nDated actions that are imposed, not simulated: {} of them. {}\n\n",
        model.schedule.size(),
        is_on(model, "forced_actions") ? "Mechanism `forced_actions` is on."
                                       : "Mechanism `forced_actions` is off: only prices change.");
    if (!model.intervention.empty()) {
        text += fmt::format("They are those of the intervention `{}`.\n\n", model.intervention);
    }
    text += "| kind | entries | first | last | marks |\n|---|---|---|---|---|\n";
    for (std::size_t kind = 0; kind < schedule_kind_names.size(); ++kind) {
        int count = 0;
        Instant first = 0;
        Instant last = 0;
        std::map<std::string_view, int> marks;
        for (const ScheduleEntry& entry : model.schedule) {
            if (entry.kind == static_cast<ScheduleKind>(kind)) {
                first = count == 0 ? entry.from : std::min(first, entry.from);
                last = count == 0 ? entry.from : std::max(last, entry.from);
                ++marks[name_of(entry.mark)];
                ++count;
            }
        }
        if (count == 0) {
            continue;
        }
        std::string by_mark;
        for (const auto& [mark, number] : marks) {
            by_mark += fmt::format("{}{} {}", by_mark.empty() ? "" : ", ", number, mark);
        }
        text += fmt::format("| `{}` | {} | {} | {} | {} |\n", schedule_kind_names[kind], count,
                            format_instant(first, offset), format_instant(last, offset), by_mark);
    }
    return text + "\n";
}

/// One row of a mechanism's table; of a parameter that differs by place the range of its values.
std::string parameter_row(const Model& model, std::size_t index) {
    const RegisteredParameter& parameter = all_parameters()[index];
    const ParameterSetting& global = model.parameters.global[index];
    const auto& by_leaf = model.parameters.place[index];
    double low = by_leaf.empty() ? global.value : by_leaf.front().value;
    double high = low;
    std::set<std::string_view> marks = {name_of(by_leaf.empty() ? global.mark : by_leaf.front().mark)};
    for (const ParameterSetting& here : by_leaf) {
        low = std::min(low, here.value);
        high = std::max(high, here.value);
        marks.insert(name_of(here.mark));
    }
    const std::string value =
        low == high ? fmt::format("{}", low) : fmt::format("{} to {} by place", low, high);
    const std::string& prior = by_leaf.empty() ? global.prior : by_leaf.front().prior;
    return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", parameter.spec->name, value,
                       cell(parameter.spec->unit),
                       low == high ? cell(prior.empty() ? "fixed" : prior) : "see scenario.toml",
                       fmt::join(marks, ", "), cell(parameter.spec->meaning));
}

std::string submodels(const Model& model) {
    std::map<std::string_view, int> marks;
    for (std::size_t i = 0; i < all_parameters().size(); ++i) {
        const auto& owner = *all_mechanisms()[static_cast<std::size_t>(all_parameters()[i].mechanism)];
        if (is_on(model, owner.name)) {
            const auto& by_leaf = model.parameters.place[i];
            ++marks[name_of(by_leaf.empty() ? model.parameters.global[i].mark : by_leaf.front().mark)];
        }
    }
    std::string text =
        "## 7. Submodels\n\nThe formulas stand in docs/model.md of Upsurge, under the group named with each "
        "mechanism. "
        "Parameters by mark:";
    for (const Mark mark : {Mark::measured, Mark::literature, Mark::assumed}) {
        text +=
            fmt::format(" {} {}{}", marks[name_of(mark)], name_of(mark), mark == Mark::assumed ? ".\n" : ",");
    }
    for (std::size_t m = 0; m < all_mechanisms().size(); ++m) {
        const Mechanism& mechanism = *all_mechanisms()[m];
        if (!is_on(model, mechanism.name)) {
            continue;
        }
        text += fmt::format("\n### {} (`{}`, {})\n\n{} Source: {}.\n", mechanism.title, mechanism.name,
                            mechanism.group, mechanism.summary, mechanism.source);
        for (const SwitchSpec& spec : mechanism.switches) {
            const auto chosen = model.switches.find(fmt::format("{}.{}", mechanism.name, spec.name));
            text += fmt::format(
                "\nSwitch `{}` = `{}`: {}.\n", spec.name,
                chosen != model.switches.end() ? chosen->second : std::string(spec.options[0]), spec.meaning);
        }
        if (!mechanism.parameters.empty()) {
            text += "\n| parameter | value | unit | prior | mark | meaning |\n|---|---|---|---|---|---|\n";
        }
        for (std::size_t i = 0; i < all_parameters().size(); ++i) {
            if (all_parameters()[i].mechanism == static_cast<int>(m)) {
                text += parameter_row(model, i);
            }
        }
    }
    if (!model.parameter_changes.empty()) {
        text += "\nParameters that change in mid-run, by the intervention:\n\n";
        for (const ParameterChange& change : model.parameter_changes) {
            text += fmt::format("- `{}` = {} from {}\n",
                                all_parameters()[static_cast<std::size_t>(change.parameter)].id, change.value,
                                format_instant(change.from, model.clock.utc_offset_minutes));
        }
    }
    return text;
}

}  // namespace

std::string odd_details(const Model& model) {
    return initialisation(model) + input_data(model) + submodels(model);
}

}  // namespace upsurge
