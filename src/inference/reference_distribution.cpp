#include "inference/reference_distribution.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "inference/random_walk.h"
#include "inference/weights.h"
#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {

ReferenceDistribution::ReferenceDistribution(std::vector<std::vector<double>> free,
                                             std::vector<double> weights)
    : points_(std::move(free)), weights_(std::move(weights)) {
    UPSURGE_CHECK(!points_.empty() && points_.size() == weights_.size(), "reference distribution: no points");
    const std::size_t dimension = points_.front().size();
    const double d = static_cast<double>(dimension);
    const double sum = ordered_sum(weights_);
    double squares = 0.0;
    for (double& weight : weights_) {
        squares += weight / sum * (weight / sum);
        weight *= (1.0 - prior_share) / sum;
    }
    // Silverman's rule for as many points as the weights are worth.
    const double rule = pow_of(4.0 / (d + 2.0) * squares, 1.0 / (d + 4.0));
    const std::vector<double> covariance = weighted_covariance(points_, weights_);
    for (std::size_t i = 0; i < dimension; ++i) {
        width_.push_back(std::max(rule * std::sqrt(covariance[i * dimension + i]), width_min));
    }
}

std::vector<double> ReferenceDistribution::sample(Draws& draws) const {
    std::vector<double> free(width_.size());
    double left = draws.uniform();
    const std::vector<double>* around = nullptr;
    for (std::size_t k = 0; k < points_.size() && around == nullptr; ++k) {
        left -= weights_[k];
        around = left < 0.0 ? &points_[k] : nullptr;
    }
    for (std::size_t i = 0; i < free.size(); ++i) {
        const double z = normal(draws);
        free[i] = around == nullptr ? z : (*around)[i] + width_[i] * z;
    }
    return free;
}

double ReferenceDistribution::log_density(std::span<const double> free) const {
    UPSURGE_CHECK(free.size() == width_.size(), "reference distribution: wrong length");
    double of_prior = log_of(prior_share);
    for (const double z : free) {
        of_prior -= 0.5 * z * z + elementary::half_log_two_pi;
    }
    std::vector<double> logs = {of_prior};
    for (std::size_t k = 0; k < points_.size(); ++k) {
        double log = weights_[k] > 0.0 ? log_of(weights_[k]) : -elementary::infinity;
        for (std::size_t i = 0; i < free.size(); ++i) {
            const double z = (free[i] - points_[k][i]) / width_[i];
            log -= 0.5 * z * z + elementary::half_log_two_pi + log_of(width_[i]);
        }
        logs.push_back(log);
    }
    const double largest = *std::max_element(logs.begin(), logs.end());
    double sum = 0.0;
    for (const double log : logs) {
        sum += exp_of(log - largest);
    }
    return largest + log_of(sum);
}

}  // namespace upsurge
