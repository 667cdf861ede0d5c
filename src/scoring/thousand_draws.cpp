#include "scoring/thousand_draws.h"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>

namespace upsurge {

Result<std::vector<std::uint32_t>> thousand_draws(std::span<const double> weights) {
    Problems problems;
    double total = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] >= 0.0) || !std::isfinite(weights[i])) {
            Problem problem;
            problem.what = fmt::format("the weight of draw {} is {}", i, weights[i]);
            problem.expected = "a finite number, at least 0";
            problems.push_back(std::move(problem));
        } else {
            total += weights[i];
        }
    }
    if (problems.empty() && !(total > 0.0 && std::isfinite(total))) {
        return failure(weights.empty()
                           ? "no draws to take a thousand from"
                           : fmt::format("the weights of {} draws sum to {}", weights.size(), total),
                       "weights need a positive finite sum");
    }
    if (!problems.empty()) {
        return tl::unexpected<Problems>(std::move(problems));
    }
    std::vector<std::uint32_t> taken;
    taken.reserve(exported_draws);
    double cumulative = 0.0;
    std::size_t last = 0;
    for (std::size_t draw = 0; draw < weights.size(); ++draw) {
        cumulative += weights[draw];
        last = weights[draw] > 0.0 ? draw : last;
        while (taken.size() < exported_draws &&
               (static_cast<double>(taken.size()) + 0.5) * total < cumulative * exported_draws) {
            taken.push_back(static_cast<std::uint32_t>(draw));
        }
    }
    // Rounding of the last sums must not leave one out.
    while (taken.size() < exported_draws) {
        taken.push_back(static_cast<std::uint32_t>(last));
    }
    return taken;
}

}  // namespace upsurge
