// Calibration: right samplers pass, and three wrong ones fail. Seeds are fixed; chosen blindly, each right
// one would fail by chance once in 1,000 (false_alarm below). Power against the wrong ones is 1 to many
// digits.
#include "inference/sbc.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "inference/drive.h"
#include "inference/linear_gaussian.h"
#include "numbers/densities.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

constexpr int replicates = 1000;
constexpr int draws_each = 99;
constexpr int bins = 20;
constexpr double false_alarm = 0.001;

SbcVerdict verdict_of(const std::vector<int>& ranks) {
    return sbc_verdict(ranks, draws_each, bins, false_alarm, 1);
}

/// How a posterior sampler of the conjugate normal goes wrong.
struct Fault {
    double spread = 1.0;  ///< times the posterior's sd
    double shift = 0.0;   ///< in posterior sds
    bool ignores_data = false;
};
struct Ranks {
    std::vector<int> parameter;
    std::vector<int> log_likelihood;
};

/// theta ~ N(0, 1), five y ~ N(theta, 1), draws of N(sum / 6, 1/6) or of something else.
Ranks conjugate_ranks(const Fault& fault) {
    Ranks ranks;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        Draws draws(make_run_key(20, Purpose::calibration, 1, replicate, 0), {});
        const double theta = normal(draws);
        double data[5];
        double sum = 0.0;
        for (double& y : data) {
            y = theta + normal(draws);
            sum += y;
        }
        const auto log_likelihood = [&](double at) {
            double total = 0.0;
            for (const double y : data) {
                total += normal_log_density(y, at, 1.0);
            }
            return total;
        };
        const double sd = std::sqrt(1.0 / 6.0);
        std::vector<double> sample;
        std::vector<double> likelihoods;
        for (int i = 0; i < draws_each; ++i) {
            const double z = normal(draws);
            sample.push_back(fault.ignores_data ? z : sum / 6.0 + sd * (fault.shift + fault.spread * z));
            likelihoods.push_back(log_likelihood(sample.back()));
        }
        ranks.parameter.push_back(rank_of(theta, sample, draws));
        ranks.log_likelihood.push_back(rank_of(log_likelihood(theta), likelihoods, draws));
    }
    return ranks;
}

TEST(Calibration, exact_posteriors_pass) {
    const Ranks ranks = conjugate_ranks({});
    EXPECT_TRUE(verdict_of(ranks.parameter).uniform) << verdict_of(ranks.parameter).sentence();
    EXPECT_TRUE(verdict_of(ranks.log_likelihood).uniform) << verdict_of(ranks.log_likelihood).sentence();
}

TEST(Calibration, posteriors_too_narrow_or_moved_fail) {
    EXPECT_FALSE(verdict_of(conjugate_ranks({.spread = 0.7}).parameter).uniform);
    EXPECT_FALSE(verdict_of(conjugate_ranks({.shift = 0.3}).parameter).uniform);
}

TEST(Calibration, a_sampler_that_ignores_the_data_fails_by_its_likelihood_alone) {
    const Ranks ranks = conjugate_ranks({.ignores_data = true});
    EXPECT_TRUE(verdict_of(ranks.parameter).uniform);  // and this is why the likelihood must be ranked
    const SbcVerdict verdict = verdict_of(ranks.log_likelihood);
    EXPECT_FALSE(verdict.uniform);
    EXPECT_LT(verdict.p_value, 0.001);
    EXPECT_NE(verdict.sentence().find("not calibrated"), std::string::npos);
}

TEST(Calibration, the_tempered_sampler_passes_on_the_linear_gaussian_model) {
    const std::vector<Prior> prior = {{Prior::Family::uniform, 0.0, 1.0}};
    std::vector<int> keep_ranks;
    std::vector<int> likelihood_ranks;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        Draws chance(make_run_key(21, Purpose::calibration, 1, replicate, 0), {});
        const double keep = chance.uniform();
        std::vector<double> data(50);
        LinearGaussian model{keep, 0.1, 0.2, data};
        double x = model.begin(chance);
        for (double& y : data) {
            model.advance(x, 0, chance);
            y = x + std::sqrt(model.noise_variance) * normal(chance);
        }
        const TemperedResult result =
            drive(TemperedSmc(prior, {.draws = 198, .seed = 1000U + replicate, .moves = 6}),
                  [&](std::uint64_t, std::span<const double> values) {
                      return exact_filter({values[0], 0.1, 0.2, data}).log_likelihood;
                  });
        std::vector<double> sample;
        std::vector<double> likelihoods;
        for (std::size_t i = 0; i < result.draws.size(); i += 2) {  // weights are even at the end
            sample.push_back(result.draws[i].values[0]);
            likelihoods.push_back(result.draws[i].log_likelihood);
        }
        ASSERT_EQ(sample.size(), 99U);
        keep_ranks.push_back(rank_of(keep, sample, chance));
        likelihood_ranks.push_back(rank_of(exact_filter(model).log_likelihood, likelihoods, chance));
    }
    EXPECT_TRUE(verdict_of(keep_ranks).uniform) << verdict_of(keep_ranks).sentence();
    EXPECT_TRUE(verdict_of(likelihood_ranks).uniform) << verdict_of(likelihood_ranks).sentence();
}

TEST(Calibration, the_envelope_has_the_false_alarm_it_states) {
    // 500 sets of 100 uniform ranks at 5%: standard error 1%, and the envelope is simulated too, as 4,000
    // sets know it (.35%): within 4 of both together.
    int out = 0;
    for (int set = 0; set < 500; ++set) {
        std::vector<int> ranks;
        for (int i = 0; i < 100; ++i) {
            Draws draws(make_run_key(22, Purpose::calibration, 2, set, i), {});
            ranks.push_back(static_cast<int>(uniform_below(draws, 100)));
        }
        out += sbc_verdict(ranks, 99, 20, 0.05, 5).uniform ? 0 : 1;
    }
    // The statistic is a whole number's tail: the rate is 5% or a little less.
    EXPECT_LT(out / 500.0, 0.05 + 4 * 0.0104);
    EXPECT_GT(out / 500.0, 0.01);
}

TEST(Calibration, ties_are_broken_evenly) {
    std::vector<int> counts(4, 0);
    for (int i = 0; i < 4000; ++i) {
        Draws draws(make_run_key(23, Purpose::calibration, 3, i, 0), {});
        ++counts[static_cast<std::size_t>(rank_of(1.0, std::vector<double>{1.0, 1.0, 1.0}, draws))];
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, 1000, 5 * 27.4);
    }
    Draws draws(make_run_key(23, Purpose::calibration, 3, 0, 0), {});
    EXPECT_EQ(rank_of(2.5, std::vector<double>{1.0, 2.0, 3.0}, draws), 2);
}

}  // namespace
}  // namespace upsurge
