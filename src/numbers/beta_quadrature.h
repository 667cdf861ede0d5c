/// Gauss-Jacobi quadrature: a beta distribution replaced by a few points that keep its moments.
#pragma once

#include <span>

namespace upsurge {

/// Nodes and weights of the n-point Gauss rule of a beta(a, b) distribution on (0, 1). The weights are
/// positive and sum to 1, the nodes rise, and the mean of any polynomial of degree 2 n - 1 is exact.
///
/// Nodes are the zeros of the orthogonal (Jacobi) polynomials, found by bisection between the zeros of the
/// polynomial one degree lower (Gautschi 2004, "Orthogonal Polynomials", 1.4 and 3.1); only + - * / and sqrt.
///
/// @param a, b    > 0
/// @param nodes   [n] written, 1 <= n <= 64
/// @param weights [n] written
void beta_quadrature(double a, double b, std::span<double> nodes, std::span<double> weights);

}  // namespace upsurge
