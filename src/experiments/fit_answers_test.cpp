// Answers about a fit whose numbers are known without it: what a rival without knowledge says, and weights of
// another resolution.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "experiments/dull_rivals.h"
#include "experiments/reweight.h"
#include "experiments/undrawn_fit.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

/// The tutorial with draws at its own values, all with the log likelihood given.
ReadFit tutorial_fit(int draws, double log_likelihood) {
    ReadFit fit = undrawn_fit("tutorial-town");
    ReadExplanation& one = fit.explanations[0];
    for (int i = 0; i < draws; ++i) {
        ReadDraw draw;
        draw.weight = 1.0 / draws;
        draw.log_likelihood = log_likelihood;
        for (const FittedParameter& parameter : one.fit().fitted().all()) {
            draw.coordinates.push_back(parameter.prior.quantile(0.5));
        }
        one.draws.push_back(std::move(draw));
    }
    return fit;
}

// Without knowledge every report has its background's chance, whatever its source is worth; a report that
// repeats another is a copy or comes by that chance too.
TEST(DullRivals, WithoutKnowledgeHaveTheBackgroundOfEveryReport) {
    const ReadFit fit = tutorial_fit(1, 0);
    const ReportLikelihood& likelihood = fit.explanations[0].fit().reports().likelihood;
    double expected = 0;
    for (std::size_t r = 0; r < likelihood.reports().size(); ++r) {
        const ScoredReport& report = likelihood.reports()[r];
        const double own = (1 - report.copy_chance) * likelihood.background(static_cast<int>(r));
        expected += std::log(own + (report.repeats ? report.copy_chance : 0));
    }
    ASSERT_GT(likelihood.reports().size(), 3u);
    const std::vector<DullRival> rivals = dull_rivals(fit);
    ASSERT_EQ(rivals.size(), 3u);
    EXPECT_EQ(rivals[0].name, "no knowledge");
    EXPECT_NEAR(rivals[0].log_evidence, expected, 1e-9);
    // The others say something of counts, so they differ from it.
    EXPECT_NE(rivals[1].log_evidence, rivals[0].log_evidence);
    EXPECT_NE(rivals[2].log_evidence, rivals[0].log_evidence);
}

TEST(Reweighted, WeighsByTheRatioOfLikelihoods) {
    ReadFit fit = tutorial_fit(4, -20);
    fit.explanations[0].draws[2].log_likelihood = -20 - std::log(3.0);
    ReweightOptions options;
    options.draws = 4;
    options.threads = 1;
    const Reweighted found = reweighted(fit, options);
    ASSERT_EQ(found.draws.size(), 4u);
    double sum = 0;
    double squares = 0;
    for (const ReweightedDraw& draw : found.draws) {
        sum += draw.weight;
        squares += draw.weight * draw.weight;
        const double ratio = draw.log_likelihood - draw.log_likelihood_before -
                             (found.draws[0].log_likelihood - found.draws[0].log_likelihood_before);
        EXPECT_NEAR(std::log(draw.weight / found.draws[0].weight), ratio, 1e-9);
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(found.effective.front().second, 1 / squares, 1e-9);
    EXPECT_EQ(found.draws[2].log_likelihood_before, -20 - std::log(3.0));
}

TEST(Reweighted, ComesBackFromItsTableAsItWas) {
    const fs::path folder = fs::temp_directory_path() / ("upsurge-reweight-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const fs::path file = folder / reweighted_name("standard");
    Reweighted written;
    written.draws = {{"", 0, -20, -21, 0.125}, {"", 3, -20, -19.5, 0.625}, {"", 3, -20, -20.5, 0.25}};
    std::ofstream(file) << reweighted_text(written);
    ReadFit fit = tutorial_fit(4, -20);
    EXPECT_TRUE(take_weights(file, fit));
    EXPECT_EQ(fit.explanations[0].draws[0].weight, 0.125);
    EXPECT_EQ(fit.explanations[0].draws[1].weight, 0);
    EXPECT_EQ(fit.explanations[0].draws[3].weight, 0.875);
    // A draw that the fit does not have, and an explanation that it does not have.
    written.draws = {{"", 4, -20, -21, 0.5}, {"E9", 0, -20, -21, 0.5}};
    std::ofstream(file) << reweighted_text(written);
    const auto refused = take_weights(file, fit);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), 2u);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace upsurge
