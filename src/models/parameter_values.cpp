#include "models/parameter_values.h"

#include <algorithm>

#include "mechanisms/registry.h"
#include "numbers/hash.h"
#include "numbers/prior.h"

namespace upsurge {

namespace {

/// A value from the setting's prior, or its point value. Settings of one parameter with the same origin share
/// an address and so a value: what was written once is drawn once.
/// The address holds the parameter's name, not its place in the registry: a new mechanism moves nobody's
/// draw.
double drawn_value(const ParameterSetting& setting, const RegisteredParameter& parameter, RunKey key) {
    if (setting.prior.empty()) {
        return setting.value;
    }
    Result<Prior> prior = parse_prior(setting.prior);
    UPSURGE_CHECK(prior.has_value(), "a prior of a checked model cannot be read");
    Address address;
    StateHash name;
    name.add_text(parameter.id);
    address.row = static_cast<std::uint32_t>(name.value());
    address.item = static_cast<std::uint32_t>(setting.origin);
    Draws draws(key, address);
    return std::clamp(prior->sample(draws), parameter.spec->low, parameter.spec->high);
}

template <class ValueOf>
ParameterValues values_of(const Model& model, ValueOf value_of) {
    const auto& parameters = all_parameters();
    const std::size_t leaves = model.leaves.size();
    ParameterValues values(static_cast<int>(parameters.size()), static_cast<int>(leaves));
    for (std::size_t parameter = 0; parameter < parameters.size(); ++parameter) {
        const auto& by_leaf = model.parameters.place[parameter];
        if (by_leaf.empty()) {
            values.set_everywhere(static_cast<int>(parameter),
                                  value_of(model.parameters.global[parameter], parameter));
            continue;
        }
        for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
            values.set(static_cast<int>(parameter), static_cast<int>(leaf),
                       value_of(by_leaf[leaf], parameter));
        }
    }
    return values;
}

}  // namespace

ParameterValues point_values(const Model& model) {
    return values_of(model, [](const ParameterSetting& setting, std::size_t) { return setting.value; });
}

ParameterValues prior_values(const Model& model, RunKey key) {
    const auto& parameters = all_parameters();
    return values_of(model, [&](const ParameterSetting& setting, std::size_t parameter) {
        return drawn_value(setting, parameters[parameter], key);
    });
}

}  // namespace upsurge
