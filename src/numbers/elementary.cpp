#include "numbers/elementary.h"

namespace upsurge {

namespace {

using elementary::absolute;
using elementary::infinity;
using elementary::quiet_nan;

/// An unevaluated sum of two doubles, |low| far below |high|.
struct Double2 {
    double high;
    double low;
};

/// a + b exactly (Knuth).
Double2 exact_sum(double a, double b) {
    const double sum = a + b;
    const double part = sum - a;
    return {sum, (a - (sum - part)) + (b - part)};
}

/// a * b exactly (Dekker, Veltkamp), for factors well below 2^990.
Double2 exact_product(double a, double b) {
    const double splitter = 0x1p27 + 1.0;
    const double a_big = a * splitter;
    const double b_big = b * splitter;
    const double a_head = a_big - (a_big - a);
    const double b_head = b_big - (b_big - b);
    const double a_rest = a - a_head;
    const double b_rest = b - b_head;
    const double product = a * b;
    return {product, ((a_head * b_head - product) + a_head * b_rest + a_rest * b_head) + a_rest * b_rest};
}

/// log x to about 66 bits: pow multiplies its error by up to 745.
Double2 log_in_two(double x) {
    const bool subnormal = x < 0x1p-1022;
    const elementary::Split part = elementary::split(subnormal ? x * 0x1p54 : x);
    const double k = subnormal ? part.k - 54.0 : part.k;
    const double f = part.f;
    // s = f / (2 + f), then log(1 + f) = 2 s + 2/3 s^3 + s^5 * (...), the first two terms in two doubles.
    const double g = 2.0 + f;
    const double g_low = f - (g - 2.0);
    const double s = f / g;
    const Double2 back = exact_product(s, g);
    const double s_low = (((f - back.high) - back.low) - s * g_low) / g;
    Double2 z = exact_product(s, s);
    z.low += 2.0 * s * s_low;
    Double2 cube = exact_product(z.high, s);
    cube.low += z.high * s_low + z.low * s;
    const double third = 0x1.5555555555555p-1;
    Double2 cubic = exact_product(cube.high, third);
    cubic.low += cube.low * third + cube.high * 0x1.5555555555555p-55;
    const double far = s * z.high * z.high * elementary::polynomial(coefficients::log_far_tail, z.high);

    const double ln2_head = 0x1.62e42fefa38p-1;  // 42 bits: its product with an exponent is exact
    const double ln2_rest = 0x1.ef35793c7673p-45;
    const Double2 first = exact_sum(k * ln2_head, 2.0 * s);
    const Double2 second = exact_sum(first.high, cubic.high);
    const double low = ((far + (cubic.low + 2.0 * s_low)) + (k * ln2_rest + first.low)) + second.low;
    return exact_sum(second.high, low);
}

}  // namespace

double pow_of(double x, double y) {
    if (x != x || y != y) {
        return quiet_nan;
    }
    if (y == 0.0 || x == 1.0) {
        return 1.0;
    }
    if (x < 0.0) {
        return quiet_nan;
    }
    if (x == 0.0 || x == infinity) {
        return (x == 0.0) == (y > 0.0) ? 0.0 : infinity;
    }
    // Beyond 2^70 the answer is already 0 or infinity for every x but 1.
    const double bounded = absolute(y) < 0x1p70 ? y : (y > 0.0 ? 0x1p70 : -0x1p70);
    const Double2 log_x = log_in_two(x);
    Double2 exponent = exact_product(log_x.high, bounded);
    exponent.low += log_x.low * bounded;
    const double power = exp_of(exponent.high);
    if (power == 0.0 || power == infinity) {
        return power;
    }
    return power + power * exponent.low;
}

}  // namespace upsurge
