#include "reports/report_likelihood.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "numbers/elementary.h"
#include "reports/example_statements.h"
#include "reports/silence.h"

namespace upsurge {
namespace {

/// Twelve reports of three sources of different letters, with grades of their own.
ReportLikelihood twelve_reports() {
    std::vector<ScoredReport> reports;
    const std::vector<ExampleStatement> examples = example_statements();
    for (int i = 0; i < 12; ++i) {
        reports.push_back(examples[static_cast<std::size_t>(i)].report);
        reports.back().source = i % 3;
        reports.back().odds = i % 2 == 0 ? 1.0 : 0.6;
        reports.back().trust = i % 5 == 0 ? 0.4 : 1.0;
    }
    return ReportLikelihood(
        {reliability_of_letter('A'), reliability_of_letter('D'), reliability_of_letter('F')}, reports);
}

double joint(const ReportLikelihood& model, const std::vector<int>& order, double x,
             std::vector<double>& weights) {
    weights.resize(model.weights_size());
    model.start(weights);
    double sum = 0;
    for (const int report : order) {
        sum += model.add(report, model.kernel(report, x), weights);
    }
    return sum;
}

TEST(ReportLikelihood, of_one_report_is_its_mixture_at_the_mean_of_w) {
    for (const char letter : {'A', 'B', 'C', 'D', 'E', 'F'}) {
        const ScoredReport report = example_statements()[4].report;
        const ReportLikelihood model({reliability_of_letter(letter)}, {report});
        const double w = shapes_of_letter(letter).mean();
        std::vector<double> weights(model.weights_size());
        model.start(weights);
        const double kernel = model.kernel(0, 350);
        EXPECT_NEAR(model.log_factor(0, kernel, weights),
                    std::log(w * kernel + (1 - w) * model.background(0)), 1e-13);
        EXPECT_NEAR(model.add(0, kernel, weights), std::log(w * kernel + (1 - w) * model.background(0)),
                    1e-13);
    }
}

// Beta-binomial: with K = 1 for j reports and K = 0 for m, and B = b for all, the integral over w of
// (w + (1 - w) b)^j ((1 - w) b)^m is a finite sum of beta functions.
TEST(ReportLikelihood, integrates_w_over_all_reports_of_a_source) {
    ReportScale scale;
    scale.top = 9;
    scale.background = ReportScale::Background::uniform;
    ScoredReport report;
    report.scale = scale;
    report.error.law = ErrorModel::Law::exact;
    report.statement = rounded_statement(4, 1, scale);
    const int right = 6;
    const int wrong = 5;
    const ReportLikelihood model({reliability_of_letter('C')},
                                 std::vector<ScoredReport>(right + wrong, report));
    std::vector<double> weights(model.weights_size());
    model.start(weights);
    double sum = 0;
    for (int i = 0; i < right + wrong; ++i) {
        sum += model.add(i, model.kernel(i, i < right ? 4 : 5), weights);
    }
    // E[w^p (1 - w)^q] of beta(14, 6).
    const auto moment = [](int p, int q) {
        return std::exp(std::lgamma(14.0 + p) + std::lgamma(6.0 + q) - std::lgamma(20.0 + p + q) -
                        std::lgamma(14.0) - std::lgamma(6.0) + std::lgamma(20.0));
    };
    double expected = 0;
    double expected_w = 0;
    for (int k = 0; k <= right; ++k) {  // k of the right ones by background
        const double ways =
            std::exp(std::lgamma(right + 1.0) - std::lgamma(k + 1.0) - std::lgamma(right - k + 1.0)) *
            std::pow(0.1, k + wrong);
        expected += ways * moment(right - k, k + wrong);
        expected_w += ways * moment(right - k + 1, k + wrong);
    }
    EXPECT_NEAR(sum, std::log(expected), 1e-12);
    EXPECT_NEAR(model.reliability(0, weights), expected_w / expected, 1e-12);
}

TEST(ReportLikelihood, does_not_depend_on_the_order_of_reports) {
    const ReportLikelihood model = twelve_reports();
    std::vector<int> order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    for (const double x : {0.0, 30.0, 400.0}) {
        std::vector<double> first;
        const double forwards = joint(model, order, x, first);
        for (int shift = 1; shift < 12; ++shift) {
            std::rotate(order.begin(), order.begin() + 5, order.end());
            std::vector<double> weights;
            EXPECT_NEAR(joint(model, order, x, weights), forwards, 1e-11);
            for (int source = 0; source < 3; ++source) {
                EXPECT_NEAR(model.reliability(source, weights), model.reliability(source, first), 1e-12);
            }
        }
    }
}

TEST(ReportLikelihood, factors_are_finite_for_any_run) {
    std::vector<ScoredReport> reports;
    for (const ExampleStatement& example : example_statements()) {
        reports.push_back(example.report);
    }
    const ReportLikelihood model({reliability_of_letter('A')}, reports);
    std::vector<double> weights(model.weights_size());
    for (const double x : {0.0, 1e-300, 1.0, 1e3, 1e7, 1e12}) {
        model.start(weights);
        for (int i = 0; i < static_cast<int>(reports.size()); ++i) {
            const double factor = model.add(i, model.kernel(i, x), weights);
            EXPECT_TRUE(std::isfinite(factor)) << i << " at " << x;
            EXPECT_LT(factor, 1e-12);
        }
        double sum = 0;
        for (const double weight : weights) {
            EXPECT_GE(weight, 0);
            sum += weight;
        }
        EXPECT_NEAR(sum, 1, 1e-14);
    }
}

TEST(ReportLikelihood, a_source_that_cannot_err_and_did_is_impossible) {
    ScoredReport report = example_statements()[14].report;  // at least 5, exactly
    const ReportLikelihood model({fixed_reliability(1)}, {report});
    std::vector<double> weights(model.weights_size());
    model.start(weights);
    const std::vector<double> before = weights;
    EXPECT_EQ(model.add(0, model.kernel(0, 2), weights), -elementary::infinity);
    EXPECT_EQ(weights, before);
    EXPECT_EQ(model.add(0, model.kernel(0, 7), weights), 0);
}

TEST(ReportLikelihood, a_certain_copy_counts_once) {
    const ScoredReport first = example_statements()[4].report;
    ScoredReport copy = first;
    copy.source = 1;
    copy.copy_of = 0;
    copy.repeats = true;
    copy.copy_chance = 1;
    const ReportLikelihood model({reliability_of_letter('B'), reliability_of_letter('D')}, {first, copy});
    std::vector<double> weights(model.weights_size());
    for (const double x : {0.0, 400.0}) {
        model.start(weights);
        model.add(0, model.kernel(0, x), weights);
        const std::vector<double> before = weights;
        EXPECT_NEAR(model.add(1, model.kernel(1, x), weights), 0, 1e-15);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            EXPECT_NEAR(weights[i], before[i], 1e-15);  // and teaches nothing about who copied
        }
    }
}

TEST(ReportLikelihood, learns_who_is_reliable) {
    const ReportLikelihood model = twelve_reports();
    std::vector<double> right(model.weights_size());
    std::vector<double> wrong(model.weights_size());
    model.start(right);
    model.start(wrong);
    for (int i = 0; i < 12; ++i) {
        const double background = model.background(i);
        model.add(i, 5 * background, right);
        model.add(i, 0, wrong);
    }
    for (int source = 0; source < 3; ++source) {
        const double prior = model.sources()[static_cast<std::size_t>(source)].mean();
        EXPECT_GT(model.reliability(source, right), prior);
        EXPECT_LT(model.reliability(source, wrong), prior);
    }
}

// By Bayes: before the report is added, the weights are averaged with its own factor; after it they already
// have it.
TEST(ReportLikelihood, chance_that_a_report_came_from_knowledge) {
    const ReportLikelihood model = twelve_reports();
    std::vector<double> weights(model.weights_size());
    model.start(weights);
    const double kernel = model.kernel(4, 350);
    const double before = model.chance_known(4, kernel, weights, false);
    double w = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        w += model.sources()[1].weight[i] * model.reports()[4].reliability(model.sources()[1].node[i]);
    }
    EXPECT_NEAR(before, w * kernel / (w * kernel + (1 - w) * model.background(4)), 1e-13);
    model.add(4, kernel, weights);
    EXPECT_NEAR(model.chance_known(4, kernel, weights, true), before, 1e-13);
    EXPECT_EQ(model.chance_known(4, 0, weights, true), 0);
}

TEST(Silence, counts_the_share_of_the_delay_that_has_passed) {
    const PublicationDelay delay;
    EXPECT_EQ(published_share(delay, -5), 0);
    EXPECT_NEAR(published_share(delay, 12 * 3600), 0.5, 1e-15);
    EXPECT_GT(published_share(delay, 1000 * 3600), 0.99);
    EXPECT_NEAR(silence_log_factor(4, 0.15, 0.5, 0.5), -0.15, 1e-15);
    EXPECT_EQ(silence_log_factor(0, 0.15, 0.5, 1), 0);
}

// One report in expectation at the reported crowd, two at four times as many people, and a few hundredths
// where nobody is in the street.
TEST(Silence, is_as_unlikely_as_the_crowd_is_large) {
    const Attention attention{500, 0.5, 0.02};
    EXPECT_NEAR(attention_log_chance(false, 500, attention, 1), -1.02, 1e-14);
    EXPECT_NEAR(attention_log_chance(false, 2000, attention, 1), -2.02, 1e-14);
    EXPECT_NEAR(attention_log_chance(false, 2000, attention, 0.25), -0.505, 1e-14);
    EXPECT_NEAR(attention_log_chance(false, 0, attention, 1), -0.02, 1e-15);
    for (const double crowd : {0.0, 3.0, 500.0, 4e6}) {
        const double spoken = std::exp(attention_log_chance(true, crowd, attention, 0.7));
        EXPECT_NEAR(spoken + std::exp(attention_log_chance(false, crowd, attention, 0.7)), 1, 1e-13);
    }
}

TEST(Reliability, grades_move_the_mean_half_as_far_as_the_table) {
    EXPECT_EQ(chance_of_grade('B', 6), 0.85);
    EXPECT_NEAR(chance_of_grade('C', 5), 0.45, 1e-15);
    EXPECT_EQ(odds_of_grade('C', 'C', 6), 1);
    for (const char letter : {'A', 'B', 'C', 'D', 'E', 'F'}) {
        EXPECT_NEAR(reliability_of_letter(letter).mean(), shapes_of_letter(letter).mean(), 1e-14);
        for (int digit = 2; digit <= 5; ++digit) {
            EXPECT_LT(chance_of_grade(letter, digit), chance_of_grade(letter, digit - 1));
        }
        for (int digit = 1; digit <= 5; ++digit) {
            EXPECT_GT(chance_of_grade(letter, digit), 0);
            EXPECT_LT(chance_of_grade(letter, digit), 1);
        }
    }
    // A source of letter D with a report graded B: the mean of the report's w is not that of the letter D.
    ScoredReport report;
    report.odds = odds_of_grade('D', 'B', 6);
    EXPECT_NEAR(report.reliability(0.5), 0.85, 1e-15);
    EXPECT_EQ(report.reliability(0), 0);
    EXPECT_EQ(report.reliability(1), 1);
}

}  // namespace
}  // namespace upsurge
