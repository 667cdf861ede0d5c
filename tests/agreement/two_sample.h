/// Do two samples come from the same law? Tests that stay honest for counts with many ties.
#pragma once

#include <string>
#include <vector>

namespace upsurge {

/// Two-sided p-value of the difference of means, by the normal approximation to the permutation law
/// (pooled variance). Good when the samples are of equal size or the values not too skewed.
double mean_p_value(const std::vector<double>& a, const std::vector<double>& b);

/// Two-sided p-value of the Wilcoxon-Mann-Whitney rank sum with the variance corrected for ties.
double rank_sum_p_value(const std::vector<double>& a, const std::vector<double>& b);

/// The rank sum of the distances to the pooled median: a test of spread. Valid with ties, because under
/// the null the distances are exchangeable too.
double spread_p_value(const std::vector<double>& a, const std::vector<double>& b);

/// Kolmogorov and Smirnov's test with the limit law for continuous values; with ties it rejects too
/// rarely, never too often.
double kolmogorov_smirnov_p_value(const std::vector<double>& a, const std::vector<double>& b);

/// Pearson's goodness of fit with four classes (3 degrees of freedom).
/// @param counts         [4]
/// @param probabilities  [4] sum to 1
double chi_square_p_value(const std::vector<double>& counts, const std::vector<double>& probabilities);

/// One p-value and what it is about.
struct NamedPValue {
    std::string name;
    double p = 1;
};

/// Holm's (1979) step-down procedure: the hypotheses rejected when at most a share `level` of families of
/// true hypotheses may see any rejection, whatever the dependence between them. Smallest p first.
std::vector<NamedPValue> holm_rejections(std::vector<NamedPValue> tests, double level);

}  // namespace upsurge
