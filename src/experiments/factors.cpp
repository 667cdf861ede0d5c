#include "experiments/factors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "mechanisms/registry.h"
#include "scenarios/nearest_name.h"
#include "studies/run_values.h"

namespace upsurge {
namespace {

constexpr std::uint64_t run_evaluation = 1;  // apart from the keys of the designs

/// The fewest ids that name a set of leaves: one place that holds just these, else the leaves themselves.
std::string leaves_name(const Model& model, const std::vector<int>& leaves) {
    for (std::size_t place = 0; place < model.places.size(); ++place) {
        std::vector<int> inside;
        for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
            if (lies_in(model, model.leaves[leaf], static_cast<int>(place))) {
                inside.push_back(static_cast<int>(leaf));
            }
        }
        if (inside == leaves) {
            return model.places[place].id;
        }
    }
    std::string name;
    for (int leaf : leaves) {
        const int place = model.leaves[static_cast<std::size_t>(leaf)];
        name += (name.empty() ? "" : "+") + model.places[static_cast<std::size_t>(place)].id;
    }
    return name;
}

void add_factor(int index, const ParameterSetting& setting, std::string name, std::vector<Factor>& factors) {
    if (setting.prior.empty()) {
        return;
    }
    const Result<Prior> prior = parse_prior(setting.prior);
    UPSURGE_CHECK(prior.has_value(), "a prior of a checked model cannot be read");
    Factor factor{std::move(name), index, setting.origin, *prior};
    if (factor_value(factor, 0.0) == factor_value(factor, 1.0)) {
        return;  // a fixed prior, or one outside the parameter's range
    }
    factors.push_back(std::move(factor));
}

std::vector<Factor> parameter_factors(const Model& model) {
    std::vector<Factor> factors;
    const std::vector<RegisteredParameter>& parameters = all_parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const std::string_view mechanism =
            all_mechanisms()[static_cast<std::size_t>(parameters[i].mechanism)]->name;
        if (std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism) ==
            model.mechanisms.end()) {
            continue;
        }
        const auto index = static_cast<int>(i);
        const std::vector<ParameterSetting>& by_leaf = model.parameters.place[i];
        if (by_leaf.empty()) {
            add_factor(index, model.parameters.global[i], parameters[i].id, factors);
            continue;
        }
        std::map<int, std::vector<int>> leaves_of_origin;
        for (std::size_t leaf = 0; leaf < by_leaf.size(); ++leaf) {
            leaves_of_origin[by_leaf[leaf].origin].push_back(static_cast<int>(leaf));
        }
        for (const auto& [origin, leaves] : leaves_of_origin) {
            const std::string name = origin == 0
                                         ? parameters[i].id
                                         : fmt::format("{}@{}", parameters[i].id, leaves_name(model, leaves));
            add_factor(index, by_leaf[static_cast<std::size_t>(leaves.front())], name, factors);
        }
    }
    return factors;
}

bool is_named_by(const Factor& factor, const std::string& name) {
    return factor.name == name || factor.name.starts_with(name + ".") || factor.name.starts_with(name + "@");
}

}  // namespace

Result<std::vector<Factor>> factors_of(const Model& model, const std::vector<std::string>& only) {
    std::vector<Factor> all = parameter_factors(model);
    std::vector<Factor> chosen;
    for (const Factor& factor : all) {
        const bool named = std::any_of(only.begin(), only.end(),
                                       [&](const std::string& name) { return is_named_by(factor, name); });
        if (only.empty() || named) {
            chosen.push_back(factor);
        }
    }
    Problems problems;
    for (const std::string& name : only) {
        if (std::any_of(all.begin(), all.end(), [&](const Factor& one) { return is_named_by(one, name); })) {
            continue;
        }
        std::vector<std::string> names;
        for (const Factor& factor : all) {
            names.push_back(factor.name);
        }
        Problem problem;
        problem.what =
            fmt::format("'{}' is no factor: no parameter with a prior that is on has this name", name);
        problem.hint = nearest_name_hint(name, names);
        problems.push_back(std::move(problem));
    }
    if (!problems.empty()) {
        return tl::unexpected(problems);
    }
    chosen.push_back({std::string(chance_factor_name), -1, 0, {}});
    return chosen;
}

double factor_value(const Factor& factor, double coordinate) {
    const ParameterSpec& spec = *all_parameters()[static_cast<std::size_t>(factor.parameter)].spec;
    return std::clamp(factor.prior.quantile(coordinate), spec.low, spec.high);
}

ParameterValues values_at(const Model& model, std::span<const Factor> factors,
                          std::span<const double> point) {
    ParameterValues values = point_values(model);
    for (std::size_t i = 0; i < factors.size(); ++i) {
        if (factors[i].is_chance()) {
            continue;
        }
        const double value = factor_value(factors[i], point[i]);
        const auto& by_leaf = model.parameters.place[static_cast<std::size_t>(factors[i].parameter)];
        if (by_leaf.empty()) {
            values.set_everywhere(factors[i].parameter, value);
            continue;
        }
        for (std::size_t leaf = 0; leaf < by_leaf.size(); ++leaf) {
            if (by_leaf[leaf].origin == factors[i].origin) {
                values.set(factors[i].parameter, static_cast<int>(leaf), value);
            }
        }
    }
    return values;
}

RunKey key_at(std::uint64_t seed, double coordinate) {
    return make_run_key(seed, Purpose::sensitivity, run_evaluation, std::bit_cast<std::uint64_t>(coordinate),
                        0);
}

}  // namespace upsurge
