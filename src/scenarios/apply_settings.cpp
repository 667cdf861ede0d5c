#include <algorithm>

#include "mechanisms/registry.h"
#include "models/founding_parameters.h"
#include "numbers/prior.h"
#include "scenarios/apply_change.h"
#include "scenarios/instant.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

void report(ProblemList& problems, const WrittenAt& at, std::string what, std::string expected) {
    problems.add(at.file, {at.line, at.column}, std::move(what), std::move(expected));
}

ParameterSetting changed(const ParameterSetting& old, const SettingChange& change) {
    ParameterSetting setting = old;
    if (change.value) {
        setting.value = *change.value;
        setting.prior.clear();
        setting.source.clear();
        setting.mark = Mark::assumed;
        setting.free = false;
    }
    if (change.prior) {
        setting.prior = *change.prior;
    }
    if (change.source) {
        setting.source = *change.source;
    }
    if (change.mark) {
        setting.mark = *change.mark;
    }
    setting.is_default = false;
    setting.origin = change.origin;
    return setting;
}

/// The value must be possible under the prior it ends up with.
bool is_possible(const ParameterSetting& setting) {
    if (setting.prior.empty()) {
        return true;
    }
    const Result<Prior> prior = parse_prior(setting.prior);
    return prior && setting.value >= prior->support_low() && setting.value <= prior->support_high();
}

void set_from_start(const SettingChange& change, Model& model, ProblemList& problems) {
    const auto index = static_cast<std::size_t>(change.parameter);
    auto& by_leaf = model.parameters.place[index];
    const ParameterSetting* impossible = nullptr;
    if (change.prior && !change.prior->empty()) {
        // What a hypothesis has its own doubts about is part of what a fit of it moves.
        const auto at = std::lower_bound(model.fitted.begin(), model.fitted.end(), change.parameter);
        if (at == model.fitted.end() || *at != change.parameter) {
            model.fitted.insert(at, change.parameter);
        }
    }
    const auto set = [&](ParameterSetting& setting) {
        setting = changed(setting, change);
        if (!is_possible(setting)) {
            impossible = &setting;
        }
    };
    if (change.everywhere) {
        set(model.parameters.global[index]);
        std::for_each(by_leaf.begin(), by_leaf.end(), set);
    } else {
        for (int leaf : change.leaves) {
            set(by_leaf[static_cast<std::size_t>(leaf)]);
        }
    }
    if (impossible != nullptr) {
        report(problems, change.at,
               "the value " + number_text(impossible->value) + " of " + all_parameters()[index].id +
                   " is impossible under its prior " + in_quotes(impossible->prior),
               "a value that the prior allows");
    }
}

void set_in_mid_run(const SettingChange& change, const ChangeScope& scope, Model& model,
                    ProblemList& problems) {
    const std::string& id = all_parameters()[static_cast<std::size_t>(change.parameter)].id;
    if (acts_only_at_start(change.parameter)) {
        report(problems, change.at, id + " acts only when the society is founded",
               "'from' at or before the clock's start (" +
                   format_instant(model.clock.start, model.clock.utc_offset_minutes) + ")");
        return;
    }
    if (!change.value) {
        return;
    }
    if (change.everywhere) {
        model.parameter_changes.push_back({*scope.from, change.parameter, -1, *change.value});
        return;
    }
    for (int leaf : change.leaves) {
        model.parameter_changes.push_back({*scope.from, change.parameter, leaf, *change.value});
    }
}

void set_mechanisms(const ModelChange& change, Model& model) {
    for (const auto& [name, on] : change.mechanisms) {
        if (model.pinned.contains(name)) {
            continue;
        }
        auto& list = model.mechanisms;
        const auto found = std::find(list.begin(), list.end(), name);
        if (on && found == list.end()) {
            list.push_back(name);
        } else if (!on && found != list.end()) {
            list.erase(found);
        }
    }
    // In registry order again.
    std::sort(
        model.mechanisms.begin(), model.mechanisms.end(),
        [](const std::string& a, const std::string& b) { return *find_mechanism(a) < *find_mechanism(b); });
}

}  // namespace

void apply_settings(const ModelChange& change, const ChangeScope& scope, Model& model,
                    ProblemList& problems) {
    const bool from_start = !scope.from || *scope.from <= model.clock.start;
    if (from_start) {
        set_mechanisms(change, model);
        for (const auto& [id, option] : change.switches) {
            if (!model.pinned.contains(id)) {
                model.switches[id] = option;
            }
        }
    } else {
        const std::string expected = "'from' at or before the clock's start (" +
                                     format_instant(model.clock.start, model.clock.utc_offset_minutes) + ")";
        if (!change.mechanisms.empty()) {
            report(problems, change.mechanisms_at, "mechanisms cannot be switched in mid-run", expected);
        }
        if (!change.switches.empty()) {
            report(problems, change.switches_at, "switches cannot be turned in mid-run", expected);
        }
    }
    for (const SettingChange& setting : change.settings) {
        if (model.pinned.contains(all_parameters()[static_cast<std::size_t>(setting.parameter)].id)) {
            continue;
        }
        if (from_start) {
            set_from_start(setting, model, problems);
        } else {
            set_in_mid_run(setting, scope, model, problems);
        }
    }
    std::stable_sort(model.parameter_changes.begin(), model.parameter_changes.end(),
                     [](const ParameterChange& a, const ParameterChange& b) { return a.from < b.from; });
}

void apply_change(const ModelChange& change, const ChangeScope& scope, Model& model, ProblemList& problems) {
    apply_settings(change, scope, model, problems);
    apply_schedule(change, scope, model, problems);
}

}  // namespace upsurge
