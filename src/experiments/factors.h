/// Factors: what a sensitivity analysis varies, as coordinates of a unit cube.
///
/// Every parameter with a prior of a mechanism that is on is one factor; where a scenario gives several
/// places their own prior, each such entry is one. The last factor is the run's chance: its coordinate
/// names the key of the run, so its index says how much of the spread is chance.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/model.h"
#include "models/parameter_values.h"
#include "numbers/philox.h"
#include "numbers/prior.h"
#include "upsurge/result.h"

namespace upsurge {

inline constexpr std::string_view chance_factor_name = "seed";

struct Factor {
    std::string name;    ///< mechanism.parameter, mechanism.parameter@place, or "seed"
    int parameter = -1;  ///< index in all_parameters(); -1 for chance
    int origin = 0;      ///< ParameterSetting::origin of the settings it moves
    Prior prior;         ///< unused for chance
    bool is_chance() const { return parameter < 0; }
};

/// All factors of a model, chance last.
/// @param only  names of parameters, or of mechanisms for all of theirs; the others keep the model's own
///              value. Empty: all. Fails on a name without a factor, with the nearest one.
Result<std::vector<Factor>> factors_of(const Model& model, const std::vector<std::string>& only = {});

/// Value of a factor at a coordinate: the quantile of its prior, clipped to the parameter's range as a draw
/// is.
double factor_value(const Factor& factor, double coordinate);

/// The draw at a point [factor]; what is no factor keeps the model's own value.
ParameterValues values_at(const Model& model, std::span<const Factor> factors, std::span<const double> point);

/// The key of a run whose chance has this coordinate: equal coordinates share every chance event.
RunKey key_at(std::uint64_t seed, double coordinate);

}  // namespace upsurge
