#include "mechanisms/registry.h"

namespace upsurge {

#include "mechanism_list.inl"

std::span<const Mechanism* const> all_mechanisms() {
    return mechanism_list;
}

std::optional<int> find_mechanism(std::string_view name) {
    const auto mechanisms = all_mechanisms();
    for (std::size_t i = 0; i < mechanisms.size(); ++i) {
        if (name == mechanisms[i]->name) {
            return static_cast<int>(i);
        }
    }
    return std::nullopt;
}

namespace {

std::vector<RegisteredParameter> list_parameters() {
    std::vector<RegisteredParameter> parameters;
    int ordinal = 0;
    for (const Mechanism* mechanism : all_mechanisms()) {
        for (const ParameterSpec& spec : mechanism->parameters) {
            parameters.push_back({std::string(mechanism->name) + "." + spec.name, ordinal, &spec});
        }
        ++ordinal;
    }
    return parameters;
}

std::vector<RegisteredSwitch> list_switches() {
    std::vector<RegisteredSwitch> switches;
    int ordinal = 0;
    for (const Mechanism* mechanism : all_mechanisms()) {
        for (const SwitchSpec& spec : mechanism->switches) {
            switches.push_back({std::string(mechanism->name) + "." + spec.name, ordinal, &spec});
        }
        ++ordinal;
    }
    return switches;
}

template <class List>
std::optional<int> find_in(const List& list, std::string_view id) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].id == id) {
            return static_cast<int>(i);
        }
    }
    return std::nullopt;
}

/// Per mechanism the position of its first entry, or 0 without any. Made once: the step loop asks.
template <class List>
std::vector<int> first_entries(const List& list) {
    std::vector<int> first(all_mechanisms().size(), 0);
    for (std::size_t i = list.size(); i-- > 0;) {
        first[static_cast<std::size_t>(list[i].mechanism)] = static_cast<int>(i);
    }
    return first;
}

}  // namespace

const std::vector<RegisteredParameter>& all_parameters() {
    static const std::vector<RegisteredParameter> parameters = list_parameters();
    return parameters;
}
std::optional<int> find_parameter(std::string_view id) {
    return find_in(all_parameters(), id);
}
int first_parameter_of(int mechanism) {
    static const std::vector<int> first = first_entries(all_parameters());
    return first[static_cast<std::size_t>(mechanism)];
}

const std::vector<RegisteredSwitch>& all_switches() {
    static const std::vector<RegisteredSwitch> switches = list_switches();
    return switches;
}
std::optional<int> find_switch(std::string_view id) {
    return find_in(all_switches(), id);
}
int first_switch_of(int mechanism) {
    static const std::vector<int> first = first_entries(all_switches());
    return first[static_cast<std::size_t>(mechanism)];
}

}  // namespace upsurge
