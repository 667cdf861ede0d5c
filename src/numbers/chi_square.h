/// Chi-square tests of counts against exact laws; used by tests only.
///
/// A law on whole numbers is given by the ratios of neighbouring masses, walked outwards from the mode in
/// long double and normalised by their sum, so the reference shares no formula with the samplers.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "numbers/prior.h"

namespace upsurge {

/// Chance of a chi-square statistic at least this large, from the regularised incomplete gamma function.
inline double chi_square_tail(double statistic, double degrees_of_freedom) {
    return 1.0 - gamma_cdf(0.5 * statistic, 0.5 * degrees_of_freedom);
}

/// Pearson's test of observed counts against probabilities. Bins expecting fewer than 10 are merged with
/// their neighbours to the right, the remainder with the last bin.
inline double chi_square_p_value(std::span<const std::int64_t> observed,
                                 std::span<const double> probability) {
    double draws = 0.0;
    for (const std::int64_t count : observed) {
        draws += static_cast<double>(count);
    }
    std::vector<double> seen;
    std::vector<double> expected;
    double open_seen = 0.0;
    double open_expected = 0.0;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        open_seen += static_cast<double>(observed[i]);
        open_expected += draws * probability[i];
        if (open_expected >= 10.0) {
            seen.push_back(open_seen);
            expected.push_back(open_expected);
            open_seen = open_expected = 0.0;
        }
    }
    if (expected.empty()) {
        return 1.0;
    }
    seen.back() += open_seen;
    expected.back() += open_expected;
    double statistic = 0.0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        statistic += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
    }
    return seen.size() < 2 ? 1.0 : chi_square_tail(statistic, static_cast<double>(seen.size() - 1));
}

/// Masses of a law around its mode.
struct ExactLaw {
    std::int64_t first = 0;         ///< the value that mass[0] belongs to
    std::vector<long double> mass;  ///< sums to 1; values left out have mass below 1e-30 of the mode's
};

/// @param step_up  step_up(k) = mass(k + 1) / mass(k)
template <class StepUp>
ExactLaw exact_law(std::int64_t low, std::int64_t mode, std::int64_t high, StepUp step_up) {
    std::vector<long double> below;
    long double mass = 1.0L;
    for (std::int64_t k = mode; k > low && mass > 1e-30L; --k) {
        mass /= step_up(k - 1);
        below.push_back(mass);
    }
    ExactLaw law;
    law.first = mode - static_cast<std::int64_t>(below.size());
    law.mass.assign(below.rbegin(), below.rend());
    law.mass.push_back(1.0L);
    mass = 1.0L;
    for (std::int64_t k = mode; k < high && mass > 1e-30L; ++k) {
        mass *= step_up(k);
        law.mass.push_back(mass);
    }
    long double sum = 0.0L;
    for (const long double m : law.mass) {
        sum += m;
    }
    for (long double& m : law.mass) {
        m /= sum;
    }
    return law;
}

/// Draws `count` values and tests them against the law, in at most about 100 bins of equal chance (one bin
/// a value where the law is narrow). A value outside the law gives 0.
template <class Sample>
double law_p_value(const ExactLaw& law, std::int64_t count, Sample sample) {
    const std::size_t values = law.mass.size();
    std::vector<std::size_t> bin_of(values);
    std::vector<double> probability;
    long double open = 0.0L;
    for (std::size_t i = 0; i < values; ++i) {
        bin_of[i] = probability.size();
        open += law.mass[i];
        if (values <= 100 || open >= 0.01L || i + 1 == values) {
            probability.push_back(static_cast<double>(open));
            open = 0.0L;
        }
    }
    std::vector<std::int64_t> observed(probability.size(), 0);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t offset = sample(i) - law.first;
        if (offset < 0 || offset >= static_cast<std::int64_t>(values)) {
            return 0.0;
        }
        ++observed[bin_of[static_cast<std::size_t>(offset)]];
    }
    return chi_square_p_value(observed, probability);
}

}  // namespace upsurge
