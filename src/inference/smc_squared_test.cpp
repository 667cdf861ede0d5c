// SMC2, PMMH and iterated filtering against the known posterior of the linear-Gaussian model. Seeds are
// fixed.
#include "inference/smc_squared.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "inference/iterated_filtering.h"
#include "inference/known_fit.h"
#include "inference/pmmh.h"
#include "inference/ricker.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

using Sampler = SmcSquared<LinearGaussianFamily>;

struct InReverse {
    template <class Function>
    void operator()(std::size_t count, Function f) const {
        for (std::size_t i = count; i-- > 0;) {
            f(i);
        }
    }
};

void add_fit(const Sampler& sampler, FitReplicates& found) {
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t i = 0; i < sampler.members().size(); ++i) {
        const double keep = sampler.values_of(sampler.members()[i])[0];
        const double weight = sampler.weights()[i] / sampler.weight_sum();
        mean += weight * keep;
        square += weight * keep * keep;
    }
    found.log_evidences.push_back(sampler.log_evidence());
    found.means.push_back(mean);
    found.standard_deviations.push_back(std::sqrt(square - mean * mean));
}

std::uint64_t hash_of(const Sampler& sampler) {
    StateHash hash;
    for (const Sampler::Member& member : sampler.members()) {
        hash.add(member.free[0]);
        hash.add(member.filter.log_likelihood());
        for (const double x : member.filter.states()) {
            hash.add(x);
        }
    }
    for (const double evidence : sampler.evidences()) {
        hash.add(evidence);
    }
    return hash.value();
}

/// A member's filter must be the one of its parameters, with a likelihood that those can have.
void expect_paired(const Sampler& sampler) {
    for (const Sampler::Member& member : sampler.members()) {
        ASSERT_EQ(member.filter.model().keep, sampler.values_of(member)[0]);
        ASSERT_EQ(member.filter.steps_done(), sampler.steps_done());
        ASSERT_EQ(member.filter.particles(), sampler.particles());
    }
}

TEST(SmcSquared, finds_the_known_posterior_and_evidence) {
    const std::vector<double> data = wave_data();
    FitReplicates found;
    for (int replicate = 0; replicate < 20; ++replicate) {
        Sampler sampler({0.1, 0.2, data}, keep_prior,
                        {.members = 128, .particles = 80, .seed = 100U + replicate, .moves = 4});
        sampler.run();
        ASSERT_FALSE(sampler.stopped());
        ASSERT_FALSE(sampler.rejuvenations().empty());
        add_fit(sampler, found);
    }
    expect_known_fit(found);
}

TEST(SmcSquared, finds_them_through_exchange_steps) {
    // Six particles are too few: filters are doubled on the way. With the exchange's weights left out the
    // members' weights belong to the old filters, and moves among noisy likelihoods keep those that were
    // lucky.
    const std::vector<double> data = wave_data();
    FitReplicates found;
    int exchanges = 0;
    for (int replicate = 0; replicate < 20; ++replicate) {
        Sampler sampler(
            {0.1, 0.2, data}, keep_prior,
            {.members = 64, .particles = 6, .seed = 200U + replicate, .moves = 3, .double_below = 0.3});
        sampler.run();
        for (const Rejuvenation& rejuvenation : sampler.rejuvenations()) {
            exchanges += rejuvenation.exchanged ? 1 : 0;
        }
        expect_paired(sampler);
        add_fit(sampler, found);
    }
    EXPECT_GE(exchanges, 20);
    const ReplicateSummary evidence = summarise_replicates(found.log_evidences);
    EXPECT_NEAR(evidence.log_mean, KnownFit::log_evidence, 4.0 * evidence.log_mean_error);
    const ReplicateSummary mean = summarise_replicates(found.means);
    EXPECT_NEAR(mean.mean, KnownFit::mean, 4.0 * mean.standard_error);
}

TEST(SmcSquared, parameters_and_filters_stay_together) {
    // Regression of a fault seen elsewhere: after resampling, parameters were indexed by the ancestors and
    // filters not.
    const std::vector<double> data = wave_data();
    Sampler sampler({0.1, 0.2, data}, keep_prior, {.members = 60, .particles = 400, .seed = 3, .moves = 1});
    sampler.start();
    while (!sampler.done()) {
        sampler.step();
        expect_paired(sampler);
        for (const Sampler::Member& member : sampler.members()) {
            // Filters of 400 particles: sd of the estimate below .3 for every keep that survives. A filter of
            // another member's keep is off by more as soon as the posterior is much narrower than the prior.
            LinearGaussian model = member.filter.model();
            model.keep = sampler.values_of(member)[0];
            model.data = std::span(data).first(static_cast<std::size_t>(sampler.steps_done()));
            ASSERT_NEAR(member.filter.log_likelihood(), exact_filter(model).log_likelihood, 2.5);
        }
    }
    // Copies go on by chance of their own: no two members have the same particles.
    std::vector<double> firsts;
    for (const Sampler::Member& member : sampler.members()) {
        firsts.push_back(member.filter.states()[0]);
    }
    std::sort(firsts.begin(), firsts.end());
    int alike = 0;
    for (std::size_t i = 1; i < firsts.size(); ++i) {
        alike += firsts[i] == firsts[i - 1] ? 1 : 0;
    }
    // A rejuvenation at the very last step leaves copies that have not yet moved on.
    const bool late = sampler.rejuvenations().back().step == 50;
    EXPECT_TRUE(late || alike == 0) << alike;
}

TEST(SmcSquared, order_of_members_changes_no_bit) {
    const std::vector<double> data = wave_data();
    const SmcSquaredOptions options{.members = 40, .particles = 10, .seed = 4, .double_below = 0.4};
    Sampler forward({0.1, 0.2, data}, keep_prior, options);
    Sampler backward({0.1, 0.2, data}, keep_prior, options);
    forward.run();
    backward.run(InReverse{});
    EXPECT_EQ(hash_of(forward), hash_of(backward));
    EXPECT_GT(forward.particles(), 10);
    // A copy made half way goes on with the same bits: the state is a value.
    Sampler half({0.1, 0.2, data}, keep_prior, options);
    half.start();
    for (int step = 0; step < 25; ++step) {
        half.step();
    }
    Sampler copy = half;
    while (!copy.done()) {
        copy.step();
    }
    EXPECT_EQ(hash_of(copy), hash_of(forward));
}

TEST(SmcSquared, evidence_of_each_beginning_is_that_of_the_data_so_far) {
    const std::vector<double> data = wave_data();
    Sampler sampler({0.1, 0.2, data}, keep_prior, {.members = 400, .particles = 80, .seed = 5});
    sampler.run();
    for (const std::size_t steps : {std::size_t{1}, std::size_t{10}, std::size_t{25}}) {
        // The prior in 2,000 equal pieces.
        std::vector<double> logs;
        for (int i = 0; i < 2000; ++i) {
            logs.push_back(
                exact_filter({(i + 0.5) / 2000.0, 0.1, 0.2, std::span(data).first(steps)}).log_likelihood);
        }
        // Standard error about .12 at 400 members.
        EXPECT_NEAR(sampler.evidences()[steps - 1], log_sum_exp(logs) - log_of(2000.0), 0.5) << steps;
    }
}

TEST(Pmmh, finds_the_known_posterior) {
    const std::vector<double> data = wave_data();
    const LikelihoodEstimate estimate =
        filter_estimate(LinearGaussianFamily{0.1, 0.2, data}, {.particles = 50, .seed = 6});
    const PmmhResult result =
        pmmh(PriorScale(keep_prior), estimate, {.adapting = 1000, .steps = 8000, .seed = 7});
    ASSERT_TRUE(result.started);
    EXPECT_GT(result.acceptance, 0.1);
    std::vector<double> keep;
    std::vector<double> squares;
    for (const std::vector<double>& draw : result.draws) {
        keep.push_back(draw[0]);
        squares.push_back((draw[0] - KnownFit::mean) * (draw[0] - KnownFit::mean));
    }
    // Batch means of 30 batches: 4 standard errors are exceeded by chance 4 times in 10,000.
    const ChainMean mean = chain_mean(keep);
    EXPECT_NEAR(mean.mean, KnownFit::mean, 4.0 * mean.standard_error);
    EXPECT_LT(mean.standard_error, 0.006);
    const ChainMean variance = chain_mean(squares);
    EXPECT_NEAR(variance.mean, KnownFit::standard_deviation * KnownFit::standard_deviation,
                4.0 * variance.standard_error);
    // Each kept likelihood can be made again from the number of its evaluation.
    EXPECT_EQ(estimate(result.evaluations.back(), result.draws.back()), result.log_likelihoods.back());
}

TEST(Pmmh, says_when_there_is_no_start) {
    const PmmhResult result = pmmh(
        PriorScale(keep_prior), [](std::uint64_t, std::span<const double>) { return -elementary::infinity; },
        {.start_tries = 20});
    EXPECT_FALSE(result.started);
    EXPECT_EQ(result.evaluations_made, 20U);
    EXPECT_TRUE(result.draws.empty());
}

TEST(IteratedFiltering, finds_the_greatest_likelihood) {
    const std::vector<double> data = wave_data();
    double best = 0.0;
    double best_likelihood = -1e300;
    for (int i = 0; i < 10000; ++i) {
        const double keep = (i + 0.5) / 10000.0;
        const double likelihood = exact_filter({keep, 0.1, 0.2, data}).log_likelihood;
        if (likelihood > best_likelihood) {
            best_likelihood = likelihood;
            best = keep;
        }
    }
    for (const double start : {0.2, 0.99}) {
        const IteratedFilteringResult result = iterate_filtering(
            LinearGaussianFamily{0.1, 0.2, data}, PriorScale(keep_prior), std::vector<double>{start},
            {.iterations = 60, .particles = 400, .seed = 8, .cooled_after_50 = 0.1});
        ASSERT_EQ(result.end, FilterEnd::complete);
        // The likelihood's width is .07, and the last swarm's centre still wanders by a third of it.
        EXPECT_NEAR(result.values[0], best, 0.035) << start;
        EXPECT_GT(exact_filter({result.values[0], 0.1, 0.2, data}).log_likelihood, best_likelihood - 0.1);
    }
}

struct RickerFamily {
    using Model = Ricker;
    Ricker at(std::span<const double> values) const {
        return Ricker({.log_r = values[0], .sigma = values[1], .phi = values[2]});
    }
};

TEST(IteratedFiltering, climbs_on_a_model_that_moves_in_blocks) {
    const PriorScale scale({{Prior::Family::uniform, 2.0, 5.0},
                            {Prior::Family::log_uniform, 0.05, 1.0},
                            {Prior::Family::log_uniform, 2.0, 50.0}});
    const std::vector<double> start = {3.5, 0.5, 8.0};
    const auto likelihood = [](const std::vector<double>& values) {
        return ParticleFilter(RickerFamily{}.at(values), {.particles = 5000, .seed = 9}).run().log_likelihood;
    };
    const IteratedFilteringResult result =
        iterate_filtering(RickerFamily{}, scale, start,
                          {.iterations = 40, .particles = 500, .seed = 10, .cooled_after_50 = 0.1});
    ASSERT_EQ(result.end, FilterEnd::complete);
    // Truth has -139.05; the start is far below it, and the maximum is at least as high.
    EXPECT_LT(likelihood(start), -141.0);
    EXPECT_GT(likelihood(result.values), -139.5);
    EXPECT_EQ(result.centres.size(), 40U);
}

}  // namespace
}  // namespace upsurge
