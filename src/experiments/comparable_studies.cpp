#include "experiments/comparable_studies.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "mechanisms/registry.h"
#include "scenarios/instant.h"
#include "studies/summary_table.h"

namespace upsurge {
namespace {

std::string few(const std::vector<std::string>& names) {
    constexpr std::size_t shown = 6;
    std::string text =
        fmt::format("{}", fmt::join(names.begin(), names.begin() + std::min(names.size(), shown), ", "));
    return names.size() > shown ? fmt::format("{} and {} more", text, names.size() - shown) : text;
}

std::set<std::string> node_ids(const Model& model) {
    std::set<std::string> ids;
    for (const SummaryNode& node : summary_nodes(model)) {
        ids.insert(node.id);
    }
    return ids;
}

std::vector<std::string> missing_from(const std::set<std::string>& all, const std::set<std::string>& other) {
    std::vector<std::string> missing;
    std::set_difference(all.begin(), all.end(), other.begin(), other.end(), std::back_inserter(missing));
    return missing;
}

std::string setting_text(const ParameterSetting& setting) {
    return setting.prior.empty() ? fmt::format("{}", setting.value)
                                 : fmt::format("{}, prior {}", setting.value, setting.prior);
}

/// Everything that decides what a schedule entry does.
std::string entry_text(const ScheduleEntry& entry) {
    return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", static_cast<int>(entry.kind),
                       fmt::join(entry.leaves, ","), entry.from, entry.until, entry.value,
                       fmt::join(entry.officers, ","), static_cast<int>(entry.policing),
                       entry.concession.level, entry.concession.credibility, entry.curfew_from_minute,
                       entry.curfew_to_minute, entry.forced);
}

class Differences {
  public:
    void note(std::string what, std::string a, std::string b) {
        found_.push_back({std::move(what), std::move(a), std::move(b)});
    }
    void add(std::string what, std::string a, std::string b) {
        if (a != b) {
            note(std::move(what), std::move(a), std::move(b));
        }
    }
    std::vector<SettingDifference> take() { return std::move(found_); }

  private:
    std::vector<SettingDifference> found_;
};

void add_parameters(const Model& a, const Model& b, Differences& differences) {
    const std::vector<RegisteredParameter>& parameters = all_parameters();
    const auto is_on = [](const Model& model, int mechanism) {
        const std::string name = all_mechanisms()[static_cast<std::size_t>(mechanism)]->name;
        return std::find(model.mechanisms.begin(), model.mechanisms.end(), name) != model.mechanisms.end();
    };
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        // A mechanism that is on in one study only is said once, not parameter by parameter.
        if (!is_on(a, parameters[i].mechanism) || !is_on(b, parameters[i].mechanism)) {
            continue;
        }
        const auto& leaves_a = a.parameters.place[i];
        const auto& leaves_b = b.parameters.place[i];
        if (leaves_a.empty() || leaves_b.size() != leaves_a.size()) {
            differences.add(parameters[i].id, setting_text(a.parameters.global[i]),
                            setting_text(b.parameters.global[i]));
            continue;
        }
        std::map<std::pair<std::string, std::string>, std::vector<std::string>> places_of;
        for (std::size_t leaf = 0; leaf < leaves_a.size(); ++leaf) {
            places_of[{setting_text(leaves_a[leaf]), setting_text(leaves_b[leaf])}].push_back(
                a.places[static_cast<std::size_t>(a.leaves[leaf])].id);
        }
        for (const auto& [texts, places] : places_of) {
            const bool everywhere = places.size() == leaves_a.size();
            differences.add(
                everywhere ? parameters[i].id : fmt::format("{} in {}", parameters[i].id, few(places)),
                texts.first, texts.second);
        }
    }
}

}  // namespace

Result<void> check_comparable(const Model& a, const Model& b) {
    Problems problems;
    const auto refuse = [&](std::string what, std::string hint) {
        Problem problem;
        problem.what = std::move(what);
        problem.hint = std::move(hint);
        problems.push_back(std::move(problem));
    };
    const std::vector<std::string> only_a = missing_from(node_ids(a), node_ids(b));
    const std::vector<std::string> only_b = missing_from(node_ids(b), node_ids(a));
    if (!only_a.empty() || !only_b.empty()) {
        refuse(fmt::format("the studies do not have the same places:{}{}{}",
                           only_a.empty() ? "" : fmt::format(" only the first has {}", few(only_a)),
                           only_a.empty() || only_b.empty() ? "" : ";",
                           only_b.empty() ? "" : fmt::format(" only the second has {}", few(only_b))),
               "compare studies of one scenario, or of scenarios with the same places.csv and groups");
    }
    if (a.clock.start != b.clock.start || a.clock.end != b.clock.end) {
        const auto stretch = [](const Clock& clock) {
            return fmt::format("{} to {}", format_instant(clock.start, clock.utc_offset_minutes),
                               format_instant(clock.end, clock.utc_offset_minutes));
        };
        refuse(fmt::format("the studies do not cover the same time: {}, and {}", stretch(a.clock),
                           stretch(b.clock)),
               "run one of them again with the --until of the other");
    }
    return problems.empty() ? Result<void>{} : tl::unexpected(problems);
}

RunPairing pair_runs(const Manifest& a, const std::vector<int>& runs_a, const Manifest& b,
                     const std::vector<int>& runs_b) {
    RunPairing pairing;
    std::vector<std::string> apart;
    if (a.scenario_id != b.scenario_id) {
        apart.emplace_back("scenario");
    }
    if (a.command != b.command) {
        apart.emplace_back("command");
    }
    if (a.seed != b.seed) {
        apart.emplace_back("seed");
    }
    if (a.draw_scheme != b.draw_scheme) {
        apart.emplace_back("draw scheme");
    }
    if (a.resolution != b.resolution) {
        apart.emplace_back("resolution");
    }
    if (!apart.empty()) {
        pairing.why = fmt::format("Not paired: another {}.", fmt::join(apart, ", another "));
        return pairing;
    }
    std::map<int, int> position_in_b;
    for (std::size_t i = 0; i < runs_b.size(); ++i) {
        position_in_b[runs_b[i]] = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < runs_a.size(); ++i) {
        if (const auto found = position_in_b.find(runs_a[i]); found != position_in_b.end()) {
            pairing.pairs.emplace_back(static_cast<int>(i), found->second);
        }
    }
    if (pairing.pairs.empty()) {
        pairing.why = "Not paired: the studies have no run in common.";
        return pairing;
    }
    const bool all = pairing.pairs.size() == runs_a.size() && pairing.pairs.size() == runs_b.size();
    pairing.why =
        fmt::format("Paired: same scenario and seed, so run by run the same chance events; {} pairs{}.",
                    pairing.pairs.size(), all ? "" : ", the runs that both have");
    return pairing;
}

std::vector<SettingDifference> setting_differences(const Manifest& a, const Model& model_a, const Manifest& b,
                                                   const Model& model_b) {
    Differences differences;
    differences.add("version", a.version, b.version);
    differences.add("draw scheme", std::to_string(a.draw_scheme), std::to_string(b.draw_scheme));
    differences.add("scenario", a.scenario_id, b.scenario_id);
    differences.add("scenario files", a.scenario_hash, b.scenario_hash);
    differences.add("command", a.command, b.command);
    differences.add("seed", std::to_string(a.seed), std::to_string(b.seed));
    differences.add("runs", std::to_string(a.runs_done), std::to_string(b.runs_done));
    differences.add("resolution", a.resolution, b.resolution);
    differences.add("parameters used", a.parameters, b.parameters);
    differences.add("tick hours", fmt::format("{}", model_a.clock.tick_hours),
                    fmt::format("{}", model_b.clock.tick_hours));
    differences.add("step hours", fmt::format("{}", model_a.clock.step_hours()),
                    fmt::format("{}", model_b.clock.step_hours()));
    differences.add("event size", fmt::format("{}", model_a.event_size),
                    fmt::format("{}", model_b.event_size));
    for (const Mechanism* mechanism : all_mechanisms()) {
        const auto on = [&](const Model& model) {
            return std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism->name) !=
                           model.mechanisms.end()
                       ? "on"
                       : "off";
        };
        differences.add(mechanism->name, on(model_a), on(model_b));
    }
    for (const RegisteredSwitch& one : all_switches()) {
        const auto chosen = [&](const Model& model) {
            const auto found = model.switches.find(one.id);
            return found == model.switches.end() ? std::string(one.spec->options.front()) : found->second;
        };
        differences.add(one.id, chosen(model_a), chosen(model_b));
    }
    add_parameters(model_a, model_b, differences);
    std::multiset<std::string> schedule_a;
    std::multiset<std::string> schedule_b;
    for (const ScheduleEntry& entry : model_a.schedule) {
        schedule_a.insert(entry_text(entry));
    }
    for (const ScheduleEntry& entry : model_b.schedule) {
        schedule_b.insert(entry_text(entry));
    }
    if (schedule_a != schedule_b) {
        std::vector<std::string> only_a;
        std::vector<std::string> only_b;
        std::set_difference(schedule_a.begin(), schedule_a.end(), schedule_b.begin(), schedule_b.end(),
                            std::back_inserter(only_a));
        std::set_difference(schedule_b.begin(), schedule_b.end(), schedule_a.begin(), schedule_a.end(),
                            std::back_inserter(only_b));
        const auto own = [](std::size_t of_its_own, std::size_t all) {
            return fmt::format("{} of {} entries its own", of_its_own, all);
        };
        differences.note("schedule", own(only_a.size(), schedule_a.size()),
                         own(only_b.size(), schedule_b.size()));
    }
    return differences.take();
}

}  // namespace upsurge
