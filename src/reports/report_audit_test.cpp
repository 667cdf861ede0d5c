#include "reports/report_audit.h"

#include <gtest/gtest.h>

#include <cmath>

#include "numbers/elementary.h"

namespace upsurge {
namespace {

// Two values x with prior .25 and .75 and two reports; everything can be written down.
TEST(ReportAudit, leaving_out_is_predicting_from_the_others) {
    const std::vector<double> prior = {0.25, 0.75};
    const std::vector<double> first = {std::log(0.8), std::log(0.1)};   // log L of report 0 at each x
    const std::vector<double> second = {std::log(0.3), std::log(0.6)};  // of report 1
    const double both = 0.25 * 0.8 * 0.3 + 0.75 * 0.1 * 0.6;
    const double first_alone = 0.25 * 0.8 + 0.75 * 0.1;
    const double second_alone = 0.25 * 0.3 + 0.75 * 0.6;

    const std::vector<double> after_second = {0.25 * 0.3, 0.75 * 0.6};
    EXPECT_NEAR(log_chance_ahead(first, after_second), std::log(both / second_alone), 1e-14);
    const std::vector<double> after_both = {0.25 * 0.8 * 0.3, 0.75 * 0.1 * 0.6};
    EXPECT_NEAR(log_chance_left_out(first, after_both).log_chance, std::log(both / second_alone), 1e-14);
    EXPECT_NEAR(log_chance_left_out(second, after_both).log_chance, std::log(both / first_alone), 1e-14);

    // A rival that knows x = 0 for sure.
    const std::vector<double> rival_weights = {1, 0};
    std::vector<double> factors = first;
    factors.insert(factors.end(), second.begin(), second.end());
    const std::vector<ReportVerdict> verdicts =
        leave_one_out({after_both, factors}, {rival_weights, factors}, 2);
    EXPECT_EQ(verdicts[0].report, 0);
    EXPECT_NEAR(verdicts[0].log_factor, std::log(both / second_alone / 0.8), 1e-14);
    EXPECT_EQ(verdicts[1].report, 1);
    EXPECT_NEAR(verdicts[1].log_factor, std::log(both / first_alone / 0.3), 1e-14);
    EXPECT_NEAR(verdicts[0].effective, 1, 1e-14);
}

TEST(ReportAudit, neither_overflows_nor_hides_thin_support) {
    const std::vector<double> factors = {-800, -1, -1, -1};
    const std::vector<double> weights = {1, 1, 1, 1};
    const LeftOut left_out = log_chance_left_out(factors, weights);
    EXPECT_NEAR(left_out.log_chance, -800 + std::log(4.0), 1e-12);
    EXPECT_NEAR(left_out.effective, 1, 1e-12);  // one draw carries it
    EXPECT_NEAR(log_chance_ahead(factors, weights), -1 + std::log(0.75), 1e-12);
    const std::vector<double> impossible(4, -elementary::infinity);
    EXPECT_EQ(log_chance_ahead(impossible, weights), -elementary::infinity);
    EXPECT_EQ(weighted_mean(std::vector<double>{0, 1}, std::vector<double>{3, 1}), 0.25);
}

}  // namespace
}  // namespace upsurge
