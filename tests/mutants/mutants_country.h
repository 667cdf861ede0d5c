/// What the mutants are run on.
#pragma once

#include <array>
#include <string_view>

#include "models/model.h"

namespace upsurge {

/// Runs of each engine; equal, so that every comparison is between samples of equal size.
inline constexpr int mutants_runs = 600;

/// "small": the small country of the agreement tests. "whispers": the same, where nine in ten have not heard
/// of the events and only rumour reaches them; in the small country news is faster than rumour, so that a
/// fault in how a rumour dies shows nowhere. "deciding": the small country under a government that decides by
/// thresholds. "fearful": the small country where harm moves traits six times as fast.
inline constexpr std::array<std::string_view, 4> mutants_countries = {"small", "whispers", "deciding",
                                                                      "fearful"};

/// The country must be one of those named.
Model mutants_country(std::string_view name);

}  // namespace upsurge
