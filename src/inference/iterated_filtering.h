/// Iterated filtering (IF2): the parameters of greatest likelihood, found with a particle filter alone.
///
/// Each particle carries parameters of its own that wander by a random walk, before the first and before
/// every step. The filter keeps those that explain the data; the walk is cooled from iteration to iteration,
/// so that the swarm gathers at the maximum. It gives starts for samplers and points of profiles, neither a
/// posterior nor an evidence: the prior only serves as scale and limits (see prior_scale.h).
///
/// Source: Ionides, Nguyen, Atchade, Stoev and King (2015), doi:10.1073/pnas.1410597112.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "inference/particle_filter.h"
#include "inference/prior_scale.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

struct IteratedFilteringOptions {
    int iterations = 50;
    int particles = 1000;
    std::uint64_t seed = 1;
    double walk = 0.05;  ///< standard deviation of a step of the walk on the free scale, first iteration
    double cooled_after_50 = 0.3;  ///< share of `walk` left after 50 iterations, in (0, 1]
};

struct IteratedFilteringResult {
    std::vector<double> values;                ///< centre of the last swarm
    std::vector<std::vector<double>> centres;  ///< [iterations] centres of the swarms
    std::vector<double> log_likelihoods;       ///< [iterations] of the wandering model, not of `values`
    FilterEnd end =
        FilterEnd::complete;  ///< other: an iteration ended so, and the swarm is the one before it
};

namespace iterated_filtering {

/// A family's model with parameters that wander, as a state-space model.
template <ModelFamily Family>
class Wandering {
  public:
    using Inner = typename Family::Model;
    struct State {
        std::vector<double> free;
        typename Inner::State hidden;
    };

    /// @param walk  [steps] standard deviations
    Wandering(const Family& family, const PriorScale& scale, std::vector<double> walk)
        : family_(&family), scale_(&scale), walk_(std::move(walk)) {}

    int steps() const { return static_cast<int>(walk_.size()); }
    State begin(RunKey) const {
        UPSURGE_CHECK(false, "iterated filtering: a swarm is started from states");
        std::abort();  // no state without a swarm
    }
    State begin_from(std::vector<double> free, double walk, RunKey key) const {
        wander(free, walk, key, steps());
        const Inner model = family_->at(scale_->values(free));
        typename Inner::State hidden = begin_state(model, key);
        return {std::move(free), std::move(hidden)};
    }
    void advance(State& state, int step, RunKey key) const {
        wander(state.free, walk_[static_cast<std::size_t>(step)], key, step);
        advance_state(family_->at(scale_->values(state.free)), state.hidden, step, key, 0);
    }
    double log_weight(const State& state, int step) const {
        const Inner model = family_->at(scale_->values(state.free));
        if constexpr (AdvancesInBlocks<Inner>) {
            double weight = 0.0;
            model.log_weights(std::span<const typename Inner::State>(&state.hidden, 1), step,
                              std::span(&weight, 1));
            return weight;
        } else {
            return model.log_weight(state.hidden, step);
        }
    }

  private:
    static void wander(std::vector<double>& free, double walk, RunKey key, int step) {
        // A key beside the slot's own, whose addresses are the model's.
        const RunKey beside = make_run_key(key.word[0], Purpose::iterated_filtering, key.word[1], 0, 0);
        Draws draws(beside, {.tick = static_cast<std::uint32_t>(step)});
        for (double& z : free) {
            z += walk * normal(draws);
        }
    }

    const Family* family_;
    const PriorScale* scale_;
    std::vector<double> walk_;
};

}  // namespace iterated_filtering

/// @param start  values from which all particles set out
template <ModelFamily Family>
IteratedFilteringResult iterate_filtering(const Family& family, const PriorScale& scale,
                                          std::span<const double> start,
                                          const IteratedFilteringOptions& options) {
    using Wandering = iterated_filtering::Wandering<Family>;
    using Filter = ParticleFilter<Wandering>;
    const int steps = family.at(start).steps();
    const double per_iteration = log_of(options.cooled_after_50) / 50.0;
    const std::size_t count = static_cast<std::size_t>(options.particles);
    std::vector<std::vector<double>> swarm(count, scale.free(start));
    IteratedFilteringResult result;
    for (int iteration = 0; iteration < options.iterations; ++iteration) {
        std::vector<double> walk;
        for (int step = 0; step < steps; ++step) {
            walk.push_back(options.walk *
                           exp_of(per_iteration * (iteration + static_cast<double>(step) / steps)));
        }
        const Wandering model(family, scale, walk);
        const std::uint64_t evaluation = static_cast<std::uint64_t>(iteration);
        const FilterOptions filter_options{.particles = options.particles,
                                           .seed = options.seed,
                                           .evaluation = evaluation,
                                           .purpose = Purpose::iterated_filtering,
                                           .resample_below = 2.0};
        std::vector<typename Wandering::State> states;
        for (std::size_t slot = 0; slot < count; ++slot) {
            states.push_back(model.begin_from(
                swarm[slot], walk[0],
                make_run_key(options.seed, Purpose::iterated_filtering, evaluation, slot, 0)));
        }
        Filter filter(model, filter_options);
        filter.start_from(std::move(states));
        while (!filter.done()) {
            filter.step();
        }
        if (filter.end() != FilterEnd::complete) {
            result.end = filter.end();
            break;
        }
        // The last datum's weights are still to be paid.
        std::vector<std::uint32_t> ancestors(count);
        Draws draws(make_run_key(options.seed, Purpose::filter_resampling, evaluation,
                                 static_cast<std::uint64_t>(Purpose::iterated_filtering), 0),
                    {.tick = static_cast<std::uint32_t>(steps)});
        systematic_ancestors(filter.weights(), filter.weight_sum(), draws.uniform(), ancestors);
        std::vector<double> centre(swarm[0].size(), 0.0);
        for (std::size_t slot = 0; slot < count; ++slot) {
            swarm[slot] = filter.states()[ancestors[slot]].free;
            for (std::size_t i = 0; i < centre.size(); ++i) {
                centre[i] += swarm[slot][i] / static_cast<double>(count);
            }
        }
        result.centres.push_back(scale.values(centre));
        result.values = result.centres.back();
        result.log_likelihoods.push_back(filter.log_likelihood());
    }
    return result;
}

}  // namespace upsurge
