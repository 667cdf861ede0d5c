#include "inference/filter_diagnosis.h"

#include <cstdio>

#include "inference/evidence.h"
#include "upsurge/result.h"

namespace upsurge {

FilterDiagnosis diagnose_filter(std::span<const double> log_likelihoods, double limit) {
    UPSURGE_CHECK(log_likelihoods.size() >= 2, "a variance needs two estimates");
    const ReplicateSummary summary = summarise_replicates(log_likelihoods);
    FilterDiagnosis found;
    found.estimates = summary.count;
    found.collapsed = summary.zeros;
    found.mean = summary.mean;
    found.variance = summary.standard_deviation * summary.standard_deviation;
    found.limit = limit;
    if (summary.broken > 0) {
        found.verdict = FilterVerdict::broken;
    } else if (summary.zeros > 0) {
        found.verdict = FilterVerdict::collapsed;
    } else if (found.variance > limit) {
        found.verdict = FilterVerdict::noisy;
    }
    return found;
}

std::string FilterDiagnosis::sentence() const {
    char text[240];
    switch (verdict) {
        case FilterVerdict::usable:
            std::snprintf(text, sizeof text,
                          "usable: variance of the log likelihood %.2f over %d estimates, limit %.2f",
                          variance, estimates, limit);
            break;
        case FilterVerdict::noisy:
            std::snprintf(
                text, sizeof text,
                "too noisy: variance of the log likelihood %.2f over %d estimates, limit %.2f; take more "
                "particles, or guide them to the sharp data",
                variance, estimates, limit);
            break;
        case FilterVerdict::collapsed:
            std::snprintf(
                text, sizeof text,
                "collapsed: in %d of %d estimates no particle explains the data; take more particles, or ask "
                "whether a datum is impossible under the model",
                collapsed, estimates);
            break;
        case FilterVerdict::broken:
            std::snprintf(
                text, sizeof text,
                "broken: some of %d estimates are no numbers; a log weight of the model is not a number or "
                "infinite",
                estimates);
            break;
    }
    return text;
}

}  // namespace upsurge
