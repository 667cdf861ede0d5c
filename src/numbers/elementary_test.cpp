#include "numbers/elementary.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <vector>

namespace upsurge {
namespace {

constexpr double inf = elementary::infinity;
constexpr double nan = elementary::quiet_nan;
constexpr double least = 5e-324;
constexpr double huge = 1.7976931348623157e308;

/// Distance of y from the true value in units in its last place (the subnormal spacing below 2^-1022).
long double ulps(double y, long double truth) {
    if (!std::isfinite(static_cast<double>(truth))) {
        return y == static_cast<double>(truth) ? 0.0L : 1e30L;
    }
    int exponent = 0;
    std::frexp(truth, &exponent);
    const long double error = std::fabs(y - truth) / std::ldexp(1.0L, std::max(exponent, -1021) - 53);
    return error == error ? error : 1e30L;
}

struct Range {
    double low;
    double high;
    bool logarithmic = false;
};

/// Largest error over dense grids; the reference is the C library in long double (64-bit mantissa).
template <class Function, class Reference>
double worst_ulps(Function f, Reference reference, const std::vector<Range>& ranges) {
    long double worst = 0.0L;
    for (const Range& range : ranges) {
        const int steps = 200000;
        for (int i = 0; i <= steps; ++i) {
            const long double share = (i + 0.3819660113L) / (steps + 1);
            const long double low = range.low;
            const long double high = range.high;
            const double x =
                static_cast<double>(range.logarithmic ? std::exp(std::log(low) + share * std::log(high / low))
                                                      : low + share * (high - low));
            worst = std::max(worst, ulps(f(x), reference(static_cast<long double>(x))));
        }
    }
    return static_cast<double>(worst);
}

void expect_canonical_nan(double y) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(y), std::bit_cast<std::uint64_t>(nan));
}

long double normal_cdf_reference(long double x) {
    return std::erfc(-x / std::sqrt(2.0L)) / 2.0L;
}
long double normal_pdf_reference(long double x) {
    return std::exp(-x * x / 2.0L) / std::sqrt(2.0L * 3.14159265358979323846264338328L);
}

TEST(Elementary, exp_is_within_one_ulp) {
    const auto reference = [](long double x) { return std::exp(x); };
    EXPECT_LT(worst_ulps([](double x) { return exp_of(x); }, reference,
                         {{-745.1, 709.78}, {-1, 1}, {-40, 0}, {1e-20, 1, true}, {-745.1, -708}}),
              0.95);
    EXPECT_EQ(exp_of(0.0), 1.0);
    EXPECT_EQ(exp_of(-0.0), 1.0);
    EXPECT_EQ(exp_of(inf), inf);
    EXPECT_EQ(exp_of(-inf), 0.0);
    EXPECT_EQ(exp_of(huge), inf);
    EXPECT_EQ(exp_of(-huge), 0.0);
    EXPECT_EQ(exp_of(709.79), inf);
    EXPECT_EQ(exp_of(-745.14), 0.0);
    EXPECT_EQ(exp_of(-745.13), least);
    EXPECT_EQ(exp_of(least), 1.0);
    expect_canonical_nan(exp_of(nan));
    expect_canonical_nan(exp_of(-nan));
}

TEST(Elementary, log_is_within_one_ulp) {
    const auto reference = [](long double x) { return std::log(x); };
    EXPECT_LT(worst_ulps([](double x) { return log_of(x); }, reference,
                         {{least, huge, true}, {0.5, 2}, {0.999, 1.001}, {least, 0x1p-1022, true}, {1, 1e6}}),
              0.9);
    EXPECT_EQ(log_of(1.0), 0.0);
    EXPECT_EQ(log_of(0.0), -inf);
    EXPECT_EQ(log_of(-0.0), -inf);
    EXPECT_EQ(log_of(inf), inf);
    EXPECT_LT(ulps(log_of(least), std::log(static_cast<long double>(least))), 0.9L);
    EXPECT_LT(ulps(log_of(huge), std::log(static_cast<long double>(huge))), 0.9L);
    expect_canonical_nan(log_of(-1.0));
    expect_canonical_nan(log_of(-least));
    expect_canonical_nan(log_of(-inf));
    expect_canonical_nan(log_of(nan));
}

TEST(Elementary, log1p_is_within_one_ulp) {
    const auto reference = [](long double x) { return std::log1p(x); };
    EXPECT_LT(worst_ulps([](double x) { return log1p_of(x); }, reference,
                         {{-0.999999, 3}, {1e-320, 1e300, true}, {-1e-3, 1e-3}, {-0.5, 0.5}}),
              0.9);
    for (const double x : {1e-320, 1e-17, 0x1p-54, 0x1p-53, 1e-10}) {
        EXPECT_LT(ulps(log1p_of(-x), std::log1p(-static_cast<long double>(x))), 0.9L) << x;
    }
    EXPECT_EQ(log1p_of(0.0), 0.0);
    EXPECT_TRUE(std::signbit(log1p_of(-0.0)));
    EXPECT_EQ(log1p_of(-1.0), -inf);
    EXPECT_EQ(log1p_of(inf), inf);
    EXPECT_LT(ulps(log1p_of(huge), std::log(static_cast<long double>(huge))), 0.9L);
    expect_canonical_nan(log1p_of(-1.0000001));
    expect_canonical_nan(log1p_of(-inf));
    expect_canonical_nan(log1p_of(nan));
}

TEST(Elementary, expm1_is_within_two_ulp) {
    const auto reference = [](long double x) { return std::expm1(x); };
    EXPECT_LT(worst_ulps([](double x) { return expm1_of(x); }, reference,
                         {{-60, 709.78}, {-2, 2}, {-0.01, 0.01}, {1e-320, 1, true}, {700, 709.78}}),
              1.75);
    EXPECT_EQ(expm1_of(0.0), 0.0);
    EXPECT_TRUE(std::signbit(expm1_of(-0.0)));
    EXPECT_EQ(expm1_of(inf), inf);
    EXPECT_EQ(expm1_of(709.79), inf);
    EXPECT_EQ(expm1_of(-inf), -1.0);
    EXPECT_EQ(expm1_of(-1000.0), -1.0);
    EXPECT_EQ(expm1_of(least), least);
    expect_canonical_nan(expm1_of(nan));
}

TEST(Elementary, logistic_is_within_three_ulp) {
    const auto reference = [](long double x) { return 1.0L / (1.0L + std::exp(-x)); };
    EXPECT_LT(worst_ulps([](double x) { return logistic(x); }, reference, {{-708, 50}, {-5, 5}, {-40, 0}}),
              2.5);
    EXPECT_EQ(logistic(0.0), 0.5);
    EXPECT_EQ(logistic(inf), 1.0);
    EXPECT_EQ(logistic(-inf), 0.0);
    expect_canonical_nan(logistic(nan));
}

TEST(Elementary, normal_density_is_within_three_ulp) {
    EXPECT_LT(worst_ulps([](double x) { return normal_pdf(x); }, normal_pdf_reference, {{-38, 38}, {-3, 3}}),
              3.1);
    EXPECT_EQ(normal_pdf(inf), 0.0);
    EXPECT_EQ(normal_pdf(-inf), 0.0);
    expect_canonical_nan(normal_pdf(nan));
}

TEST(Elementary, normal_distribution_function_is_within_five_ulp) {
    EXPECT_LT(worst_ulps([](double x) { return normal_cdf(x); }, normal_cdf_reference,
                         {{-38.4, 9}, {-3, 3}, {-0.1, 0.1}, {1e-18, 1, true}}),
              4.6);
    EXPECT_EQ(normal_cdf(0.0), 0.5);
    EXPECT_EQ(normal_cdf(inf), 1.0);
    EXPECT_EQ(normal_cdf(-inf), 0.0);
    expect_canonical_nan(normal_cdf(nan));
}

TEST(Elementary, normal_quantile_is_within_six_ulp) {
    // The truth by two Newton steps in long double from our answer, on the side that loses nothing.
    const auto reference = [](long double p) {
        long double x = normal_quantile(static_cast<double>(p));
        for (int i = 0; i < 2; ++i) {
            const long double miss =
                std::fabs(p - 0.5L) < 0.4L
                    ? std::erf(x / std::sqrt(2.0L)) / 2.0L - (p - 0.5L)
                    : (p < 0.5L ? normal_cdf_reference(x) - p : (1.0L - p) - normal_cdf_reference(-x));
            x -= miss / normal_pdf_reference(x);
        }
        return x;
    };
    EXPECT_LT(worst_ulps([](double p) { return normal_quantile(p); }, reference,
                         {{0.0001, 0.9999},
                          {0.07, 0.08},
                          {0.49, 0.51},
                          {1e-13, 1e-9, true},
                          {1e-300, 0.1, true},
                          {0.99, 0.999999999}}),
              5.8);
    EXPECT_EQ(normal_quantile(0.5), 0.0);
    EXPECT_EQ(normal_quantile(0.0), -inf);
    EXPECT_EQ(normal_quantile(1.0), inf);
    EXPECT_LT(ulps(normal_quantile(least), -38.467405617144346L), 4.0L);
    expect_canonical_nan(normal_quantile(-0.1));
    expect_canonical_nan(normal_quantile(1.1));
    expect_canonical_nan(normal_quantile(nan));
}

TEST(Elementary, lgamma_is_within_five_ulp) {
    const auto reference = [](long double x) { return std::lgamma(x); };
    EXPECT_LT(worst_ulps(
                  [](double x) { return lgamma_of(x); }, reference,
                  {{1e-300, 1e300, true}, {0.001, 10}, {0.999, 1.001}, {1.999, 2.001}, {7.9, 8.1}, {8, 1e4}}),
              5.0);
    EXPECT_EQ(lgamma_of(1.0), 0.0);
    EXPECT_EQ(lgamma_of(2.0), 0.0);
    EXPECT_EQ(lgamma_of(0.0), inf);
    EXPECT_EQ(lgamma_of(inf), inf);
    EXPECT_LT(ulps(lgamma_of(least), 744.4400719213812L), 2.0L);
    expect_canonical_nan(lgamma_of(-0.5));
    expect_canonical_nan(lgamma_of(nan));
}

TEST(Elementary, pow_is_within_two_ulp) {
    const auto check = [](double y, Range range) {
        return worst_ulps([y](double x) { return pow_of(x, y); },
                          [y](long double x) { return std::pow(x, static_cast<long double>(y)); }, {range});
    };
    EXPECT_LT(check(2.7, {1e-110, 1e110, true}), 1.6);
    EXPECT_LT(check(-0.5, {1e-300, 1e300, true}), 1.6);
    EXPECT_LT(check(77.7, {1.1e-4, 9000, true}), 1.6);
    EXPECT_LT(check(1.0 / 3.0, {least, huge, true}), 1.6);
    EXPECT_LT(check(1e9, {1.0 - 7e-7, 1.0 + 7e-7}), 1.6);
    EXPECT_LT(check(1e-9, {1e-300, 1e300, true}), 1.6);
    EXPECT_EQ(pow_of(2.0, 10.0), 1024.0);
    EXPECT_EQ(pow_of(2.0, -1074.0), least);
    EXPECT_EQ(pow_of(2.0, -1080.0), 0.0);
    EXPECT_EQ(pow_of(2.0, 1024.0), inf);
    EXPECT_EQ(pow_of(0.0, 2.0), 0.0);
    EXPECT_EQ(pow_of(0.0, -2.0), inf);
    EXPECT_EQ(pow_of(0.0, 0.0), 1.0);
    EXPECT_EQ(pow_of(1.0, inf), 1.0);
    EXPECT_EQ(pow_of(0.5, inf), 0.0);
    EXPECT_EQ(pow_of(2.0, inf), inf);
    EXPECT_EQ(pow_of(2.0, -inf), 0.0);
    EXPECT_EQ(pow_of(inf, 0.5), inf);
    EXPECT_EQ(pow_of(inf, -0.5), 0.0);
    EXPECT_EQ(pow_of(1.0000000000000002, 1e300), inf);
    EXPECT_EQ(pow_of(0.9999999999999999, 1e300), 0.0);
    expect_canonical_nan(pow_of(-1.0, 2.0));
    expect_canonical_nan(pow_of(nan, 2.0));
    expect_canonical_nan(pow_of(2.0, nan));
}

// A negative control: a relative error of 2^-51 is seen.
TEST(Elementary, the_error_measure_can_fail) {
    const auto spoilt = [](double x) { return exp_of(x) * (1.0 + 0x1p-51); };
    EXPECT_GT(worst_ulps(spoilt, [](long double x) { return std::exp(x); }, {{-1, 1}}), 2.0);
}

}  // namespace
}  // namespace upsurge
