/// SMC2: parameters and hidden states followed together as data arrive, with the evidence of every beginning
/// of the data.
///
/// Each member is a parameter vector with a particle filter of its own. A step of the data weighs members by
/// what their filter's estimate gained. When their effective sample size falls below a share, members are
/// resampled and moved by PMMH over the data so far. When too few moves are accepted, filters are replaced by
/// ones of twice the particles in an exchange step: the new filter is run over the data so far and the
/// member's weight multiplied by new / old estimate, without which the weights would belong to the old
/// filters.
///
/// A member is copied as one thing, parameters and filter, so that neither can be paired with another's; a
/// copy goes on with chance of its own.
///
/// Source: Chopin, Jacob and Papaspiliopoulos (2013), doi:10.1111/j.1467-9868.2012.01046.x.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "inference/particle_filter.h"
#include "inference/prior_scale.h"
#include "inference/random_walk.h"
#include "inference/weights.h"
#include "numbers/samplers.h"
#include "upsurge/result.h"

namespace upsurge {

struct SmcSquaredOptions {
    int members = 256;            ///< parameter vectors, >= 2
    int particles = 128;          ///< of each filter at first
    int particles_max = 1 << 16;  ///< not doubled beyond
    std::uint64_t seed = 1;
    double effective_share = 0.5;
    int moves = 3;               ///< PMMH steps at each rejuvenation
    double double_below = 0.15;  ///< acceptance of a rejuvenation below which particles are doubled
};

/// A rejuvenation.
struct Rejuvenation {
    int step = 0;  ///< data used, in steps
    double acceptance = 0;
    int particles = 0;       ///< of each filter after it
    bool exchanged = false;  ///< whether the number has just been doubled
};

template <ModelFamily Family>
class SmcSquared {
  public:
    using Filter = ParticleFilter<typename Family::Model>;
    struct Member {
        std::vector<double> free;
        Filter filter;
    };

    /// @param family  data that its models refer to must outlive this
    SmcSquared(Family family, std::vector<Prior> priors, const SmcSquaredOptions& options)
        : family_(std::move(family)),
          scale_(std::move(priors)),
          options_(options),
          particles_(options.particles) {
        UPSURGE_CHECK(options.members >= 2 && options.moves >= 1, "SMC2: bad options");
    }

    /// Runs all steps of the data, or up to the one that no member can explain.
    /// @param each  each(count, f) calls f for every member in any order, on any threads
    template <class Each = InOrder>
    void run(Each each = {}) {
        start(each);
        while (!done()) {
            step(each);
        }
    }

    template <class Each = InOrder>
    void start(Each each = {}) {
        members_.clear();
        for (int slot = 0; slot < options_.members; ++slot) {
            Draws draws = draws_at(static_cast<std::uint64_t>(slot), prior_process);
            std::vector<double> free = scale_.sample(draws);
            Filter filter = filter_of(free, next_evaluation_++);
            members_.push_back({std::move(free), std::move(filter)});
        }
        ++pass_;
        each(members_.size(), [&](std::size_t i) { members_[i].filter.start(); });
        log_weights_.assign(members_.size(), 0.0);
        weights_.assign(members_.size(), 1.0);
        weight_sum_ = static_cast<double>(members_.size());
        steps_ = members_[0].filter.model().steps();
    }

    template <class Each = InOrder>
    void step(Each each = {}) {
        UPSURGE_CHECK(!done(), "SMC2: no step left");
        const double before = log_sum_exp(log_weights_);
        each(members_.size(), [&](std::size_t i) {
            if (!members_[i].filter.done()) {
                members_[i].filter.step();
                log_weights_[i] += members_[i].filter.last_increment();
            }
        });
        ++step_;
        const WeightSum sum = weigh();
        log_evidence_ += sum.log_sum - before;
        evidences_.push_back(log_evidence_);
        stopped_ = !(sum.log_sum > -elementary::infinity);
        if (!stopped_ &&
            sum.effective_sample_size < options_.effective_share * static_cast<double>(members_.size())) {
            rejuvenate(each);
        }
    }

    bool done() const { return stopped_ || step_ == steps_; }
    /// Whether a datum was impossible under all members; the evidence then is -infinity (NaN if a weight was
    /// no number).
    bool stopped() const { return stopped_; }
    int steps_done() const { return step_; }
    double log_evidence() const { return log_evidence_; }
    /// [steps done] log evidence of the data up to and including each step.
    const std::vector<double>& evidences() const { return evidences_; }
    const std::vector<Member>& members() const { return members_; }
    std::vector<double> values_of(const Member& member) const { return scale_.values(member.free); }
    /// [members], sum weight_sum().
    const std::vector<double>& weights() const { return weights_; }
    double weight_sum() const { return weight_sum_; }
    const std::vector<Rejuvenation>& rejuvenations() const { return rejuvenations_; }
    int particles() const { return particles_; }

  private:
    // Processes at the addresses of a pass: make_run_key(seed, Purpose::smc_squared, pass, slot, 0).
    static constexpr std::uint8_t prior_process = 0;
    static constexpr std::uint8_t resampling_process = 1;
    static constexpr std::uint8_t proposal_process = 2;
    static constexpr std::uint8_t acceptance_process = 3;

    Draws draws_at(std::uint64_t slot, std::uint8_t process) const {
        return Draws(make_run_key(options_.seed, Purpose::smc_squared, pass_, slot, 0), {.process = process});
    }

    Filter filter_of(const std::vector<double>& free, std::uint64_t evaluation) const {
        return Filter(family_.at(scale_.values(free)),
                      {.particles = particles_, .seed = options_.seed, .evaluation = evaluation});
    }
    /// Over the data so far.
    void catch_up(Filter& filter) const {
        filter.start();
        while (!filter.done() && filter.steps_done() < step_) {
            filter.step();
        }
    }

    WeightSum weigh() {
        weights_.resize(log_weights_.size());
        const WeightSum sum = scale_weights(log_weights_, weights_, array_functions(best_vector_path()));
        weight_sum_ = sum.sum;
        return sum;
    }

    template <class Each>
    void rejuvenate(Each& each) {
        std::vector<std::vector<double>> points;
        for (const Member& member : members_) {
            points.push_back(member.free);
        }
        const RandomWalk walk(weighted_covariance(points, weights_), scale_.dimension());
        resample(each);
        double accepted = 0.0;
        for (int move = 0; move < options_.moves; ++move) {
            accepted += move_all(walk, each);
        }
        const double acceptance =
            accepted / (static_cast<double>(members_.size()) * static_cast<double>(options_.moves));
        walk_scale_ = std::clamp(walk_scale_ * exp_of(acceptance - 0.25), 0.05, 3.0);
        const bool exchanging =
            acceptance < options_.double_below && 2 * particles_ <= options_.particles_max;
        if (exchanging) {
            exchange(each);
        }
        rejuvenations_.push_back({step_, acceptance, particles_, exchanging});
    }

    template <class Each>
    void resample(Each& each) {
        std::vector<std::uint32_t> ancestors(members_.size());
        Draws draws = draws_at(0, resampling_process);
        systematic_ancestors(weights_, weight_sum_, draws.uniform(), ancestors);
        ++pass_;
        const std::uint64_t first = next_evaluation_;
        next_evaluation_ += members_.size();
        each(members_.size(), [&](std::size_t i) {
            if (ancestors[i] != i) {
                members_[i] = members_[ancestors[i]];
                members_[i].filter.branch(first + i);
            }
        });
        log_weights_.assign(members_.size(), 0.0);
        weigh();
    }

    /// One PMMH step of every member; how many were accepted.
    template <class Each>
    double move_all(const RandomWalk& walk, Each& each) {
        const std::uint64_t first = next_evaluation_;
        next_evaluation_ += members_.size();
        std::vector<double> accepted(members_.size(), 0.0);
        each(members_.size(), [&](std::size_t i) {
            Draws proposing = draws_at(i, proposal_process);
            std::vector<double> free = walk.propose(members_[i].free, walk_scale_, proposing);
            Filter filter = filter_of(free, first + i);
            catch_up(filter);
            const double log_ratio = (filter.log_likelihood() - members_[i].filter.log_likelihood()) +
                                     (scale_.log_density(free) - scale_.log_density(members_[i].free));
            Draws accepting = draws_at(i, acceptance_process);
            if (log_of(accepting.uniform()) < log_ratio) {
                members_[i] = {std::move(free), std::move(filter)};
                accepted[i] = 1.0;
            }
        });
        ++pass_;
        return ordered_sum(accepted);
    }

    template <class Each>
    void exchange(Each& each) {
        particles_ *= 2;
        const std::uint64_t first = next_evaluation_;
        next_evaluation_ += members_.size();
        each(members_.size(), [&](std::size_t i) {
            Filter filter = filter_of(members_[i].free, first + i);
            catch_up(filter);
            log_weights_[i] += filter.log_likelihood() - members_[i].filter.log_likelihood();
            members_[i].filter = std::move(filter);
        });
        // The target changes from old filters to new ones, both with the evidence so far as their normaliser:
        // the mean of the factors is 1 in expectation, and leaving it out of the evidence keeps its noise out
        // too.
        const WeightSum sum = weigh();
        stopped_ = !(sum.log_sum > -elementary::infinity);
    }

    Family family_;
    PriorScale scale_;
    SmcSquaredOptions options_;
    int particles_;
    int steps_ = 0;
    int step_ = 0;
    bool stopped_ = false;
    std::uint64_t pass_ = 0;
    std::uint64_t next_evaluation_ = 0;
    double walk_scale_ = 1;
    double log_evidence_ = 0;
    double weight_sum_ = 0;
    std::vector<double> evidences_;
    std::vector<Member> members_;
    std::vector<double> log_weights_;
    std::vector<double> weights_;
    std::vector<Rejuvenation> rejuvenations_;
};

}  // namespace upsurge
