/// Prior distributions of parameters, written as a family with its numbers: "log_uniform(0.02, 1)".
#pragma once

#include <string>
#include <string_view>

#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

/// A distribution over the reals.
///
///   fixed(value)             always this value
///   uniform(low, high)       low < high
///   log_uniform(low, high)   0 < low < high; the logarithm is uniform
///   normal(mean, sd)         sd > 0
///   half_normal(scale)       |normal(0, scale)|, scale > 0
///   log_normal(median, log_sd)  median > 0; the logarithm is normal(log median, log_sd)
///   beta(a, b)               a, b > 0
///   gamma(shape, scale)      both > 0, mean shape * scale
struct Prior {
    enum class Family { fixed, uniform, log_uniform, normal, half_normal, log_normal, beta, gamma };

    Family family = Family::fixed;
    double a = 0.0;  ///< first number
    double b = 0.0;  ///< second number; 0 where the family has one

    double sample(Draws& draws) const;
    /// -infinity outside the support. A fixed prior has 0 at its value.
    double log_density(double x) const;
    double support_low() const;
    double support_high() const;
    /// The value below which a share p of the distribution lies, 0 <= p <= 1. By formula, or for beta and
    /// gamma by bisection on the distribution function.
    double quantile(double p) const;
    /// Share of the distribution at or below x.
    double cdf(double x) const;

    friend bool operator==(const Prior&, const Prior&) = default;
};

/// Reads a prior. The problem lists the families and an example, or says which number is out of range.
Result<Prior> parse_prior(std::string_view text);
/// The text that parse_prior reads back to the same prior, with the fewest digits that do.
std::string to_string(const Prior& prior);

/// Regularised incomplete gamma P(shape, x): the share of a gamma(shape, 1) distribution below x.
double gamma_cdf(double x, double shape);
/// Regularised incomplete beta: the share of a beta(a, b) distribution below x.
double beta_cdf(double x, double a, double b);

}  // namespace upsurge
