// Gamma and beta draws.
#include <cmath>

#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

namespace {

/// Gamma with shape >= 1.
double gamma_from_one(Draws& draws, double shape) {
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal(draws);
        const double root = 1.0 + c * x;
        if (root <= 0.0) {
            continue;
        }
        const double v = root * root * root;
        const double u = draws.uniform();
        const double square = x * x;
        if (u < 1.0 - 0.0331 * square * square || log_of(u) < 0.5 * square + d * (1.0 - v + log_of(v))) {
            return d * v;
        }
    }
}

/// Logarithm of a gamma draw: small shapes reach far below what a double can hold.
double log_gamma_draw(Draws& draws, double shape) {
    if (shape >= 1.0) {
        return log_of(gamma_from_one(draws, shape));
    }
    const double above = log_of(gamma_from_one(draws, shape + 1.0));
    return above + log_of(draws.uniform()) / shape;
}

}  // namespace

double gamma(Draws& draws, double shape) {
    UPSURGE_CHECK(shape > 0.0 && shape < elementary::infinity, "gamma: bad shape");
    return shape >= 1.0 ? gamma_from_one(draws, shape) : exp_of(log_gamma_draw(draws, shape));
}

double beta(Draws& draws, double a, double b) {
    UPSURGE_CHECK(a > 0.0 && b > 0.0, "beta: bad shapes");
    const double log_left = log_gamma_draw(draws, a);
    const double log_right = log_gamma_draw(draws, b);
    return logistic(log_left - log_right);
}

}  // namespace upsurge
