/// Dull rivals of the explanations: rules of thumb without reasons, under the same law of reports.
///
/// If none of the explanations beats them, all explanations are poor. Each forecasts the number of every
/// report, in order of publication, from the reports published before it, and learns of sources as a fit
/// does; so the sum of the logs is an evidence like the others (prequential: Dawid 1984,
/// doi:10.2307/2981683). Where the observable is no count, every rival knows nothing.
#pragma once

#include <string>
#include <vector>

#include "fitting/read_fit.h"

namespace upsurge {

struct DullRival {
    std::string name;  ///< no knowledge; persistence; negative binomial autoregression
    double log_evidence = 0;
};

std::vector<DullRival> dull_rivals(const ReadFit& fit);

}  // namespace upsurge
