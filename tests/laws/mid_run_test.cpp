// Every parameter that may change in mid-run acts there, if it acts at all: else an intervention could be
// accepted and do nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "busy_country.h"
#include "engines/row_engine.h"
#include "mechanisms/registry.h"
#include "models/founding_parameters.h"

namespace upsurge::tests {
namespace {

/// Another value in the parameter's range, well away from the one it has: larger, or smaller if `down`.
double another_value(int parameter, double now, bool down) {
    const ParameterSpec& spec = *all_parameters()[static_cast<std::size_t>(parameter)].spec;
    const double up = std::min(spec.high, now > 0 ? 4 * now : 0.1);
    return !down && up > now ? up : std::max(spec.low, 0.25 * now);
}

/// Tells two runs apart in which any state or chance differs.
std::uint64_t hash_of(const Model& model, const ParameterValues& values, std::uint64_t run) {
    return run_rows(model, values, make_run_key(31, Purpose::simulate, 0, run, 0), VectorPath::portable).hash;
}

struct Setting {
    Model model;
    ParameterValues values;
    std::uint64_t run;
    std::uint64_t hash;
};

/// The country under every form of the decision, both kinds of policy and both rules of the latter.
std::vector<Setting> every_setting() {
    const std::vector<std::map<std::string, std::string>> switches = {
        {},
        {{"state_policy.policy", "endogenous"}},
        {{"state_policy.policy", "endogenous"}, {"state_policy.rule", "softmax"}},
        {{"elites.activation", "at_hour"}},
        {{"outside_powers.guarantee", "refused"}},
        {{"participation.form", "contagion"}},
        {{"participation.risk", "fixed"}},
    };
    std::vector<Setting> settings;
    for (std::uint64_t run = 0; run < 6; ++run) {
        for (const auto& chosen : switches) {
            Setting setting{busy_country(), {}, run, 0};
            for (const auto& [name, option] : chosen) {
                setting.model.switches[name] = option;
            }
            setting.values = point_values(setting.model);
            setting.hash = hash_of(setting.model, setting.values, run);
            settings.push_back(std::move(setting));
        }
    }
    return settings;
}

TEST(Intervention, EveryParameterNotListedAsFoundingActsInMidRun) {
    std::vector<Setting> settings = every_setting();
    std::vector<std::string> never;
    for (int parameter = 0; parameter < static_cast<int>(all_parameters().size()); ++parameter) {
        const std::string& id = all_parameters()[static_cast<std::size_t>(parameter)].id;
        bool acts_from_start = false;
        bool acts_later = false;
        const bool founding = acts_only_at_start(parameter);
        for (Setting& setting : settings) {
            for (const bool down : {false, true}) {
                const double value = another_value(parameter, setting.values.at(parameter, 0), down);
                if (!acts_from_start) {
                    ParameterValues set = setting.values;
                    set.set_everywhere(parameter, value);
                    acts_from_start = hash_of(setting.model, set, setting.run) != setting.hash;
                }
                // Late, and early enough that somebody has not heard the news yet.
                for (const int hour : {20, 3, 1}) {
                    if (!acts_later && !founding) {
                        setting.model.parameter_changes = {
                            {setting.model.clock.at(hour), parameter, -1, value}};
                        acts_later = hash_of(setting.model, setting.values, setting.run) != setting.hash;
                        setting.model.parameter_changes.clear();
                    }
                }
            }
            if (acts_from_start && (acts_later || founding)) {
                break;
            }
        }
        if (!acts_from_start) {
            never.push_back(id);
        } else if (!founding) {
            EXPECT_TRUE(acts_later) << id << " acts only at the start: list it in founding_parameters.cpp";
        }
    }
    // Those of `outcomes` label a finished run and move nothing in it. The test says nothing about the rest
    // of this list, which must stay short for it to mean anything.
    std::erase_if(never, [](const std::string& id) { return id.starts_with("outcomes."); });
    std::string list;
    for (const std::string& id : never) {
        list += " " + id;
    }
    EXPECT_LE(never.size(), 4U) << list;
}

TEST(Intervention, AChangeToTheSameValueChangesNothing) {
    // What follows from parameters alone is prepared again, and must come out the same.
    Model model = busy_country();
    const ParameterValues values = point_values(model);
    const std::uint64_t hash = hash_of(model, values, 0);
    for (const char* id : {"participation.join_rate", "strikes.onset_rate", "diffusion.distance_km"}) {
        const int parameter = *find_parameter(id);
        model.parameter_changes = {{model.clock.at(4), parameter, -1, values.at(parameter, 0)},
                                   {model.clock.at(9), parameter, -1, values.at(parameter, 0)}};
        EXPECT_EQ(hash_of(model, values, 0), hash) << id;
    }
}

}  // namespace
}  // namespace upsurge::tests
