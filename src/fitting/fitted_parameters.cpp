#include "fitting/fitted_parameters.h"

#include <algorithm>
#include <map>

#include "mechanisms/registry.h"

namespace upsurge {
namespace {

bool is_on(const Model& model, std::string_view mechanism) {
    return std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism) != model.mechanisms.end();
}

/// The prior of a setting, unless it holds the value fast.
std::optional<Prior> moving_prior(const ParameterSetting& setting) {
    if (setting.prior.empty()) {
        return std::nullopt;
    }
    Result<Prior> prior = parse_prior(setting.prior);
    UPSURGE_CHECK(prior.has_value(), "a prior of a checked model cannot be read");
    return prior->family == Prior::Family::fixed ? std::nullopt : std::optional<Prior>(*prior);
}

}  // namespace

Result<FittedParameters> FittedParameters::of(const Model& model) {
    using Of = FittedParameter::Of;
    FittedParameters fitted;
    for (const int parameter : model.fitted) {
        const RegisteredParameter& registered = all_parameters()[static_cast<std::size_t>(parameter)];
        if (!is_on(model, all_mechanisms()[static_cast<std::size_t>(registered.mechanism)]->name)) {
            continue;
        }
        const auto& by_leaf = model.parameters.place[static_cast<std::size_t>(parameter)];
        if (by_leaf.empty()) {
            if (const auto prior =
                    moving_prior(model.parameters.global[static_cast<std::size_t>(parameter)])) {
                fitted.all_.push_back({Of::society, parameter, {}, *prior, registered.id});
            }
            continue;
        }
        std::map<int, std::vector<int>> by_origin;
        for (std::size_t leaf = 0; leaf < by_leaf.size(); ++leaf) {
            by_origin[by_leaf[leaf].origin].push_back(static_cast<int>(leaf));
        }
        for (const auto& [origin, leaves] : by_origin) {
            const auto first = static_cast<std::size_t>(leaves.front());
            if (const auto prior = moving_prior(by_leaf[first])) {
                const auto place = static_cast<std::size_t>(model.leaves[first]);
                const bool everywhere = leaves.size() == by_leaf.size();
                fitted.all_.push_back(
                    {Of::society, parameter, everywhere ? std::vector<int>() : leaves, *prior,
                     everywhere ? registered.id : registered.id + "@" + model.places[place].id});
            }
        }
    }
    if (fitted.all_.empty()) {
        Problem problem;
        problem.file = "scenario.toml";
        problem.what = "the scenario names no parameter that a fit could move";
        problem.expected =
            "[fit] parameters = [...] with parameters of mechanisms that are on, each with a prior";
        problem.hint = "`upsurge describe " + model.id + "` lists parameters and priors";
        return failure(std::move(problem));
    }
    const auto add = [&](Of of, const std::string& prior, const char* name) {
        if (!prior.empty()) {
            fitted.all_.push_back({of, -1, {}, *parse_prior(prior), name});
        }
    };
    add(Of::estimated_discrepancy, model.discrepancy_estimated, "discrepancy.estimated");
    add(Of::listed_discrepancy, model.discrepancy_listed, "discrepancy.listed");
    add(Of::reported_crowd, model.reported_crowd, "attention.reported_crowd");
    return fitted;
}

std::vector<Prior> FittedParameters::priors() const {
    std::vector<Prior> priors;
    for (const FittedParameter& one : all_) {
        priors.push_back(one.prior);
    }
    return priors;
}

ParameterValues FittedParameters::values(const Model& model, std::span<const double> coordinates) const {
    UPSURGE_CHECK(coordinates.size() == all_.size(), "a fit has another number of coordinates");
    ParameterValues values = point_values(model);
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const FittedParameter& one = all_[i];
        if (one.of != FittedParameter::Of::society) {
            continue;
        }
        const ParameterSpec& spec = *all_parameters()[static_cast<std::size_t>(one.parameter)].spec;
        const double value = std::clamp(coordinates[i], spec.low, spec.high);
        if (one.leaves.empty()) {
            values.set_everywhere(one.parameter, value);
        }
        for (const int leaf : one.leaves) {
            values.set(one.parameter, leaf, value);
        }
    }
    return values;
}

Discrepancy FittedParameters::discrepancy(std::span<const double> coordinates) const {
    UPSURGE_CHECK(coordinates.size() == all_.size(), "a fit has another number of coordinates");
    Discrepancy discrepancy;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const double value = std::max(coordinates[i], 0.0);
        if (all_[i].of == FittedParameter::Of::estimated_discrepancy) {
            discrepancy.estimated = value;
        } else if (all_[i].of == FittedParameter::Of::listed_discrepancy) {
            discrepancy.listed = value;
        }
    }
    return discrepancy;
}

Attention FittedParameters::attention(std::span<const double> coordinates) const {
    UPSURGE_CHECK(coordinates.size() == all_.size(), "a fit has another number of coordinates");
    Attention attention;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (all_[i].of == FittedParameter::Of::reported_crowd) {
            attention.reported_crowd = std::max(coordinates[i], 1.0);
        }
    }
    return attention;
}

}  // namespace upsurge
