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

FilterDiagnosis diagnose_pairs(std::span<const double> log_likelihoods, double limit) {
    UPSURGE_CHECK(!log_likelihoods.empty() && log_likelihoods.size() % 2 == 0, "pairs come in twos");
    FilterDiagnosis found = diagnose_filter(log_likelihoods, limit);
    double squares = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < log_likelihoods.size(); i += 2) {
        const double difference = log_likelihoods[i] - log_likelihoods[i + 1];
        if (difference - difference == 0.0) {
            squares += 0.5 * difference * difference;
            ++pairs;
        }
    }
    found.variance = pairs > 0 ? squares / pairs : 0.0;
    if (found.verdict == FilterVerdict::usable || found.verdict == FilterVerdict::noisy) {
        found.verdict = found.variance > limit ? FilterVerdict::noisy : FilterVerdict::usable;
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
