/// Our own exp, log and friends: the same bits on every compiler, vector path and C library.
///
/// Only + - * / sqrt, comparisons, selections and bit casts are used, in an order the compiler may not
/// change (-ffp-contract=off, no -ffast-math), so a loop over any of these gives the same bits whether or
/// not it is vectorised. They assume round-to-nearest and IEEE doubles, and that subnormals are kept.
/// Every NaN returned is the one quiet NaN of std::numeric_limits<double>.
///
/// Largest error seen over dense grids against the C library in long double (elementary_test.cpp asserts
/// bounds just above), in units in the last place of the true value: exp 0.90, log 0.83, log1p 0.82,
/// expm1 1.61, logistic 2.3, pow 1.4, normal_pdf 2.8, normal_cdf 4.3, normal_quantile 5.5, lgamma 4.4 (near
/// its zeros at 1 and 2 too). Subnormal results are as accurate as their spacing allows.
///
/// exp_of, log_of, log1p_of, expm1_of, logistic, normal_pdf and normal_cdf have no branches.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "numbers/elementary_coefficients.h"
#include "numbers/inline.h"

namespace upsurge {

namespace elementary {

constexpr double quiet_nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double round_magic = 0x1.8p52;  // adding it rounds |x| < 2^51 to an integer, held in the low bits
constexpr double ln2_high = 0x1.62e42feep-1;  // 32 bits, so that its product with an exponent is exact
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double inverse_ln2 = 0x1.71547652b82fep+0;
constexpr double inverse_sqrt_two_pi = 0x1.9884533d43651p-2;
constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
constexpr std::uint64_t one_bits = 0x3ff0000000000000;
constexpr std::uint64_t sqrt_half_bits = 0x3fe6a09e667f3bcd;

UPSURGE_INLINE std::uint64_t bits_of(double x) {
    return __builtin_bit_cast(std::uint64_t, x);
}
UPSURGE_INLINE double from_bits(std::uint64_t bits) {
    return __builtin_bit_cast(double, bits);
}
UPSURGE_INLINE double absolute(double x) {
    return from_bits(bits_of(x) & 0x7fffffffffffffff);
}

/// Horner's rule, unrolled at compile time in steps of two.
template <std::size_t first, std::size_t count>
UPSURGE_INLINE double every_second(const double (&c)[count], double square) {
    if constexpr (first + 2 < count) {
        return c[first] + square * every_second<first + 2>(c, square);
    } else {
        return c[first];
    }
}

/// c[0] + c[1] x + ..., even and odd powers side by side (half the latency of plain Horner).
template <std::size_t count>
UPSURGE_INLINE double polynomial(const double (&c)[count], double x) {
    const double square = x * x;
    return every_second<0>(c, square) + x * every_second<1>(c, square);
}

/// The integer nearest to x as a double, |x| < 2^51.
UPSURGE_INLINE double nearest_integer(double x) {
    return (x + round_magic) - round_magic;
}

/// 2^k for an integer -1022 <= k <= 1023.
UPSURGE_INLINE double power_of_two(double k) {
    return from_bits((bits_of(k + round_magic) << 52) + one_bits);
}

/// x * 2^k with one rounding, for 0.25 < |x| < 4 (or 0) and |k| <= 2040.
UPSURGE_INLINE double scaled(double x, double k) {
    const double half = nearest_integer(0.5 * k);
    return x * power_of_two(half) * power_of_two(k - half);
}

/// x = k ln 2 + r, and exp(r) - 1.
struct Reduced {
    double k;
    double expm1_r;
};
UPSURGE_INLINE Reduced reduce(double x) {
    const double k = nearest_integer(x * inverse_ln2);
    const double high = x - k * ln2_high;
    const double low = k * ln2_low;
    const double r = high - low;
    const double lost = (high - r) - low;
    return {k, r + (lost + r * r * polynomial(coefficients::exp_tail, r))};
}

/// x = 2^k (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2), for positive normal x.
struct Split {
    double k;
    double f;
};
UPSURGE_INLINE Split split(double x) {
    const std::uint64_t bits = bits_of(x);
    const std::uint64_t exponent = (bits + (one_bits - sqrt_half_bits)) >> 52;
    const double mantissa = from_bits(bits - (exponent << 52) + one_bits);
    return {from_bits(exponent | 0x4330000000000000) - (0x1p52 + 1023), mantissa - 1.0};
}

/// k ln 2 + log(1 + f) + small.
UPSURGE_INLINE double joined_log(double k, double f, double small) {
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double tail = z * polynomial(coefficients::log_tail, z);
    const double half_square = 0.5 * f * f;
    return k * ln2_high - ((half_square - (s * (half_square + tail) + (k * ln2_low + small))) - f);
}

/// exp(-z^2/2) for 0 <= z <= 40, without the loss that rounding z^2 would bring.
UPSURGE_INLINE double exp_minus_half_square(double z);

}  // namespace elementary

/// e^x. Overflows to infinity above 709.78, to 0 below -745.13.
UPSURGE_INLINE double exp_of(double x) {
    using namespace elementary;
    double c = x > 710.0 ? 710.0 : x;
    c = c < -746.0 ? -746.0 : c;
    const Reduced part = reduce(c);
    const double y = scaled(1.0 + part.expm1_r, part.k);
    return x != x ? quiet_nan : y;
}

/// Natural logarithm. log(0) = -infinity, negative x gives NaN.
UPSURGE_INLINE double log_of(double x) {
    using namespace elementary;
    const bool subnormal = x < 0x1p-1022;
    const Split part = split(subnormal ? x * 0x1p54 : x);
    double y = joined_log(subnormal ? part.k - 54.0 : part.k, part.f, 0.0);
    y = x < infinity ? y : infinity;
    y = x == 0.0 ? -infinity : y;
    return x >= 0.0 ? y : quiet_nan;
}

/// log(1 + x), accurate for small x too. x = -1 gives -infinity, x < -1 NaN.
UPSURGE_INLINE double log1p_of(double x) {
    using namespace elementary;
    const double u = 1.0 + x;
    const Split part = split(u);
    const double rounded_away = x < 1.0 ? x - (u - 1.0) : 1.0 - (u - x);
    const bool plain = part.k == 0.0;
    double y = joined_log(part.k, plain ? x : part.f, plain ? 0.0 : rounded_away / u);
    y = absolute(x) < 0x1p-54 ? x : y;
    y = x < infinity ? y : infinity;
    y = x == -1.0 ? -infinity : y;
    return x >= -1.0 ? y : quiet_nan;
}

/// e^x - 1, accurate for small x too.
UPSURGE_INLINE double expm1_of(double x) {
    using namespace elementary;
    double c = x > 710.0 ? 710.0 : x;
    c = c < -60.0 ? -60.0 : c;
    const Reduced part = reduce(c);
    const double inverse = power_of_two(part.k > 1000.0 ? -1000.0 : -part.k);
    const double y = scaled((1.0 - inverse) + part.expm1_r, part.k);
    const double tiny = absolute(x) < 0x1p-54 ? x : y;
    return x != x ? quiet_nan : tiny;
}

/// 1 / (1 + e^-x).
UPSURGE_INLINE double logistic(double x) {
    const double e = exp_of(-elementary::absolute(x));
    return (x < 0.0 ? e : 1.0) / (1.0 + e);
}

UPSURGE_INLINE double elementary::exp_minus_half_square(double z) {
    const double head = from_bits(bits_of(z) & ~std::uint64_t{0x7ffffff});
    const double d = 0.5 * (z - head) * (z + head);
    const double e = exp_of(-0.5 * head * head);
    return e - e * (d * (1.0 - d * (0.5 - d * (1.0 / 6.0))));
}

/// Density of the standard normal distribution.
UPSURGE_INLINE double normal_pdf(double x) {
    using namespace elementary;
    const double z = absolute(x);
    const double y = inverse_sqrt_two_pi * exp_minus_half_square(z > 40.0 ? 40.0 : z);
    return x != x ? quiet_nan : y;
}

/// Standard normal distribution function, with small relative error in the lower tail (to x = -37.5).
UPSURGE_INLINE double normal_cdf(double x) {
    using namespace elementary;
    const double positive = absolute(x);
    const double z = positive > 40.0 ? 40.0 : positive;
    const double smooth = polynomial(coefficients::normal_mills, (z - 3.5) / (z + 3.5));
    const double tail = exp_minus_half_square(z) * (smooth / (1.0 + 2.0 * z));
    const double outer = x > 0.0 ? 1.0 - tail : tail;
    const double inner = 0.5 + x * polynomial(coefficients::normal_centre, z * z);
    const double y = z < 1.0 ? inner : outer;
    return x != x ? quiet_nan : y;
}

/// x with normal_cdf(x) = p. p = 0 and 1 give -infinity and infinity; outside [0, 1] NaN.
inline double normal_quantile(double p) {
    using namespace elementary;
    if (!(p >= 0.0 && p <= 1.0)) {
        return quiet_nan;
    }
    const double q = p - 0.5;
    if (absolute(q) <= 0.425) {
        const double u = 0.180625 - q * q;
        return q * (polynomial(coefficients::quantile_centre_top, u) /
                    polynomial(coefficients::quantile_centre_bottom, u));
    }
    const double tail = q < 0.0 ? p : 1.0 - p;
    if (tail == 0.0) {
        return q < 0.0 ? -infinity : infinity;
    }
    const double r = std::sqrt(-log_of(tail));
    double x;
    if (r <= 5.0) {
        x = polynomial(coefficients::quantile_near_top, r - 1.6) /
            polynomial(coefficients::quantile_near_bottom, r - 1.6);
    } else {
        const double v = 1.0 / r;
        x = r * (polynomial(coefficients::quantile_far_top, v) /
                 polynomial(coefficients::quantile_far_bottom, v));
    }
    return q < 0.0 ? -x : x;
}

/// The bits of normal_quantile without a branch, for loops: all three formulas are computed and one is
/// chosen.
UPSURGE_INLINE double normal_quantile_chosen(double p) {
    using namespace elementary;
    const double q = p - 0.5;
    const double u = 0.180625 - q * q;
    const double centre = q * (polynomial(coefficients::quantile_centre_top, u) /
                               polynomial(coefficients::quantile_centre_bottom, u));
    const double tail = q < 0.0 ? p : 1.0 - p;
    const double r = std::sqrt(-log_of(tail));
    const double v = 1.0 / r;
    const double near = polynomial(coefficients::quantile_near_top, r - 1.6) /
                        polynomial(coefficients::quantile_near_bottom, r - 1.6);
    const double far = r * (polynomial(coefficients::quantile_far_top, v) /
                            polynomial(coefficients::quantile_far_bottom, v));
    double x = r <= 5.0 ? near : far;
    x = tail == 0.0 ? infinity : x;
    x = q < 0.0 ? -x : x;
    x = absolute(q) <= 0.425 ? centre : x;
    x = p >= 0.0 ? x : quiet_nan;
    return p <= 1.0 ? x : quiet_nan;
}

/// log Gamma(x) for x > 0. x = 0 gives infinity, x < 0 NaN.
inline double lgamma_of(double x) {
    using namespace elementary;
    if (!(x > 0.0)) {
        return x == 0.0 ? infinity : quiet_nan;
    }
    if (x >= 8.0) {
        if (x > 0x1p1000) {
            return x >= infinity ? infinity : x * (log_of(x) - 1.0);
        }
        const double inverse = 1.0 / x;
        const double tail = inverse * polynomial(coefficients::stirling_tail, inverse * inverse);
        return (x - 0.5) * (log_of(x) - 1.0) + ((half_log_two_pi - 0.5) + tail);
    }
    // log Gamma(2 + t) with -0.7 <= t <= 0.5, moved there by Gamma(x + 1) = x Gamma(x).
    double shifted = x;
    double product = 1.0;
    while (shifted > 2.5) {
        shifted -= 1.0;
        product *= shifted;
    }
    if (x < 0.5) {
        return x * polynomial(coefficients::lgamma_at_two, x) - (log_of(x) + log1p_of(x));
    }
    if (x < 1.3) {
        return (x - 1.0) * polynomial(coefficients::lgamma_at_two, x - 1.0) - log_of(x);
    }
    const double t = shifted - 2.0;
    const double near_two = t * polynomial(coefficients::lgamma_at_two, t);
    return product == 1.0 ? near_two : log_of(product) + near_two;
}

/// x^y for x >= 0; negative x gives NaN (also for whole y).
double pow_of(double x, double y);

}  // namespace upsurge
