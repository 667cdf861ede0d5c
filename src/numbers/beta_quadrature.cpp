#include "numbers/beta_quadrature.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "upsurge/result.h"

namespace upsurge {

namespace {

/// Coefficients of the orthonormal polynomials: root[k+1] p[k+1](x) = (x - centre[k]) p[k](x) - root[k]
/// p[k-1](x).
struct Recurrence {
    std::vector<double> centre;  ///< [n]
    std::vector<double> root;    ///< [n + 1], root[0] unused
};

/// For weight x^(a-1) (1-x)^(b-1) on (0, 1): the Jacobi coefficients with alpha = b - 1 and beta = a - 1,
/// moved from (-1, 1).
Recurrence recurrence_of(double a, double b, std::size_t n) {
    const double alpha = b - 1.0;
    const double beta = a - 1.0;
    Recurrence r;
    r.centre.resize(n);
    r.root.resize(n + 1);
    for (std::size_t k = 0; k < n; ++k) {
        const double m = 2.0 * static_cast<double>(k) + alpha + beta;
        const double centre = k == 0 ? (beta - alpha) / (alpha + beta + 2.0)
                                     : (beta - alpha) * (beta + alpha) / (m * (m + 2.0));
        r.centre[k] = 0.5 * (1.0 + centre);
    }
    for (std::size_t k = 1; k <= n; ++k) {
        const double i = static_cast<double>(k);
        const double m = 2.0 * i + alpha + beta;
        // For k = 1 the factor i + alpha + beta cancels against m - 1, which may both be zero.
        const double square = k == 1 ? 4.0 * (1.0 + alpha) * (1.0 + beta) / (m * m * (m + 1.0))
                                     : 4.0 * i * (i + alpha) * (i + beta) * (i + alpha + beta) /
                                           (m * m * (m + 1.0) * (m - 1.0));
        r.root[k] = 0.5 * std::sqrt(square);
    }
    return r;
}

/// The orthonormal polynomial of a degree at x; `squares` becomes the sum of squares of all lower ones.
double polynomial_at(const Recurrence& r, std::size_t degree, double x, double& squares) {
    double before = 0.0;
    double now = 1.0;
    squares = 0.0;
    for (std::size_t k = 0; k < degree; ++k) {
        squares += now * now;
        const double next = ((x - r.centre[k]) * now - (k == 0 ? 0.0 : r.root[k] * before)) / r.root[k + 1];
        before = now;
        now = next;
    }
    return now;
}

double zero_between(const Recurrence& r, std::size_t degree, double low, double high) {
    double unused = 0.0;
    const bool rises = polynomial_at(r, degree, high, unused) > 0.0;
    for (int step = 0; step < 200; ++step) {
        const double middle = low + 0.5 * (high - low);
        if (middle <= low || middle >= high) {
            break;
        }
        const bool above = polynomial_at(r, degree, middle, unused) > 0.0;
        (above == rises ? high : low) = middle;
    }
    return low + 0.5 * (high - low);
}

}  // namespace

void beta_quadrature(double a, double b, std::span<double> nodes, std::span<double> weights) {
    const std::size_t n = nodes.size();
    UPSURGE_CHECK(a > 0.0 && b > 0.0 && n >= 1 && n <= 64 && weights.size() == n,
                  "beta_quadrature: bad call");
    const Recurrence r = recurrence_of(a, b, n);
    std::vector<double> zeros;
    for (std::size_t degree = 1; degree <= n; ++degree) {
        std::vector<double> next;
        for (std::size_t i = 0; i < degree; ++i) {
            const double low = i == 0 ? 0.0 : zeros[i - 1];
            const double high = i + 1 == degree ? 1.0 : zeros[i];
            next.push_back(zero_between(r, degree, low, high));
        }
        zeros = next;
    }
    double total = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        double squares = 0.0;
        polynomial_at(r, n, zeros[i], squares);
        nodes[i] = zeros[i];
        weights[i] = 1.0 / squares;
        total += weights[i];
    }
    for (double& weight : weights) {
        weight /= total;
    }
}

}  // namespace upsurge
