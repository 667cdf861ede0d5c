/// Ricker's population with noise, counted with a Poisson error: the example of Wood (2010),
/// doi:10.1038/nature09319, with the data and values that come with pomp. For tests and benchmarks.
///
///   N_t = r N_(t-1) exp(-c N_(t-1) + e), e ~ N(0, sigma^2); y_t ~ Poisson(phi N_t); t = 0 .. 50, N_0 given
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "numbers/arrays.h"
#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {

class Ricker {
  public:
    struct State {
        double log_n;
        double n;
    };

    struct Values {
        double log_r = 3.8;
        double sigma = 0.3;
        double phi = 10.0;
        double c = 1.0;
        double n_0 = 7.0;
    };

    explicit Ricker(const Values& values, VectorPath path = best_vector_path())
        : values_(values), log_phi_(log_of(values.phi)), arrays_(&array_functions(path)) {}

    int steps() const { return static_cast<int>(data.size()); }
    State begin(Draws&) const { return {log_of(values_.n_0), values_.n_0}; }
    void advance_block(std::span<State> states, int step, RunKey key, std::uint32_t first_slot) const {
        if (step == 0) {
            return;  // the first datum is of the population at the start
        }
        std::array<double, block> normals;
        std::array<double, block> log_n;
        std::array<double, block> n;
        for (std::size_t from = 0; from < states.size(); from += block) {
            const std::span<State> some = states.subspan(from, std::min(block, states.size() - from));
            const Address address{.tick = static_cast<std::uint32_t>(step),
                                  .item = first_slot + static_cast<std::uint32_t>(from)};
            arrays_->philox_uniform(key, address, normals.data(), some.size());
            arrays_->normal_quantile(normals.data(), normals.data(), some.size());
            for (std::size_t i = 0; i < some.size(); ++i) {
                log_n[i] = values_.log_r + some[i].log_n - values_.c * some[i].n + values_.sigma * normals[i];
            }
            arrays_->exp(log_n.data(), n.data(), some.size());
            for (std::size_t i = 0; i < some.size(); ++i) {
                some[i] = {log_n[i], n[i]};
            }
        }
    }
    void log_weights(std::span<const State> states, int step, std::span<double> out) const {
        const double y = data[static_cast<std::size_t>(step)];
        const double constant = y * log_phi_ - log_factorials()[static_cast<std::size_t>(step)];
        for (std::size_t i = 0; i < states.size(); ++i) {
            // A population that has died out gives 0 for sure, and y log 0 is no number.
            const double counted = y == 0.0 ? 0.0 : y * states[i].log_n;
            out[i] = counted - values_.phi * states[i].n + constant;
        }
    }

    /// pomp's counts, t = 0 .. 50.
    static constexpr std::array<int, 51> data = {68, 2,   87,  0,  12, 174, 0,   0,  1,   57,  11, 178, 0,
                                                 1,  0,   34,  72, 3,  101, 0,   8,  156, 0,   0,  3,   93,
                                                 0,  17,  121, 0,  0,  19,  107, 0,  4,   127, 0,  1,   47,
                                                 8,  117, 0,   3,  82, 2,   39,  70, 11,  275, 0,  0};

  private:
    static constexpr std::size_t block = 256;

    static const std::array<double, data.size()>& log_factorials() {
        static const std::array<double, data.size()> known = [] {
            std::array<double, data.size()> found;
            for (std::size_t i = 0; i < data.size(); ++i) {
                found[i] = lgamma_of(data[i] + 1.0);
            }
            return found;
        }();
        return known;
    }

    Values values_;
    double log_phi_;
    const ArrayFunctions* arrays_;
};

}  // namespace upsurge
