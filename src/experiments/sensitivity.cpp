#include "experiments/sensitivity.h"

#include <cmath>
#include <limits>
#include <utility>

#include "experiments/morris.h"
#include "experiments/sobol.h"
#include "studies/statistics.h"

namespace upsurge {
namespace {

/// Outputs of the rows without a missing point, one row after the other.
std::vector<double> outputs_of_whole_rows(const SensitivityDesign& design,
                                          const std::vector<double>& outputs) {
    const auto per_row = static_cast<std::size_t>(design.points_per_row());
    std::vector<double> whole;
    for (std::size_t begin = 0; begin + per_row <= outputs.size(); begin += per_row) {
        bool complete = true;
        for (std::size_t i = begin; i < begin + per_row; ++i) {
            complete = complete && !std::isnan(outputs[i]);
        }
        if (complete) {
            whole.insert(whole.end(), outputs.begin() + static_cast<std::ptrdiff_t>(begin),
                         outputs.begin() + static_cast<std::ptrdiff_t>(begin + per_row));
        }
    }
    return whole;
}

std::vector<SensitivityIndex> sobol_of(const SensitivityDesign& design, const std::vector<double>& outputs,
                                       const BootstrapOptions& options) {
    const SobolIndices found = sobol_indices(static_cast<int>(design.factors.size()),
                                             outputs_of_whole_rows(design, outputs), options);
    std::vector<SensitivityIndex> indices = {{-1, "mean", found.mean, {}},
                                             {-1, "sd", std::sqrt(found.variance), {}}};
    for (std::size_t i = 0; i < design.factors.size(); ++i) {
        const auto factor = static_cast<int>(i);
        indices.push_back({factor, "first_order", found.first_order[i], found.first_order_intervals[i]});
        indices.push_back({factor, "total", found.total[i], found.total_intervals[i]});
    }
    return indices;
}

std::vector<SensitivityIndex> morris_of(const SensitivityDesign& design, const std::vector<double>& outputs,
                                        const BootstrapOptions& options) {
    const auto per_row = static_cast<std::size_t>(design.points_per_row());
    const int factors = static_cast<int>(design.factors.size());
    std::vector<std::vector<double>> effects;
    for (std::size_t begin = 0; begin + per_row <= outputs.size(); begin += per_row) {
        const int row = static_cast<int>(begin / per_row);
        const std::vector<double> of_row = elementary_effects(
            morris_trajectory(factors, factors - 1, design.seed, row), {outputs.data() + begin, per_row});
        bool complete = true;
        for (double effect : of_row) {
            complete = complete && !std::isnan(effect);
        }
        if (complete) {
            effects.push_back(of_row);
        }
    }
    const MorrisIndices found = morris_indices(factors, effects, options);
    std::vector<double> whole = outputs_of_whole_rows(design, outputs);
    const SampleSummary summary = summarise(whole);
    std::vector<SensitivityIndex> indices = {{-1, "mean", summary.mean, {}}, {-1, "sd", summary.sd, {}}};
    for (std::size_t i = 0; i < design.factors.size(); ++i) {
        const auto factor = static_cast<int>(i);
        // Chance has no direction, so its mean effect means nothing.
        const double mu =
            design.factors[i].is_chance() ? std::numeric_limits<double>::quiet_NaN() : found.factors[i].mu;
        indices.push_back({factor, "mu_star", found.factors[i].mu_star, found.mu_star[i]});
        indices.push_back({factor, "mu", mu, {}});
        indices.push_back({factor, "sigma", found.factors[i].sigma, {}});
    }
    return indices;
}

}  // namespace

std::string_view name_of(SensitivityMethod method) {
    return method == SensitivityMethod::morris ? "morris" : "sobol";
}

std::string_view ranking_index(SensitivityMethod method) {
    return method == SensitivityMethod::morris ? "mu_star" : "total";
}

int SensitivityDesign::points_per_row() const {
    const int count = static_cast<int>(factors.size());
    return method == SensitivityMethod::morris ? count + 1 : sobol_points_per_row(count);
}

std::vector<double> SensitivityDesign::coordinates(int point) const {
    const int count = static_cast<int>(factors.size());
    const int row = point / points_per_row();
    const int which = point % points_per_row();
    if (method == SensitivityMethod::sobol) {
        return sobol_point(count, seed, row, which);
    }
    MorrisTrajectory walk = morris_trajectory(count, count - 1, seed, row);
    std::vector<double> at = std::move(walk.points[static_cast<std::size_t>(which)]);
    for (std::size_t i = 0; i < at.size(); ++i) {
        if (!factors[i].is_chance()) {
            at[i] = morris_share_low + (morris_share_high - morris_share_low) * at[i];
        }
    }
    return at;
}

PlannedRun SensitivityDesign::run_at(const Model& model, int point) const {
    const std::vector<double> at = coordinates(point);
    return {values_at(model, factors, at), key_at(seed, at.back())};
}

std::vector<SensitivityIndex> sensitivity_indices(const SensitivityDesign& design,
                                                  const std::vector<double>& outputs) {
    BootstrapOptions options;
    options.key = make_run_key(design.seed, Purpose::bootstrap, 0, 0, 0);
    return design.method == SensitivityMethod::sobol ? sobol_of(design, outputs, options)
                                                     : morris_of(design, outputs, options);
}

int whole_rows(const SensitivityDesign& design, const std::vector<double>& outputs) {
    return static_cast<int>(outputs_of_whole_rows(design, outputs).size() /
                            static_cast<std::size_t>(design.points_per_row()));
}

}  // namespace upsurge
