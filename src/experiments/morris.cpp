#include "experiments/morris.h"

#include <cmath>
#include <limits>
#include <utility>

namespace upsurge {
namespace {

constexpr std::uint64_t morris_evaluation = 2;  // apart from the points of sobol.cpp and the runs' keys

double level(std::uint64_t ordinal) {
    return static_cast<double>(ordinal) / static_cast<double>(morris_levels - 1);
}

}  // namespace

MorrisTrajectory morris_trajectory(int factors, int chance_factor, std::uint64_t seed, int ordinal) {
    const RunKey key =
        make_run_key(seed, Purpose::sensitivity, morris_evaluation, static_cast<std::uint64_t>(ordinal), 0);
    MorrisTrajectory trajectory;
    std::vector<double> start;
    std::vector<double> end;
    for (int factor = 0; factor < factors; ++factor) {
        Address address;
        address.item = static_cast<std::uint32_t>(factor);
        Draws draws(key, address);
        if (factor == chance_factor) {
            start.push_back(draws.uniform());
            end.push_back(draws.uniform());
            continue;
        }
        const std::uint32_t bits = draws.bits32();
        const double low = level(bits & 1U);
        const double high = level((bits & 1U) + morris_levels / 2);
        const bool upwards = (bits & 2U) != 0;
        start.push_back(upwards ? low : high);
        end.push_back(upwards ? high : low);
    }
    for (int factor = 0; factor < factors; ++factor) {
        trajectory.moved.push_back(factor);
    }
    Address address;
    address.row = 1;
    Draws draws(key, address);
    for (std::size_t left = trajectory.moved.size(); left > 1; --left) {
        const auto pick = static_cast<std::size_t>((draws.bits32() * std::uint64_t{left}) >> 32);
        std::swap(trajectory.moved[left - 1], trajectory.moved[pick]);
    }
    trajectory.points.push_back(start);
    for (int factor : trajectory.moved) {
        const auto at = static_cast<std::size_t>(factor);
        std::vector<double> next = trajectory.points.back();
        next[at] = end[at];
        trajectory.points.push_back(std::move(next));
        trajectory.moved_by.push_back(factor == chance_factor ? 1.0
                                      : end[at] > start[at]   ? morris_step
                                                              : -morris_step);
    }
    return trajectory;
}

std::vector<double> elementary_effects(const MorrisTrajectory& trajectory, std::span<const double> outputs) {
    std::vector<double> effects(trajectory.moved.size());
    for (std::size_t step = 0; step < trajectory.moved.size(); ++step) {
        effects[static_cast<std::size_t>(trajectory.moved[step])] =
            (outputs[step + 1] - outputs[step]) / trajectory.moved_by[step];
    }
    return effects;
}

EffectSummary summarise_effects(std::span<const double> effects) {
    if (effects.empty()) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none, none};
    }
    EffectSummary summary;
    const double count = static_cast<double>(effects.size());
    for (double effect : effects) {
        summary.mu += effect / count;
        summary.mu_star += std::fabs(effect) / count;
    }
    double squares = 0;
    for (double effect : effects) {
        squares += (effect - summary.mu) * (effect - summary.mu);
    }
    summary.sigma = effects.size() < 2 ? 0.0 : std::sqrt(squares / (count - 1.0));
    return summary;
}

MorrisIndices morris_indices(int factors, const std::vector<std::vector<double>>& effects,
                             const BootstrapOptions& options) {
    MorrisIndices indices;
    std::vector<double> of_factor(effects.size());
    for (int factor = 0; factor < factors; ++factor) {
        for (std::size_t walk = 0; walk < effects.size(); ++walk) {
            of_factor[walk] = effects[walk][static_cast<std::size_t>(factor)];
        }
        indices.factors.push_back(summarise_effects(of_factor));
    }
    const int walks[] = {static_cast<int>(effects.size())};
    indices.mu_star =
        bootstrap_intervals(walks, factors, options,
                            [&](const std::vector<std::span<const int>>& picks, std::span<double> values) {
                                for (std::size_t factor = 0; factor < values.size(); ++factor) {
                                    double sum = 0;
                                    for (int walk : picks.front()) {
                                        sum += std::fabs(effects[static_cast<std::size_t>(walk)][factor]);
                                    }
                                    values[factor] = sum / static_cast<double>(picks.front().size());
                                }
                            });
    return indices;
}

}  // namespace upsurge
