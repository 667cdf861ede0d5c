/// Bootstrap particle filter: an unbiased estimate of the likelihood of a state-space model, and draws of its
/// paths.
///
/// Particles move by the model, are weighed by the datum of each step, and are resampled (systematic) before
/// the next step when the effective sample size has fallen below a share of their number. The mean of
/// exp(log_likelihood) over evaluations is the likelihood, for any number of particles.
///
/// Chance: slot i draws in segment k of an evaluation from make_run_key(seed, purpose, evaluation, i, k); a
/// segment is a stretch between two resamplings. Resampling before step t draws at tick t of the key of
/// purpose filter_resampling with the same evaluation. So slots may be moved in any order and on any threads.
///
/// Sources: Gordon, Salmond and Smith (1993), doi:10.1049/ip-f-2.1993.0015; unbiasedness: Del Moral (2004),
/// doi:10.1007/978-1-4684-9393-1; guides that cancel: Whiteley and Lee (2014), doi:10.1214/13-AOS1167.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "inference/particle_path.h"
#include "inference/state_space_model.h"
#include "inference/weights.h"
#include "numbers/arrays.h"
#include "numbers/elementary.h"
#include "numbers/philox.h"
#include "upsurge/result.h"

namespace upsurge {

struct FilterOptions {
    int particles = 1000;  ///< >= 2, below 2^31
    std::uint64_t seed = 1;
    std::uint64_t evaluation = 0;  ///< fresh for every estimate of a likelihood
    Purpose purpose = Purpose::filter;
    double resample_below = 0.5;           ///< share of the particles; 0 never, above 1 before every step
    bool keep_ancestry = false;            ///< 4 bytes per particle and resampling; needed for paths
    VectorPath path = best_vector_path();  ///< changes no bit
};

/// How a filter ended.
enum class FilterEnd {
    complete,      ///< or still going
    collapsed,     ///< all weights are zero: no particle can explain the datum of the step
    not_a_number,  ///< the model gave a weight that is no number, or infinite
};

struct FilterResult {
    double log_likelihood = 0;  ///< -infinity if collapsed, NaN if not a number
    FilterEnd end = FilterEnd::complete;
    int end_step = 0;  ///< the step that ended it, or the number of steps
    int resamplings = 0;
    double smallest_effective_share = 1;  ///< effective sample size / particles, over all steps
    int smallest_step = 0;                ///< where that was
    /// Variance of the likelihood estimate over its square, estimated from this run alone through the first
    /// ancestors of the particles (Lee and Whiteley 2018, doi:10.1093/biomet/asy028). About the variance of
    /// log_likelihood when small. Nearly 1 means that all descend from one particle: then nothing is known
    /// but that it is large.
    double relative_variance = 0;
};

/// Calls f(i) for i < count one after the other. A driver with threads passes its own.
struct InOrder {
    template <class Function>
    void operator()(std::size_t count, Function f) const {
        for (std::size_t i = 0; i < count; ++i) {
            f(i);
        }
    }
};

template <StateSpaceModel Model>
class ParticleFilter {
  public:
    using State = typename Model::State;

    ParticleFilter(Model model, const FilterOptions& options)
        : model_(std::move(model)),
          options_(options),
          keys_(options.seed, options.purpose, options.evaluation),
          steps_(model_.steps()) {
        UPSURGE_CHECK(options.particles >= 2 && options.particles < (1 << 30),
                      "filter: bad number of particles");
    }

    /// Runs all steps.
    template <class Each = InOrder>
    FilterResult run(Each each = {}) {
        start(each);
        while (!done()) {
            step(each);
        }
        return result();
    }

    /// All particles before step 0.
    template <class Each = InOrder>
    void start(Each each = {}) {
        const std::size_t count = static_cast<std::size_t>(options_.particles);
        if (states_.size() != count) {
            states_.assign(count, begin_slot(0));
        }
        each(count, [&](std::size_t slot) { states_[slot] = begin_slot(static_cast<std::uint32_t>(slot)); });
        forget();
    }
    /// The same from given states, as many as there are particles.
    void start_from(std::vector<State> states) {
        UPSURGE_CHECK(static_cast<int>(states.size()) == options_.particles,
                      "filter: wrong number of states");
        states_ = std::move(states);
        forget();
    }

    /// One step: resampling if it is due, advance, weight.
    /// @param each  each(count, f) calls f(0) .. f(count - 1) in any order, on any threads
    template <class Each = InOrder>
    void step(Each each = {}) {
        UPSURGE_CHECK(!done(), "filter: no step left");
        if (effective_ < options_.resample_below * static_cast<double>(options_.particles)) {
            resample();
        }
        move_and_weigh(each);
        for (std::size_t i = 0; i < log_weights_.size(); ++i) {
            // A particle that is out stays out, whatever its guide says.
            log_weights_[i] =
                log_weights_[i] == -elementary::infinity ? log_weights_[i] : log_weights_[i] + fresh_[i];
        }
        const WeightSum sum = scale_weights(log_weights_, weights_, *arrays_);
        weight_sum_ = sum.sum;
        effective_ = sum.effective_sample_size;
        increment_ = sum.log_sum - log_sum_;
        log_sum_ = sum.log_sum;
        log_likelihood_ += increment_;
        if (sum.log_sum != sum.log_sum) {
            end_ = FilterEnd::not_a_number;
        } else if (sum.log_sum == -elementary::infinity) {
            end_ = FilterEnd::collapsed;
        }
        const double share = effective_ / static_cast<double>(options_.particles);
        if (share < smallest_share_) {
            smallest_share_ = share;
            smallest_step_ = step_;
        }
        if (end_ == FilterEnd::complete) {
            ++step_;
        }
    }

    /// Whether all steps are done, or no particle is left.
    bool done() const { return step_ == steps_ || end_ != FilterEnd::complete; }
    int steps_done() const { return step_; }
    FilterEnd end() const { return end_; }
    double log_likelihood() const { return log_likelihood_; }
    /// What the last step added to log_likelihood.
    double last_increment() const { return increment_; }
    const Model& model() const { return model_; }
    int particles() const { return options_.particles; }
    std::span<const State> states() const { return states_; }
    /// [particles] in proportion to the chance of each state; their sum is weight_sum().
    std::span<const double> weights() const { return weights_; }
    double weight_sum() const { return weight_sum_; }

    FilterResult result() const {
        FilterResult result;
        result.log_likelihood = log_likelihood_;
        result.end = end_;
        result.end_step = step_;
        result.resamplings = resamplings_;
        result.smallest_effective_share = smallest_share_;
        result.smallest_step = smallest_step_;
        result.relative_variance = end_ == FilterEnd::complete ? relative_variance() : 1.0;
        return result;
    }

    /// From now on draws belong to another evaluation: for one of two copies that go on side by side.
    void branch(std::uint64_t evaluation) {
        options_.evaluation = evaluation;
        keys_ = RunKeys(options_.seed, options_.purpose, evaluation);
        ++segment_;
        if (options_.keep_ancestry) {
            ancestry_.begin_stretch(step_, evaluation, segment_, {});
        }
    }

    /// The path that ends in a slot now. Needs keep_ancestry.
    std::vector<PathPiece> path(std::uint32_t slot) const {
        UPSURGE_CHECK(options_.keep_ancestry, "filter: paths were not kept");
        return ancestry_.path(slot, step_);
    }
    /// A path drawn in proportion to the weights.
    std::vector<PathPiece> sample_path(Draws& draws) const {
        return path(slot_at(weights_, weight_sum_, draws.uniform()));
    }

  private:
    static constexpr std::size_t block = 1024;  // states moved by one call where the model takes blocks

    State begin_slot(std::uint32_t slot) const { return begin_state(model_, keys_.at(slot, 0)); }

    void forget() {
        const std::size_t count = states_.size();
        log_weights_.assign(count, 0.0);
        fresh_.assign(count, 0.0);
        weights_.assign(count, 1.0);
        ancestors_.resize(count);
        first_ancestors_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            first_ancestors_[i] = static_cast<std::uint32_t>(i);
        }
        guides_.assign(Guided<Model> ? count : 0, 0.0);
        weight_sum_ = effective_ = static_cast<double>(count);
        log_sum_ = log_of(static_cast<double>(count));
        log_likelihood_ = increment_ = 0.0;
        step_ = resamplings_ = smallest_step_ = 0;
        smallest_share_ = 1.0;
        segment_ = 0;
        end_ = FilterEnd::complete;
        ancestry_.clear();
        if (options_.keep_ancestry) {
            ancestry_.begin_stretch(0, options_.evaluation, 0, {});
        }
    }

    void resample() {
        Draws draws(make_run_key(options_.seed, Purpose::filter_resampling, options_.evaluation,
                                 static_cast<std::uint64_t>(options_.purpose), 0),
                    {.tick = static_cast<std::uint32_t>(step_)});
        systematic_ancestors(weights_, weight_sum_, draws.uniform(), ancestors_);
        for (std::size_t i = 0; i < ancestors_.size(); ++i) {
            const std::uint32_t from = ancestors_[i];
            if (from != i) {
                states_[i] = states_[from];
                first_ancestors_[i] = first_ancestors_[from];
                if constexpr (Guided<Model>) {
                    guides_[i] = guides_[from];
                }
            }
        }
        std::fill(log_weights_.begin(), log_weights_.end(), 0.0);
        log_sum_ = log_of(static_cast<double>(options_.particles));
        ++resamplings_;
        ++segment_;
        if (options_.keep_ancestry) {
            ancestry_.begin_stretch(step_, options_.evaluation, segment_, ancestors_);
        }
    }

    template <class Each>
    void move_and_weigh(Each& each) {
        const std::size_t count = states_.size();
        if constexpr (AdvancesInBlocks<Model>) {
            const RunKey key = keys_.at(0, segment_);
            each((count + block - 1) / block, [&](std::size_t part) {
                const std::size_t first = part * block;
                const std::size_t length = std::min(block, count - first);
                model_.advance_block(std::span(states_).subspan(first, length), step_, key,
                                     static_cast<std::uint32_t>(first));
                model_.log_weights(std::span<const State>(states_).subspan(first, length), step_,
                                   std::span(fresh_).subspan(first, length));
                for (std::size_t i = first; i < first + length; ++i) {
                    add_guide(i);
                }
            });
        } else {
            each(count, [&](std::size_t i) {
                const std::uint32_t slot = static_cast<std::uint32_t>(i);
                advance_state(model_, states_[i], step_, keys_.at(slot, segment_), slot);
                fresh_[i] = model_.log_weight(states_[i], step_);
                add_guide(i);
            });
        }
    }

    void add_guide([[maybe_unused]] std::size_t slot) {
        if constexpr (Guided<Model>) {
            const double now = step_ + 1 == steps_ ? 0.0 : model_.log_guide(states_[slot], step_);
            fresh_[slot] += now - guides_[slot];
            guides_[slot] = now;
        }
    }

    double relative_variance() const {
        std::vector<double> family(states_.size(), 0.0);
        for (std::size_t i = 0; i < states_.size(); ++i) {
            family[first_ancestors_[i]] += weights_[i] / weight_sum_;
        }
        const double count = static_cast<double>(options_.particles);
        double factor = 1.0;
        for (int i = 0; i <= resamplings_; ++i) {
            factor *= count / (count - 1.0);
        }
        return std::max(0.0, 1.0 - factor * (1.0 - ordered_sum_of_squares(family)));
    }

    Model model_;
    FilterOptions options_;
    RunKeys keys_;
    int steps_;
    const ArrayFunctions* arrays_ = &array_functions(options_.path);

    std::vector<State> states_;
    std::vector<double> log_weights_;  // since the last resampling
    std::vector<double> fresh_;        // of this step
    std::vector<double> weights_;      // exp(log_weights_), scaled
    std::vector<double> guides_;       // log g of the last step
    std::vector<std::uint32_t> ancestors_;
    std::vector<std::uint32_t> first_ancestors_;
    Ancestry ancestry_;

    double weight_sum_ = 0;
    double effective_ = 0;
    double log_sum_ = 0;
    double log_likelihood_ = 0;
    double increment_ = 0;
    double smallest_share_ = 1;
    int smallest_step_ = 0;
    int step_ = 0;
    int resamplings_ = 0;
    std::uint32_t segment_ = 0;
    FilterEnd end_ = FilterEnd::complete;
};

}  // namespace upsurge
