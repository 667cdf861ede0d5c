#include "models/founding_parameters.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "mechanisms/registry.h"

namespace upsurge {

namespace {

constexpr std::array<std::string_view, 6> at_start = {
    "participation.organised_share", "information.unreached_share",
    "backlash.harm_memory",          "grievance.memory",
    "grievance.hardship_shape",      "arming.households_per_thousand"};

}  // namespace

bool acts_only_at_start(int parameter) {
    const std::string& id = all_parameters()[static_cast<std::size_t>(parameter)].id;
    return std::find(at_start.begin(), at_start.end(), id) != at_start.end();
}

}  // namespace upsurge
