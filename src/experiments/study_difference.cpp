#include "experiments/study_difference.h"

#include <limits>
#include <vector>

#include "upsurge/result.h"

namespace upsurge {
namespace {

constexpr int difference_resamples = 2000;

SampleSummary summary_of(std::span<const double> values) {
    std::vector<double> copy(values.begin(), values.end());
    return summarise(copy);
}

BootstrapOptions difference_options() {
    BootstrapOptions options;
    // One key for all: equal samples give equal intervals, whatever studies they come from.
    options.key = make_run_key(0, Purpose::bootstrap, 1, 0, 0);
    options.resamples = difference_resamples;
    return options;
}

double mean_of(std::span<const double> values, std::span<const int> picks) {
    double sum = 0;
    for (int pick : picks) {
        sum += values[static_cast<std::size_t>(pick)];
    }
    return sum / static_cast<double>(picks.size());
}

}  // namespace

StudyDifference paired_difference(std::span<const double> a, std::span<const double> b) {
    UPSURGE_CHECK(a.size() == b.size(), "pairs need samples of one size");
    StudyDifference difference;
    difference.a = summary_of(a);
    difference.b = summary_of(b);
    difference.pairs = static_cast<int>(a.size());
    std::vector<double> apart;
    for (std::size_t i = 0; i < a.size(); ++i) {
        apart.push_back(b[i] - a[i]);
        difference.pairs_higher += apart.back() > 0 ? 1 : 0;
        difference.pairs_lower += apart.back() < 0 ? 1 : 0;
    }
    difference.pair_differences = summary_of(apart);
    difference.mean = difference.pair_differences.mean;
    const int sizes[] = {difference.pairs};
    difference.interval =
        bootstrap_intervals(sizes, 1, difference_options(),
                            [&](const std::vector<std::span<const int>>& picks, std::span<double> values) {
                                values[0] = mean_of(apart, picks[0]);
                            })
            .front();
    return difference;
}

StudyDifference unpaired_difference(std::span<const double> a, std::span<const double> b) {
    StudyDifference difference;
    difference.a = summary_of(a);
    difference.b = summary_of(b);
    difference.mean = difference.b.mean - difference.a.mean;
    difference.pair_differences = summary_of({});
    const int sizes[] = {static_cast<int>(a.size()), static_cast<int>(b.size())};
    difference.interval =
        bootstrap_intervals(sizes, 1, difference_options(),
                            [&](const std::vector<std::span<const int>>& picks, std::span<double> values) {
                                values[0] = mean_of(b, picks[1]) - mean_of(a, picks[0]);
                            })
            .front();
    return difference;
}

const char* direction_words(const StudyDifference& difference) {
    if (difference.pairs > 0 && difference.pairs_higher == 0 && difference.pairs_lower == 0) {
        return "no difference in any pair";
    }
    if (!difference.direction_known()) {
        return "cannot tell the direction";
    }
    return difference.interval.low > 0 ? "higher" : "lower";
}

}  // namespace upsurge
