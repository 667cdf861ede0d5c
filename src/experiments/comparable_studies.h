/// Whether two studies can be set side by side, whether run by run, and what differs in how they were made.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/model.h"
#include "studies/manifest.h"
#include "upsurge/result.h"

namespace upsurge {

/// Fails, with everything that stands against it, unless both have the same places, groups and stretch of
/// time.
Result<void> check_comparable(const Model& a, const Model& b);

struct RunPairing {
    /// Positions of the runs of A and B that share their chance events.
    std::vector<std::pair<int, int>> pairs;
    std::string why;  ///< one sentence: why the runs are paired, or why not
    bool paired() const { return !pairs.empty(); }
};

/// Run i of one command and scenario under one seed, draw scheme and resolution has one key, so it meets the
/// same chance events in both studies, and with draws from the priors the same draw.
/// @param runs_a, runs_b  ordinals of the runs, in the order of their values
RunPairing pair_runs(const Manifest& a, const std::vector<int>& runs_a, const Manifest& b,
                     const std::vector<int>& runs_b);

struct SettingDifference {
    std::string what;
    std::string a;
    std::string b;
};

/// Everything that was set differently: how the runs were made, mechanisms, switches, parameters and priors,
/// and the schedule. Empty: the same.
std::vector<SettingDifference> setting_differences(const Manifest& a, const Model& model_a, const Manifest& b,
                                                   const Model& model_b);

}  // namespace upsurge
