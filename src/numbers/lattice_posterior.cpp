#include "numbers/lattice_posterior.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>

#include "numbers/elementary.h"

namespace upsurge {

namespace {

/// Minus the second derivatives at a point, by central differences. [d x d]
std::vector<double> curvature(const LogDensity& f, std::span<const double> at) {
    constexpr double h = 1e-3;
    const std::size_t d = at.size();
    std::vector<double> point(at.begin(), at.end());
    const auto moved = [&](std::size_t i, double x, std::size_t j, double y) {
        point[i] += x;
        point[j] += y;
        const double value = f(point);
        point.assign(at.begin(), at.end());
        return value;
    };
    const double centre = f(at);
    std::vector<double> matrix(d * d);
    for (std::size_t i = 0; i < d; ++i) {
        matrix[i * d + i] = (2.0 * centre - moved(i, h, i, 0.0) - moved(i, -h, i, 0.0)) / (h * h);
        for (std::size_t j = 0; j < i; ++j) {
            const double mixed =
                moved(i, h, j, h) - moved(i, h, j, -h) - moved(i, -h, j, h) + moved(i, -h, j, -h);
            matrix[i * d + j] = matrix[j * d + i] = -mixed / (4.0 * h * h);
        }
    }
    return matrix;
}

/// Cholesky's lower triangle, or nothing where the matrix is not positive definite.
std::vector<double> cholesky(const std::vector<double>& matrix, std::size_t d) {
    std::vector<double> root(d * d, 0.0);
    for (std::size_t i = 0; i < d; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = matrix[i * d + j];
            for (std::size_t k = 0; k < j; ++k) {
                rest -= root[i * d + k] * root[j * d + k];
            }
            if (i == j && !(rest > 0.0 && rest < elementary::infinity)) {
                return {};
            }
            root[i * d + j] = i == j ? std::sqrt(rest) : rest / root[j * d + j];
        }
    }
    return root;
}

}  // namespace

std::vector<double> LatticePosterior::point(std::span<const double> z) const {
    const std::size_t d = mode.size();
    std::vector<double> shift(z.begin(), z.end());
    for (std::size_t i = d; i-- > 0;) {
        for (std::size_t j = i + 1; j < d; ++j) {
            shift[i] -= root[j * d + i] * shift[j];
        }
        shift[i] /= root[i * d + i];
    }
    for (std::size_t i = 0; i < d; ++i) {
        shift[i] += mode[i];
    }
    return shift;
}

std::vector<double> LatticePosterior::sample(Draws& draws) const {
    const std::size_t d = mode.size();
    const double u = draws.uniform();
    double cumulative = 0.0;
    std::size_t at = 0;
    for (; at + 1 < weights.size(); ++at) {
        cumulative += weights[at];
        if (u < cumulative) {
            break;
        }
    }
    std::vector<double> z(d);
    for (std::size_t i = 0; i < d; ++i) {
        z[i] = places[at * d + i] + step * (draws.uniform() - 0.5);
    }
    return point(z);
}

std::vector<double> LatticePosterior::mean() const {
    const std::size_t d = mode.size();
    std::vector<double> z(d, 0.0);
    for (std::size_t at = 0; at < weights.size(); ++at) {
        for (std::size_t i = 0; i < d; ++i) {
            z[i] += weights[at] * places[at * d + i];
        }
    }
    return point(z);
}

Result<LatticePosterior> lattice_posterior(const LogDensity& log_density, std::span<const double> mode,
                                           const LatticeOptions& options) {
    const std::size_t d = mode.size();
    LatticePosterior result;
    result.mode.assign(mode.begin(), mode.end());
    result.step = options.step;
    result.root = cholesky(curvature(log_density, mode), d);
    if (result.root.empty()) {
        return failure("the log density does not bend downwards in every direction at the mode found",
                       "a search that did not converge, or a variable that nothing bounds");
    }
    // Outwards from the mode, each point once; a point that is too deep is counted but not passed.
    std::map<std::vector<int>, bool> seen;
    std::vector<std::vector<int>> points{std::vector<int>(d, 0)};
    std::vector<double> values;
    seen[points.front()] = true;
    const double deepest = log_density(mode) - options.depth;
    std::vector<double> z(d);
    for (std::size_t next = 0; next < points.size(); ++next) {
        if (points.size() > static_cast<std::size_t>(options.points_max)) {
            return failure("the density spreads over more than " + std::to_string(options.points_max) +
                               " lattice points",
                           "it is far from a normal at its mode; a larger step takes fewer points");
        }
        for (std::size_t i = 0; i < d; ++i) {
            z[i] = options.step * points[next][i];
        }
        const double value = log_density(result.point(z));
        values.push_back(std::isnan(value) ? -elementary::infinity : value);
        result.places.insert(result.places.end(), z.begin(), z.end());
        if (!(values.back() > deepest)) {
            continue;
        }
        for (std::size_t i = 0; i < d; ++i) {
            for (const int side : {-1, 1}) {
                std::vector<int> neighbour = points[next];
                neighbour[i] += side;
                if (seen.emplace(neighbour, true).second) {
                    points.push_back(std::move(neighbour));
                }
            }
        }
    }
    const double highest = *std::max_element(values.begin(), values.end());
    double sum = 0.0;
    for (double value : values) {
        result.weights.push_back(exp_of(value - highest));
        sum += result.weights.back();
    }
    for (double& weight : result.weights) {
        weight /= sum;
    }
    result.log_integral = highest + log_of(sum) + static_cast<double>(d) * log_of(options.step);
    for (std::size_t i = 0; i < d; ++i) {
        result.log_integral -= log_of(result.root[i * d + i]);
    }
    return result;
}

}  // namespace upsurge
