/// The simplex search of Nelder and Mead (1965), doi:10.1093/comjnl/7.4.308: finds a maximum of a function
/// of a few variables from its values alone. The same bits everywhere if the function gives them.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace upsurge {

struct NelderMeadOptions {
    double first_step = 0.5;     ///< edge of the first simplex, in every variable
    double tolerance = 1e-10;    ///< stops when no corner is lower than the best by more, and all lie within
    double spread = 1e-5;        ///< this of it in every variable
    int evaluations_max = 4000;  ///< of one search
    int restarts = 2;            ///< searches again from where the last ended, with a fresh simplex
};

struct NelderMeadResult {
    std::vector<double> point;  ///< [variables] the best point seen
    double value = 0;           ///< of the function there
    int evaluations = 0;        ///< in all
    bool converged = false;     ///< whether the last search met its tolerance
};

/// Maximises `function` from `start`. A value of NaN counts as -infinity, which is how a function refuses a
/// point; the start must not be refused.
NelderMeadResult maximise(const std::function<double(std::span<const double>)>& function,
                          std::span<const double> start, const NelderMeadOptions& options = {});

}  // namespace upsurge
