/// The draws of a fit at another resolution: weighed anew by what the reports say of them there.
///
/// A fit is made at coarse, a page may want standard. Each draw's likelihood is estimated at the other
/// resolution and its weight becomes exp(log likelihood there - log likelihood where it was fitted). The
/// effective sample size says how much of the posterior is left: where it is near one, the two resolutions
/// disagree on where the parameters lie, and the coarse fit says little about the other resolution.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fitting/read_fit.h"

namespace upsurge {

struct ReweightedDraw {
    std::string hypothesis;
    std::size_t draw = 0;  ///< in the fit's table
    double log_likelihood_before = 0;
    double log_likelihood = 0;  ///< there
    double weight = 0;          ///< of the draws of its hypothesis; sum 1
};

struct ReweightOptions {
    std::string resolution = "standard";
    int draws = 16;  ///< of each explanation, in proportion to the fit's weights
    int particles = 4;
    int threads = 0;
};

struct Reweighted {
    std::vector<ReweightedDraw> draws;
    /// [explanation with draws] effective sample size of its draws there.
    std::vector<std::pair<std::string, double>> effective;
};

/// @param there  the fit read at the other resolution: its models are those, its draws the fit's
/// @param done   called with how many of how many draws are done; may be empty
Reweighted reweighted(const ReadFit& there, const ReweightOptions& options,
                      const std::function<void(int, int)>& done = {});

/// reweighted-RESOLUTION.csv and back: the name, the text, and a fit with its weights in place of its own. A
/// draw without a row has weight 0.
std::string reweighted_name(std::string_view resolution);
std::string reweighted_text(const Reweighted& reweighted);
Result<void> take_weights(const std::filesystem::path& table, ReadFit& fit);

}  // namespace upsurge
