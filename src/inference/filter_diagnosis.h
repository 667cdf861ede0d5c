/// Whether a particle filter is good enough to fit with: from repeated estimates at the same values.
#pragma once

#include <span>
#include <string>

namespace upsurge {

enum class FilterVerdict {
    usable,
    noisy,      ///< the variance of log likelihood is above the limit: more particles, or a guide
    collapsed,  ///< some estimates are zero: no particle explains the data
    broken,     ///< some estimates are no numbers
};

struct FilterDiagnosis {
    FilterVerdict verdict = FilterVerdict::usable;
    int estimates = 0;
    int collapsed = 0;    ///< estimates that are zero
    double mean = 0;      ///< of the log likelihoods that are not -infinity
    double variance = 0;  ///< of the same; its own relative standard error is about sqrt(2 / (estimates - 1))
    double limit = 0;
    std::string sentence() const;  ///< what was found and what to do
};

/// Variance of log likelihood up to which pseudo-marginal moves still are accepted often enough (Pitt, Silva,
/// Giordani and Kohn 2012, doi:10.1016/j.jeconom.2012.06.004; Doucet, Pitt, Deligiannidis and Kohn 2015,
/// doi:10.1093/biomet/asu075: best near 1, little lost up to 3).
constexpr double usable_variance = 2.0;

/// @param log_likelihoods  at least 2 estimates by independent evaluations at the same values
FilterDiagnosis diagnose_filter(std::span<const double> log_likelihoods, double limit = usable_variance);

/// The same from pairs of estimates: values 2 k and 2 k + 1 by independent evaluations at the same point,
/// each pair at another. The variance is pooled over the pairs.
/// @param log_likelihoods  a positive even number of estimates
FilterDiagnosis diagnose_pairs(std::span<const double> log_likelihoods, double limit = usable_variance);

}  // namespace upsurge
