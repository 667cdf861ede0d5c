#include "inference/prior_scale.h"

#include <algorithm>
#include <utility>

#include "numbers/elementary.h"
#include "upsurge/result.h"

namespace upsurge {

PriorScale::PriorScale(std::vector<Prior> priors) : priors_(std::move(priors)) {
    UPSURGE_CHECK(!priors_.empty(), "prior scale: no parameter");
    for (const Prior& prior : priors_) {
        UPSURGE_CHECK(prior.family != Prior::Family::fixed, "prior scale: a fixed parameter is not fitted");
    }
}

std::vector<double> PriorScale::values(std::span<const double> free) const {
    UPSURGE_CHECK(free.size() == priors_.size(), "prior scale: wrong length");
    std::vector<double> values;
    for (std::size_t i = 0; i < free.size(); ++i) {
        // normal_cdf is 1 from 8.3 on, where quantiles of unbounded priors are infinite.
        const double inside = std::clamp(free[i], -8.2, 8.2);
        values.push_back(priors_[i].quantile(normal_cdf(inside)));
    }
    return values;
}

std::vector<double> PriorScale::free(std::span<const double> values) const {
    UPSURGE_CHECK(values.size() == priors_.size(), "prior scale: wrong length");
    std::vector<double> free;
    for (std::size_t i = 0; i < values.size(); ++i) {
        free.push_back(std::clamp(normal_quantile(priors_[i].cdf(values[i])), -8.2, 8.2));
    }
    return free;
}

double PriorScale::log_density(std::span<const double> free) const {
    double sum = 0.0;
    for (const double z : free) {
        sum -= 0.5 * z * z + elementary::half_log_two_pi;
    }
    return sum;
}

std::vector<double> PriorScale::sample(Draws& draws) const {
    std::vector<double> free(priors_.size());
    for (double& z : free) {
        z = normal(draws);
    }
    return free;
}

}  // namespace upsurge
