#include "inference/random_walk.h"

#include <cmath>

#include "inference/weights.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

std::vector<double> weighted_covariance(std::span<const std::vector<double>> vectors,
                                        std::span<const double> weights) {
    UPSURGE_CHECK(!vectors.empty() && vectors.size() == weights.size(), "covariance: no vectors");
    const std::size_t dimension = vectors[0].size();
    const double sum = ordered_sum(weights);
    std::vector<double> mean(dimension, 0.0);
    for (std::size_t n = 0; n < vectors.size(); ++n) {
        for (std::size_t i = 0; i < dimension; ++i) {
            mean[i] += weights[n] / sum * vectors[n][i];
        }
    }
    std::vector<double> covariance(dimension * dimension, 0.0);
    for (std::size_t n = 0; n < vectors.size(); ++n) {
        for (std::size_t i = 0; i < dimension; ++i) {
            for (std::size_t j = 0; j < dimension; ++j) {
                covariance[i * dimension + j] +=
                    weights[n] / sum * ((vectors[n][i] - mean[i]) * (vectors[n][j] - mean[j]));
            }
        }
    }
    return covariance;
}

std::vector<double> lower_triangle(std::span<const double> matrix, int dimension, double floor) {
    const std::size_t d = static_cast<std::size_t>(dimension);
    UPSURGE_CHECK(matrix.size() == d * d, "Cholesky: not a square matrix");
    std::vector<double> lower(d * d, 0.0);
    for (std::size_t j = 0; j < d; ++j) {
        double rest = matrix[j * d + j];
        for (std::size_t k = 0; k < j; ++k) {
            rest -= lower[j * d + k] * lower[j * d + k];
        }
        const double diagonal = std::sqrt(rest > floor ? rest : floor);
        lower[j * d + j] = diagonal;
        for (std::size_t i = j + 1; i < d; ++i) {
            double off = matrix[i * d + j];
            for (std::size_t k = 0; k < j; ++k) {
                off -= lower[i * d + k] * lower[j * d + k];
            }
            lower[i * d + j] = rest > floor ? off / diagonal : 0.0;
        }
    }
    return lower;
}

RandomWalk::RandomWalk(std::span<const double> covariance, int dimension)
    : dimension_(dimension), lower_(lower_triangle(covariance, dimension, 1e-12)) {
    const double factor = 2.38 / std::sqrt(static_cast<double>(dimension));
    for (double& entry : lower_) {
        entry *= factor;
    }
}

std::vector<double> RandomWalk::propose(std::span<const double> from, double scale, Draws& draws) const {
    const std::size_t d = static_cast<std::size_t>(dimension_);
    std::vector<double> normals(d);
    for (double& z : normals) {
        z = normal(draws);
    }
    std::vector<double> to(from.begin(), from.end());
    for (std::size_t i = 0; i < d; ++i) {
        double step = 0.0;
        for (std::size_t j = 0; j <= i; ++j) {
            step += lower_[i * d + j] * normals[j];
        }
        to[i] += scale * step;
    }
    return to;
}

}  // namespace upsurge
