/// Sums of weights in a fixed order, effective sample size, and systematic resampling.
///
/// The order of every sum depends on the number of terms alone, so results have the same bits for any
/// threads, compilers and vector widths.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numbers/arrays.h"

namespace upsurge {

/// Eight running sums over every eighth term, added in pairs, then the rest term by term.
double ordered_sum(std::span<const double> terms);
double ordered_sum_of_squares(std::span<const double> terms);

/// Weights exp(log weight - largest), and what is known of them.
struct WeightSum {
    double log_sum;  ///< log of the sum of exp(log weight); -infinity if all are zero, NaN if one is
    double sum;      ///< of the scaled weights
    double effective_sample_size;  ///< (sum of weights)^2 / sum of squares; 0 if all are zero
};

/// Writes exp(log_weights[i] - largest) to scaled[i]. Log weights of -infinity are zero weights; all zero
/// gives zeros.
WeightSum scale_weights(std::span<const double> log_weights, std::span<double> scaled,
                        const ArrayFunctions& arrays);

/// log of the sum of exp(terms[i]); -infinity for none or all -infinity.
double log_sum_exp(std::span<const double> terms);

/// Systematic resampling: ancestors[i] is the slot that slot i continues. Slot j is continued n w_j / sum
/// times in mean, never differing from that by one or more, and not at all if w_j = 0.
///
/// A slot that is continued at all continues itself, so that only slots that die have to be overwritten:
/// state[i] = state[ancestors[i]] where ancestors[i] != i, in any order, in place.
/// @param weights    [n] >= 0, not all 0
/// @param sum        ordered_sum of the weights
/// @param u          one uniform in (0, 1)
/// @param ancestors  [n] overwritten
/// Source: Kitagawa (1996), doi:10.1080/10618600.1996.10474692.
void systematic_ancestors(std::span<const double> weights, double sum, double u,
                          std::span<std::uint32_t> ancestors);

/// The slot in which a share u of the sum of the weights is reached: a draw in proportion to the weights.
std::uint32_t slot_at(std::span<const double> weights, double sum, double u);

}  // namespace upsurge
