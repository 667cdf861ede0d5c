/// Do two programs give the same distribution of outcomes? Asked before either is timed.
#pragma once

#include <string>
#include <vector>

#include "agreement/two_sample.h"
#include "run_record.h"

namespace upsurge::bench {

/// Chance that two programs of one law are told apart, had their seeds been free.
inline constexpr double false_alarm_rate = 0.01;

struct LawComparison {
    std::size_t runs = 0;     ///< of each program
    std::size_t numbers = 0;  ///< compared numbers of a run
    std::size_t tests = 0;
    double smallest_p = 1;                ///< times the number of tests, at most 1
    std::string smallest_name;            ///< and what it is about
    std::vector<NamedPValue> rejections;  ///< Holm at false_alarm_rate

    bool same_law() const { return tests > 0 && rejections.empty(); }
};

/// Means, ranks, spreads and whole distributions of every number of samples_of, over the first runs of each
/// so that there are as many of both. A number that takes its commonest value in all but a few runs is left
/// out; one that is fixed in both and differs is rejected.
LawComparison compare_laws(const std::vector<NamedSample>& ours, const std::vector<NamedSample>& theirs);

}  // namespace upsurge::bench
