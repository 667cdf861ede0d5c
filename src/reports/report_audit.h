/// Which reports decide between explanations: plain functions of values and weights.
#pragma once

#include <span>
#include <vector>

namespace upsurge {

/// Mean of values under weights, which need not sum to one. Sums in the order given.
double weighted_mean(std::span<const double> values, std::span<const double> weights);

/// log of the chance of a report given the others, from draws that have NOT seen it: log mean exp(factor).
/// @param log_factors  [draws] log L of the report, -infinity allowed
/// @param weights      [draws] >= 0, not all 0
double log_chance_ahead(std::span<const double> log_factors, std::span<const double> weights);

/// The same from draws that HAVE seen it: -log mean exp(-factor). Finite because a background keeps every
/// factor above zero; `effective` says how many draws carry it.
struct LeftOut {
    double log_chance = 0;
    double effective = 0;  ///< effective number of draws after the report is taken out again
};
LeftOut log_chance_left_out(std::span<const double> log_factors, std::span<const double> weights);

/// A report's weight of evidence for the first explanation against the second.
struct ReportVerdict {
    int report = 0;
    double log_chance_first = 0;  ///< log p(report | all others, first)
    double log_chance_second = 0;
    double log_factor = 0;  ///< difference; > 0 speaks for the first
    double effective = 0;   ///< the smaller of both effective numbers
};

/// Draws of one explanation that have seen all reports.
struct WeightedFactors {
    std::span<const double> weights;      ///< [draws]
    std::span<const double> log_factors;  ///< [reports x draws], report by report
};

/// One verdict per report, the most decisive first (by size of log_factor, ties in report order).
std::vector<ReportVerdict> leave_one_out(const WeightedFactors& first, const WeightedFactors& second,
                                         int reports);

}  // namespace upsurge
