// Tempering against known posteriors and evidences, and as a machine that can be stopped and replayed. Seeds
// are fixed.
#include "inference/tempered_smc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "inference/drive.h"
#include "inference/known_fit.h"
#include "inference/prior_change.h"
#include "numbers/densities.h"
#include "numbers/hash.h"

namespace upsurge {
namespace {

constexpr int replicates = 20;

std::uint64_t hash_of(const TemperedResult& result) {
    StateHash hash;
    for (const WeightedDraw& draw : result.draws) {
        for (const double value : draw.values) {
            hash.add(value);
        }
        hash.add(draw.weight);
        hash.add(draw.log_likelihood);
        hash.add(draw.evaluation);
    }
    for (const Temperature& temperature : result.temperatures) {
        hash.add(temperature.beta);
        hash.add(temperature.effective_sample_size);
    }
    for (const MovePass& pass : result.passes) {
        hash.add(pass.acceptance);
        hash.add(pass.scale);
    }
    hash.add(result.log_evidence);
    hash.add(result.evaluations);
    return hash.value();
}

LikelihoodEstimate exact_estimate(const std::vector<double>& data, double state_variance) {
    return [&data, state_variance](std::uint64_t, std::span<const double> values) {
        return exact_filter({values[0], state_variance, 0.2, data}).log_likelihood;
    };
}

FitReplicates fits(TemperingOptions options, const LikelihoodEstimate& estimate) {
    FitReplicates found;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        options.seed = static_cast<std::uint64_t>(100 + replicate);
        const TemperedResult result = drive(TemperedSmc(keep_prior, options), estimate);
        EXPECT_EQ(result.failure, SamplerFailure::none) << result.failure_sentence;
        found.log_evidences.push_back(result.log_evidence);
        const Moments moments = moments_of(result);
        found.means.push_back(moments.mean);
        found.standard_deviations.push_back(moments.standard_deviation);
    }
    return found;
}

TEST(TemperedSmc, finds_the_known_posterior_and_evidence) {
    const std::vector<double> data = wave_data();
    expect_known_fit(fits({.draws = 256, .moves = 5}, exact_estimate(data, 0.1)));
}

TEST(TemperedSmc, finds_them_waste_free_too) {
    const std::vector<double> data = wave_data();
    expect_known_fit(fits({.draws = 512, .moves = 7, .waste_free = true}, exact_estimate(data, 0.1)));
}

// Whatever the reference is made of - the posterior's neighbourhood, one point off it, the far end of the
// prior - evidence and posterior are those of the prior. A sampler that forgot to divide by the reference
// would be off by more than one in the first and last.
TEST(TemperedSmc, finds_them_from_a_reference_distribution_too) {
    const std::vector<double> data = wave_data();
    const StartingDraws near = {{{0.8}, {0.85}, {0.9}, {0.95}}, {1, 2, 2, 1}};
    const StartingDraws point = {{{0.6}}, {1}};
    const StartingDraws far = {{{0.05}, {0.1}, {0.2}}, {1, 1, 1}};
    const std::vector<StartingDraws> all = {near, point, far};
    for (std::size_t which = 0; which < all.size(); ++which) {
        FitReplicates found;
        double temperatures = 0;
        for (int replicate = 0; replicate < replicates; ++replicate) {
            const TemperingOptions options = {
                .draws = 512, .seed = static_cast<std::uint64_t>(700 + replicate), .moves = 5};
            const TemperedResult result =
                drive(TemperedSmc(keep_prior, options, all[which]), exact_estimate(data, 0.1));
            EXPECT_EQ(result.failure, SamplerFailure::none) << result.failure_sentence;
            found.log_evidences.push_back(result.log_evidence);
            const Moments moments = moments_of(result);
            found.means.push_back(moments.mean);
            found.standard_deviations.push_back(moments.standard_deviation);
            temperatures += static_cast<double>(result.temperatures.size());
            for (const WeightedDraw& draw : result.draws) {
                const double exact = exact_filter({draw.values[0], 0.1, 0.2, data}).log_likelihood;
                EXPECT_NEAR(draw.log_likelihood, exact, 1e-9);
            }
        }
        expect_known_fit(found);
        if (which == 0) {
            EXPECT_LT(temperatures / replicates, 2.5);
        }
    }
}

TEST(TemperedSmc, gives_up_no_evaluation_that_a_reference_would_have_accepted) {
    const std::vector<double> data = wave_data();
    const StartingDraws from = {{{0.5}, {0.7}, {0.9}}, {1, 1, 1}};
    const TemperingOptions options = {.draws = 64, .seed = 3, .moves = 4};
    TemperedSmc whole(keep_prior, options, from);
    TemperedSmc cut(keep_prior, options, from);
    const LikelihoodEstimate estimate = exact_estimate(data, 0.1);
    int given_up = 0;
    while (!whole.done()) {
        ASSERT_TRUE(whole.receive(evaluate_pending(whole, estimate)));
        std::vector<EvaluationResult> results;
        for (const Evaluation& wanted : cut.pending()) {
            const double exact = estimate(wanted.number, wanted.values);
            const bool hopeless = exact < wanted.hopeless_below;
            given_up += hopeless ? 1 : 0;
            results.push_back({wanted.number, hopeless ? -elementary::infinity : exact});
        }
        ASSERT_TRUE(cut.receive(results));
    }
    EXPECT_GT(given_up, 100);
    EXPECT_EQ(hash_of(whole.result()), hash_of(cut.result()));
}

TEST(TemperedSmc, noise_of_the_likelihood_changes_nothing_but_precision) {
    const std::vector<double> data = wave_data();
    const LikelihoodEstimate noisy = filter_estimate(LinearGaussianFamily{0.1, 0.2, data}, {.particles = 50});
    // Each evaluation number must come only once with a seed: here replicates share filter seeds, so they
    // share noise where they share numbers. Numbers are moved apart instead.
    // The variance of log likelihood is about 1.5, and 16 estimates know it to a third: the usual limit of 2
    // would stop some replicates.
    FitReplicates found;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        const std::uint64_t first = static_cast<std::uint64_t>(replicate) << 32;
        const TemperedResult result = drive(TemperedSmc(keep_prior, {.draws = 100,
                                                                     .seed = 200U + replicate,
                                                                     .moves = 4,
                                                                     .noise_evaluations = 16,
                                                                     .noise_limit = 6.0}),
                                            [&](std::uint64_t number, std::span<const double> values) {
                                                return noisy(first + number, values);
                                            });
        EXPECT_EQ(result.failure, SamplerFailure::none) << result.failure_sentence;
        EXPECT_GT(result.noise->variance, 0.05);  // there is noise to be wrong about
        found.log_evidences.push_back(result.log_evidence);
        const Moments moments = moments_of(result);
        found.means.push_back(moments.mean);
        found.standard_deviations.push_back(moments.standard_deviation);
    }
    expect_known_fit(found);
}

TEST(TemperedSmc, replicates_give_the_known_model_probability) {
    const std::vector<double> data = wave_data();
    const TemperingOptions options{.draws = 256, .moves = 5};
    const std::vector<ModelEvidence> models = {{fits(options, exact_estimate(data, 0.1)).log_evidences, 1.0},
                                               {fits(options, exact_estimate(data, 0.3)).log_evidences, 1.0}};
    const ReplicateSummary rival = summarise_replicates(models[1].log_evidences);
    EXPECT_NEAR(rival.log_mean, KnownFit::rival_log_evidence, 4.0 * rival.log_mean_error);
    const auto found = model_probabilities(models, make_run_key(1, Purpose::bootstrap, 0, 0, 0));
    // Standard error of the log odds is below .05, so of the probability below .008.
    EXPECT_NEAR(found[0].probability, KnownFit::probability, 4 * 0.008);
    EXPECT_LT(found[0].low, KnownFit::probability);
    EXPECT_GT(found[0].high, KnownFit::probability);
    EXPECT_LT(found[0].high - found[0].low, 0.04);
}

TEST(TemperedSmc, finds_the_evidence_of_conjugate_models) {
    const std::vector<double> reals = {.5, -.3, 1.2, .8, .1};
    const std::vector<std::int64_t> counts = {0, 1, 3, 2, 1, 0, 4, 2};
    struct {
        Prior prior;
        LikelihoodEstimate likelihood;
        double log_evidence;
    } const cases[] = {
        {{Prior::Family::normal, 0.0, 1.0},
         [&](std::uint64_t, std::span<const double> values) {
             double sum = 0.0;
             for (const double y : reals) {
                 sum += normal_log_density(y, values[0], 1.0);
             }
             return sum;
         },
         -6.264739067304},
        {{Prior::Family::gamma, 1.0, 1.0},
         [&](std::uint64_t, std::span<const double> values) {
             double sum = 0.0;
             for (const std::int64_t y : counts) {
                 sum += poisson_log_mass(y, values[0]);
             }
             return sum;
         },
         -14.565087890280},
        {{Prior::Family::uniform, 0.0, 1.0},
         [&](std::uint64_t, std::span<const double> values) {
             double sum = 0.0;
             for (const std::int64_t y : counts) {
                 sum += log_of(values[0]) + static_cast<double>(y) * log1p_of(-values[0]);
             }
             return sum;
         },
         -15.314414595967},
    };
    std::vector<ModelEvidence> models;
    for (const auto& known : cases) {
        std::vector<double> found;
        for (int replicate = 0; replicate < replicates; ++replicate) {
            const TemperingOptions options{.draws = 512, .seed = 300U + replicate, .moves = 3};
            found.push_back(drive(TemperedSmc({known.prior}, options), known.likelihood).log_evidence);
        }
        const ReplicateSummary summary = summarise_replicates(found);
        EXPECT_NEAR(summary.log_mean, known.log_evidence, 4.0 * summary.log_mean_error);
        EXPECT_LT(std::fabs(summary.mean - known.log_evidence), 0.1);
        models.push_back({found, 1.0});
    }
    models.erase(models.begin());
    const auto shares = model_probabilities(models, make_run_key(1, Purpose::bootstrap, 0, 0, 0));
    EXPECT_NEAR(shares[0].probability, 0.6790319740, 0.02);
}

TEST(TemperedSmc, finds_the_evidence_in_six_dimensions) {
    // Independent normals seen with errors of .05 to 2: log evidence is a sum of six normal log densities.
    const std::vector<double> errors = {0.05, 0.1, 0.2, 0.5, 1.0, 2.0};
    double exact = 0.0;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        exact += normal_log_density(0.3 * static_cast<double>(i) - 0.6, 0.0,
                                    std::sqrt(1.0 + errors[i] * errors[i]));
    }
    std::vector<double> found;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        const TemperedResult result =
            drive(TemperedSmc(std::vector<Prior>(6, {Prior::Family::normal, 0.0, 1.0}),
                              {.draws = 512, .seed = 400U + replicate, .moves = 8}),
                  [&](std::uint64_t, std::span<const double> values) {
                      double sum = 0.0;
                      for (std::size_t i = 0; i < values.size(); ++i) {
                          sum += normal_log_density(0.3 * static_cast<double>(i) - 0.6, values[i], errors[i]);
                      }
                      return sum;
                  });
        EXPECT_EQ(result.failure, SamplerFailure::none);
        EXPECT_GT(result.passes.back().acceptance, 0.1);
        found.push_back(result.log_evidence);
    }
    const ReplicateSummary summary = summarise_replicates(found);
    EXPECT_NEAR(summary.log_mean, exact, 4.0 * summary.log_mean_error);
    EXPECT_LT(std::fabs(summary.mean - exact), 0.1);
}

TEST(TemperedSmc, draws_that_make_the_data_impossible_count_as_zero) {
    std::vector<double> found;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        const TemperedResult result = drive(TemperedSmc(keep_prior, {.draws = 256, .seed = 500U + replicate}),
                                            [](std::uint64_t, std::span<const double> values) {
                                                return values[0] < 0.3 ? -1.0 : -elementary::infinity;
                                            });
        EXPECT_EQ(result.failure, SamplerFailure::none);
        for (const WeightedDraw& draw : result.draws) {
            EXPECT_LT(draw.values[0], 0.3);
        }
        found.push_back(result.log_evidence);
    }
    const ReplicateSummary summary = summarise_replicates(found);
    EXPECT_NEAR(summary.log_mean, log_of(0.3) - 1.0, 4.0 * summary.log_mean_error);
    EXPECT_LT(summary.log_mean_error, 0.05);
}

TEST(TemperedSmc, failures_have_names_and_say_what_to_do) {
    const auto impossible =
        drive(TemperedSmc(keep_prior, {.draws = 16}),
              [](std::uint64_t, std::span<const double>) { return -elementary::infinity; });
    EXPECT_EQ(impossible.failure, SamplerFailure::all_impossible);
    EXPECT_EQ(impossible.draws.size(), 16U);
    EXPECT_FALSE(impossible.failure_sentence.empty());

    const auto broken =
        drive(TemperedSmc(keep_prior, {.draws = 16}), [](std::uint64_t number, std::span<const double>) {
            return number == 21 ? elementary::quiet_nan : -1.0;
        });
    EXPECT_EQ(broken.failure, SamplerFailure::not_a_number);
    EXPECT_NE(broken.failure_sentence.find("evaluation 21"), std::string::npos);

    const LikelihoodEstimate sharp = [](std::uint64_t, std::span<const double> values) {
        return normal_log_density(values[0], 0.123, 1e-4);
    };
    const auto short_of_passes = drive(TemperedSmc(keep_prior, {.draws = 64, .passes_max = 10}), sharp);
    EXPECT_EQ(short_of_passes.failure, SamplerFailure::passes_used_up);
    EXPECT_EQ(short_of_passes.passes.size() + 1, 10U);
    EXPECT_LT(short_of_passes.temperatures.back().beta, 1.0);

    const auto noisy = drive(TemperedSmc(keep_prior, {.draws = 64, .noise_evaluations = 8}),
                             [](std::uint64_t number, std::span<const double>) {
                                 Draws draws(make_run_key(1, Purpose::filter, number, 0, 0), {});
                                 return 5.0 * normal(draws);
                             });
    EXPECT_EQ(noisy.failure, SamplerFailure::too_noisy);
    EXPECT_GT(noisy.noise->variance, 2.0);
}

TEST(TemperedSmc, order_and_parcels_of_results_change_no_bit) {
    const std::vector<double> data = wave_data();
    const LikelihoodEstimate estimate =
        filter_estimate(LinearGaussianFamily{0.1, 0.2, data}, {.particles = 20});
    for (const bool waste_free : {false, true}) {
        const TemperingOptions options{.draws = 60, .seed = 3, .moves = 4, .waste_free = waste_free};
        const std::uint64_t expected = hash_of(drive(TemperedSmc(keep_prior, options), estimate));
        TemperedSmc sampler(keep_prior, options);
        while (!sampler.done()) {
            std::vector<EvaluationResult> results = evaluate_pending(sampler, estimate);
            std::reverse(results.begin(), results.end());
            const std::size_t half = results.size() / 2;
            ASSERT_TRUE(sampler.receive(std::span(results).first(half)));
            EXPECT_EQ(sampler.pending().size(), results.size() - half);
            ASSERT_TRUE(sampler.receive(std::span(results).subspan(half)));
        }
        EXPECT_EQ(hash_of(sampler.result()), expected);
    }
}

// Rough estimates first and an exchange: the same evidence and posterior. The rough ones have another noise,
// so that leaving the exchange's weights out would show.
TEST(TemperedSmc, rough_estimates_up_to_a_power_change_nothing_but_precision) {
    const std::vector<double> data = wave_data();
    const LikelihoodEstimate good = filter_estimate(LinearGaussianFamily{0.1, 0.2, data}, {.particles = 100});
    const LikelihoodEstimate rough = filter_estimate(LinearGaussianFamily{0.1, 0.2, data}, {.particles = 12});
    FitReplicates found;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        const std::uint64_t first = static_cast<std::uint64_t>(replicate) << 32;
        TemperedSmc sampler(
            keep_prior,
            {.draws = 100, .seed = 300U + static_cast<unsigned>(replicate), .moves = 4, .rough_until = 0.3});
        int roughly = 0;
        while (!sampler.done()) {
            std::vector<EvaluationResult> results;
            for (const Evaluation& wanted : sampler.pending()) {
                roughly += wanted.rough ? 1 : 0;
                results.push_back(
                    {wanted.number, (wanted.rough ? rough : good)(first + wanted.number, wanted.values)});
            }
            ASSERT_TRUE(sampler.receive(results));
        }
        EXPECT_GT(roughly, 100);
        const TemperedResult& result = sampler.result();
        EXPECT_EQ(result.failure, SamplerFailure::none) << result.failure_sentence;
        EXPECT_EQ(std::count_if(result.temperatures.begin(), result.temperatures.end(),
                                [](const Temperature& one) { return one.beta == 0.3; }),
                  1);
        found.log_evidences.push_back(result.log_evidence);
        const Moments moments = moments_of(result);
        found.means.push_back(moments.mean);
        found.standard_deviations.push_back(moments.standard_deviation);
    }
    expect_known_fit(found);
}

TEST(TemperedSmc, replaying_results_goes_on_with_the_same_bits) {
    const std::vector<double> data = wave_data();
    const LikelihoodEstimate estimate =
        filter_estimate(LinearGaussianFamily{0.1, 0.2, data}, {.particles = 20});
    const TemperingOptions options{.draws = 50, .seed = 4, .noise_evaluations = 6, .noise_limit = 1e9};
    std::vector<EvaluationResult> kept;
    TemperedSmc whole(keep_prior, options);
    while (!whole.done()) {
        for (const EvaluationResult& result : evaluate_pending(whole, estimate)) {
            kept.push_back(result);
            ASSERT_TRUE(whole.receive(std::span(&result, 1)));
        }
    }
    ASSERT_EQ(kept.size(), whole.result().evaluations);
    // Stopped after any number of results, also amid a batch, and made anew.
    for (const std::size_t stop :
         {std::size_t{0}, std::size_t{1}, kept.size() / 3, kept.size() / 2 + 7, kept.size()}) {
        TemperedSmc again(keep_prior, options);
        for (std::size_t i = 0; i < stop; ++i) {
            ASSERT_TRUE(again.receive(std::span(&kept[i], 1)));
        }
        EXPECT_EQ(hash_of(drive(again, estimate)), hash_of(whole.result())) << stop;
    }
    // Another seed is another fit.
    TemperingOptions other = options;
    other.seed = 5;
    EXPECT_NE(hash_of(drive(TemperedSmc(keep_prior, other), estimate)), hash_of(whole.result()));
}

TEST(TemperedSmc, refuses_results_that_nobody_wants) {
    TemperedSmc sampler(keep_prior, {.draws = 4});
    const std::vector<EvaluationResult> unknown = {{0, -1.0}, {4, -1.0}, {1, -1.0}, {1, -1.0}};
    const Result<void> refused = sampler.receive(unknown);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), 2U);  // 4 and the second 1, both told at once
    EXPECT_EQ(sampler.pending().size(), 4U);
    ASSERT_TRUE(sampler.receive(std::span(unknown).first(1)));
    EXPECT_FALSE(sampler.receive(std::span(unknown).first(1)));
}

TEST(TemperedSmc, an_evaluation_kept_is_the_one_whose_likelihood_it_has) {
    const std::vector<double> data = wave_data();
    const LikelihoodEstimate estimate =
        filter_estimate(LinearGaussianFamily{0.1, 0.2, data}, {.particles = 20});
    const TemperedResult result = drive(TemperedSmc(keep_prior, {.draws = 40, .seed = 6}), estimate);
    for (const WeightedDraw& draw : result.draws) {
        EXPECT_EQ(estimate(draw.evaluation, draw.values), draw.log_likelihood);
    }
}

TEST(PriorChange, gives_the_evidence_of_other_widths) {
    const std::vector<double> reals = {.5, -.3, 1.2, .8, .1};
    const LikelihoodEstimate likelihood = [&](std::uint64_t, std::span<const double> values) {
        double sum = 0.0;
        for (const double y : reals) {
            sum += normal_log_density(y, values[0], 1.0);
        }
        return sum;
    };
    // Exactly: log N(mean; 0, s^2 + 1/5) less what the scatter around the mean costs, the same for all s.
    const auto exact = [](double s) {
        return -6.264739067304 + normal_log_density(0.46, 0.0, std::sqrt(s * s + 0.2)) -
               normal_log_density(0.46, 0.0, std::sqrt(1.2));
    };
    const std::vector<Prior> prior = {{Prior::Family::normal, 0.0, 1.0}};
    const TemperedResult result = drive(TemperedSmc(prior, {.draws = 4000, .seed = 7}), likelihood);
    for (const double factor : {0.5, 1.0, 2.0}) {
        const ChangedEvidence changed = evidence_under(result, prior, {*with_width(prior[0], factor)});
        EXPECT_NEAR(changed.log_evidence, exact(factor), 0.1);  // standard error of either part about .02
        EXPECT_TRUE(changed.covered);
        EXPECT_GT(changed.effective_sample_size, 1000.0);
    }
    // A uniform prior twice as wide has mass where no draw can be.
    const std::vector<Prior> flat = {{Prior::Family::uniform, -3.0, 3.0}};
    const TemperedResult bounded = drive(TemperedSmc(flat, {.draws = 1000, .seed = 8}), likelihood);
    const ChangedEvidence wider = evidence_under(bounded, flat, {*with_width(flat[0], 2.0)});
    EXPECT_FALSE(wider.covered);
    EXPECT_NEAR(wider.log_evidence, bounded.log_evidence - log_of(2.0), 1e-9);
    const ChangedEvidence narrower = evidence_under(bounded, flat, {*with_width(flat[0], 0.5)});
    EXPECT_TRUE(narrower.covered);
    // -1.5 to 1.5 leaves out 0.3% of the posterior.
    EXPECT_NEAR(narrower.log_evidence, bounded.log_evidence + log_of(2.0), 0.02);
}

TEST(PriorChange, widths_keep_the_centre) {
    using Family = Prior::Family;
    struct {
        Prior prior, doubled;
    } const cases[] = {{{Family::uniform, 1.0, 3.0}, {Family::uniform, 0.0, 4.0}},
                       {{Family::normal, 5.0, 1.5}, {Family::normal, 5.0, 3.0}},
                       {{Family::half_normal, 2.0, 0.0}, {Family::half_normal, 4.0, 0.0}},
                       {{Family::log_normal, 5.0, 0.5}, {Family::log_normal, 5.0, 1.0}},
                       {{Family::gamma, 8.0, 0.5}, {Family::gamma, 2.0, 2.0}},
                       {{Family::beta, 6.0, 13.0}, {Family::beta, 6.0 / 19.0 * 4.0, 13.0 / 19.0 * 4.0}}};
    for (const auto& known : cases) {
        const std::optional<Prior> found = with_width(known.prior, 2.0);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->family, known.doubled.family);
        EXPECT_DOUBLE_EQ(found->a, known.doubled.a);
        EXPECT_DOUBLE_EQ(found->b, known.doubled.b);
    }
    const Prior logs = *with_width({Family::log_uniform, 1.0, 4.0}, 2.0);
    EXPECT_NEAR(logs.a, 0.5, 1e-12);
    EXPECT_NEAR(logs.b, 8.0, 1e-12);
    EXPECT_FALSE(with_width({Family::beta, 1.0, 1.0}, 2.0));
}

}  // namespace
}  // namespace upsurge
