/// A hidden autoregression seen with noise, whose likelihood is known exactly; for tests.
///
///   x_0 ~ N(0, 1), x_t = keep x_(t-1) + N(0, state_variance), y_t = x_t + N(0, noise_variance), t = 1 ..
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "numbers/densities.h"
#include "numbers/samplers.h"

namespace upsurge {

struct LinearGaussian {
    using State = double;

    double keep = 0.9;
    double state_variance = 0.1;
    double noise_variance = 0.2;
    std::span<const double> data;  ///< must outlive the model

    int steps() const { return static_cast<int>(data.size()); }
    State begin(Draws& draws) const { return normal(draws); }
    void advance(State& x, int /*step*/, Draws& draws) const {
        x = keep * x + std::sqrt(state_variance) * normal(draws);
    }
    double log_weight(State x, int step) const {
        const double off = data[static_cast<std::size_t>(step)] - x;
        return -0.5 * (off * off / noise_variance + log_of(6.283185307179586 * noise_variance));
    }
};

/// What is exactly so of a LinearGaussian, by Kalman's recursion.
struct ExactFilter {
    double log_likelihood;
    double mean;      ///< of the last state, given all data
    double variance;  ///< of the last state, given all data
};
inline ExactFilter exact_filter(const LinearGaussian& model) {
    ExactFilter exact{0.0, 0.0, 1.0};
    for (const double y : model.data) {
        const double mean = model.keep * exact.mean;
        const double variance = model.keep * model.keep * exact.variance + model.state_variance;
        const double total = variance + model.noise_variance;
        exact.log_likelihood += normal_log_density(y, mean, std::sqrt(total));
        const double gain = variance / total;
        exact.mean = mean + gain * (y - mean);
        exact.variance = (1.0 - gain) * variance;
    }
    return exact;
}

/// y_t = sin(0.3 t) + 0.5 cos(1.1 t), t = 1 .. 50: data in closed form, by the addition theorems.
inline std::vector<double> wave_data() {
    constexpr double cos_slow = 0.955336489125606019642310227197;  // of 0.3
    constexpr double sin_slow = 0.295520206661339575105320745685;
    constexpr double cos_fast = 0.453596121425577387771370051785;  // of 1.1
    double slow[2] = {0.0, sin_slow};                              // sin(0.3 (t - 1)), sin(0.3 t)
    double fast[2] = {1.0, cos_fast};
    std::vector<double> data;
    for (int t = 1; t <= 50; ++t) {
        data.push_back(slow[1] + 0.5 * fast[1]);
        const double next_slow = 2.0 * cos_slow * slow[1] - slow[0];
        const double next_fast = 2.0 * cos_fast * fast[1] - fast[0];
        slow[0] = slow[1];
        slow[1] = next_slow;
        fast[0] = fast[1];
        fast[1] = next_fast;
    }
    return data;
}

/// The model by the value of keep alone.
struct LinearGaussianFamily {
    using Model = LinearGaussian;
    double state_variance = 0.1;
    double noise_variance = 0.2;
    std::span<const double> data;
    Model at(std::span<const double> values) const {
        return {values[0], state_variance, noise_variance, data};
    }
};

}  // namespace upsurge
