/// All mechanisms in the order in which they act, and one index over all their parameters.
///
/// The list is src/mechanisms/CMakeLists.txt: one line there adds a mechanism everywhere.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mechanisms/mechanism.h"

namespace upsurge {

/// Every mechanism, in order of action.
std::span<const Mechanism* const> all_mechanisms();

/// Ordinal of a mechanism in all_mechanisms().
std::optional<int> find_mechanism(std::string_view name);

/// One parameter of one mechanism; `id` is "mechanism.parameter".
struct RegisteredParameter {
    std::string id;
    int mechanism;
    const ParameterSpec* spec;
};

/// Every parameter of every mechanism, in order; position = index used by ParameterTable.
const std::vector<RegisteredParameter>& all_parameters();
std::optional<int> find_parameter(std::string_view id);

/// Index in all_parameters() of a mechanism's first parameter.
int first_parameter_of(int mechanism);

/// One switch of one mechanism; `id` is "mechanism.switch".
struct RegisteredSwitch {
    std::string id;
    int mechanism;
    const SwitchSpec* spec;
};
const std::vector<RegisteredSwitch>& all_switches();
std::optional<int> find_switch(std::string_view id);
/// Index in all_switches() of a mechanism's first switch.
int first_switch_of(int mechanism);

}  // namespace upsurge
