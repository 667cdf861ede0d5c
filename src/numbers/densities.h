/// Natural logarithms of densities and of probability masses.
///
/// Outside the support the answer is -infinity. Parameters out of range give NaN or -infinity, never a
/// crash: ranges are checked where parameters are read. Masses keep about 14 digits for counts up to 2^53,
/// because they are built from deviances (Loader 2000, "Fast and accurate computation of binomial
/// probabilities") and not from differences of large log-gammas.
#pragma once

#include <cstdint>

namespace upsurge {

/// log(n!) - ((n + 1/2) log n - n + log(2 pi)/2) for whole n >= 1.
double stirling_error(double n);
/// x log(x / mean) + mean - x for x >= 0, mean > 0: accurate when x is close to the mean.
double deviance_of(double x, double mean);

double normal_log_density(double x, double mean, double standard_deviation);
double log_normal_log_density(double x, double log_mean, double log_standard_deviation);
double half_normal_log_density(double x, double scale);
double uniform_log_density(double x, double low, double high);
double log_uniform_log_density(double x, double low, double high);
double beta_log_density(double x, double a, double b);
/// Gamma with mean shape * scale.
double gamma_log_density(double x, double shape, double scale);

double binomial_log_mass(std::int64_t count, std::int64_t trials, double probability);
double poisson_log_mass(std::int64_t count, double mean);
/// Variance mean + mean^2 / size; size = infinity is the Poisson distribution.
double negative_binomial_log_mass(std::int64_t count, double mean, double size);
/// Marked items among `taken` drawn without replacement from `good` marked and `bad` unmarked ones.
double hypergeometric_log_mass(std::int64_t count, std::int64_t good, std::int64_t bad, std::int64_t taken);

}  // namespace upsurge
