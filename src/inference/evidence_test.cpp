// Summaries of replicates and probabilities of models. Seeds are fixed.
#include "inference/evidence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "inference/filter_diagnosis.h"
#include "numbers/elementary.h"
#include "numbers/samplers.h"

namespace upsurge {
namespace {

constexpr double infinity = elementary::infinity;
constexpr RunKey key = make_run_key(1, Purpose::bootstrap, 9, 0, 0);

TEST(Replicates, are_summarised_as_numbers_and_as_logarithms) {
    const ReplicateSummary summary = summarise_replicates(std::vector<double>{log_of(1.0), log_of(3.0)});
    EXPECT_EQ(summary.count, 2);
    EXPECT_NEAR(summary.mean, 0.5 * std::log(3.0), 1e-12);
    EXPECT_NEAR(summary.standard_error, 0.5 * std::log(3.0), 1e-12);
    EXPECT_NEAR(summary.log_mean, std::log(2.0), 1e-12);
    EXPECT_NEAR(summary.log_mean_error, 0.5, 1e-12);  // sd of (1, 3) over sqrt(2), over their mean
}

TEST(Replicates, zeros_count_in_the_mean_of_numbers) {
    const ReplicateSummary summary = summarise_replicates(
        std::vector<double>{-infinity, log_of(4.0), -infinity, log_of(4.0), std::nan("")});
    EXPECT_EQ(summary.zeros, 2);
    EXPECT_EQ(summary.broken, 1);
    EXPECT_NEAR(summary.mean, std::log(4.0), 1e-12);
    EXPECT_NEAR(summary.log_mean, std::log(2.0), 1e-12);
    EXPECT_NEAR(summary.log_mean_error, std::sqrt(4.0 / 3.0 / 4.0), 1e-12);
    EXPECT_EQ(summarise_replicates(std::vector<double>{-infinity}).log_mean, -infinity);
}

TEST(ModelProbabilities, follow_from_evidences_and_priors) {
    const std::vector<ModelEvidence> models = {
        {{log_of(2.0)}, 3.0}, {{log_of(6.0)}, 1.0}, {{-infinity}, 1.0}};
    const auto found = model_probabilities(models, key);
    EXPECT_NEAR(found[0].probability, 0.5, 1e-12);
    EXPECT_NEAR(found[1].probability, 0.5, 1e-12);
    EXPECT_EQ(found[2].probability, 0.0);
    EXPECT_EQ(found[0].low, 0.0);  // one replicate: nothing is known of the error
    EXPECT_EQ(found[0].high, 1.0);
    const auto nothing =
        model_probabilities(std::vector<ModelEvidence>{{{-infinity}, 3.0}, {{-infinity}, 1.0}}, key);
    EXPECT_EQ(nothing[0].probability, 0.75);
    EXPECT_EQ(nothing[0].high, 1.0);
}

TEST(ModelProbabilities, intervals_cover_the_truth_as_often_as_they_say) {
    // Five replicates with errors of .3 on the log scale, truth .7. 600 intervals of 95%: standard error .9%.
    // Student's t is exact for normal errors and these are log-normal: within 3%.
    constexpr int repeats = 600;
    int covered = 0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        std::vector<ModelEvidence> models = {{{}, 1.0}, {{}, 1.0}};
        for (int replicate = 0; replicate < 5; ++replicate) {
            Draws draws(make_run_key(2, Purpose::calibration, 0, repeat, replicate), {});
            models[0].log_evidences.push_back(log_of(0.7) + 0.3 * normal(draws) - 0.045);
            models[1].log_evidences.push_back(log_of(0.3) + 0.3 * normal(draws) - 0.045);
        }
        const ModelProbability found =
            model_probabilities(models, make_run_key(3, Purpose::bootstrap, 0, repeat, 0))[0];
        covered += found.low < 0.7 && 0.7 < found.high ? 1 : 0;
    }
    EXPECT_GT(covered / static_cast<double>(repeats), 0.92);
    EXPECT_LT(covered / static_cast<double>(repeats),
              0.995);  // t with 4 degrees on each side is a little wide
}

TEST(ModelProbabilities, abc_on_a_sum_is_not_evidence) {
    // Poisson against geometric for y = (0,1,3,2,1,0,4,2): the truth is .67903197. The sum 13 of the eight is
    // sufficient within each model, yet rejection on it converges to .58120435: what it throws away told the
    // models apart.
    constexpr int tries = 400000;
    std::int64_t accepted[2] = {0, 0};
    for (int i = 0; i < tries; ++i) {
        Draws draws(make_run_key(4, Purpose::simulate, 0, i, 0), {});
        const double rate = exponential(draws);
        std::int64_t sum = 0;
        for (int k = 0; k < 8; ++k) {
            sum += poisson(draws, rate);
        }
        accepted[0] += sum == 13 ? 1 : 0;
        const double p = draws.uniform();
        sum = 0;
        for (int k = 0; k < 8; ++k) {
            sum += static_cast<std::int64_t>(std::floor(log_of(draws.uniform()) / log1p_of(-p)));
        }
        accepted[1] += sum == 13 ? 1 : 0;
    }
    const double all = static_cast<double>(accepted[0] + accepted[1]);
    const double share = static_cast<double>(accepted[0]) / all;
    const double error = std::sqrt(share * (1.0 - share) / all);
    EXPECT_LT(error, 0.005);
    EXPECT_NEAR(share, 0.5812043462, 4.0 * error);  // by chance 6 in 100,000
    EXPECT_LT(share, 0.6790319740 - 10.0 * error);
}

TEST(FilterDiagnosis, names_what_is_wrong) {
    EXPECT_EQ(diagnose_filter(std::vector<double>{-10.0, -10.5, -9.8}).verdict, FilterVerdict::usable);
    EXPECT_EQ(diagnose_filter(std::vector<double>{-10.0, -16.0, -9.0}).verdict, FilterVerdict::noisy);
    const FilterDiagnosis collapsed = diagnose_filter(std::vector<double>{-10.0, -infinity, -10.0});
    EXPECT_EQ(collapsed.verdict, FilterVerdict::collapsed);
    EXPECT_NE(collapsed.sentence().find("1 of 3"), std::string::npos);
    EXPECT_EQ(diagnose_filter(std::vector<double>{-10.0, std::nan("")}).verdict, FilterVerdict::broken);
}

TEST(FilterDiagnosis, PoolsPairs) {
    // Each pair far from the others: only the differences within pairs count, here 2, 0 and 1.
    const std::vector<double> pairs = {-10, -12, 50, 50, 3, 4};
    const FilterDiagnosis found = diagnose_pairs(pairs, 2.0);
    EXPECT_NEAR(found.variance, (2.0 + 0.0 + 0.5) / 3, 1e-12);
    EXPECT_EQ(found.verdict, FilterVerdict::usable);
    EXPECT_EQ(diagnose_pairs(pairs, 0.5).verdict, FilterVerdict::noisy);
    EXPECT_EQ(diagnose_filter(pairs, 2.0).verdict, FilterVerdict::noisy);
}

}  // namespace
}  // namespace upsurge
