// Laws of the kernel K and the background B, form by form.
#include <gtest/gtest.h>

#include <cmath>

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "reports/example_statements.h"
#include "reports/observable_errors.h"
#include "reports/statement_background.h"

namespace upsurge {
namespace {

TEST(Kernel, sums_to_one_over_the_statements_of_a_form_for_every_number) {
    for (const ExampleStatement& example : example_statements()) {
        for (const double x : example.numbers) {
            double sum = 0;
            for (const Statement& said : statements_of_form(example.report.statement, example.report.scale)) {
                const double chance = statement_kernel(said, example.report.scale, example.report.error, x);
                EXPECT_GE(chance, 0) << example.name;
                EXPECT_LE(chance, 1 + 1e-12) << example.name;
                sum += chance;
            }
            EXPECT_NEAR(sum, 1, 1e-10) << example.name << " at " << x;
        }
    }
}

TEST(Background, sums_to_one_over_the_statements_of_a_form_and_leaves_none_out) {
    for (const ExampleStatement& example : example_statements()) {
        double sum = 0;
        for (const Statement& said : statements_of_form(example.report.statement, example.report.scale)) {
            const double chance = statement_background(said, example.report.scale, 0.8);
            EXPECT_GT(chance, 0) << example.name;
            sum += chance;
        }
        EXPECT_NEAR(sum, 1, 1e-11) << example.name;
    }
}

// log-uniform: 10 to 99 is as likely as 100 to 999, up to the one that is added.
TEST(Background, gives_every_factor_the_same_chance) {
    ReportScale scale;
    scale.top = 19000000;
    EXPECT_NEAR(background_between(scale, 99, 998), background_between(scale, 999, 9998), 1e-15);
    EXPECT_NEAR(background_between(scale, 0, 0), std::log(2.0) / std::log(19000002.0), 1e-15);
}

TEST(Kernel, of_a_range_is_the_sum_over_its_points) {
    ReportScale scale;
    scale.top = 5000;
    for (const double size : {0.5, 4.0, 100.0, double(elementary::infinity)}) {
        for (const double mean : {0.05, 3.0, 400.0, 2500.0}) {
            ErrorModel error;
            error.size = size;
            const auto range_sum = [&](int low, int high) {
                double sum = 0;
                for (int y = low; y <= high; ++y) {
                    sum += std::exp(negative_binomial_log_mass(y, mean, size));
                }
                return sum;
            };
            for (const auto& [low, high] : {std::pair{0, 9}, {5, 40}, {200, 700}, {2500, 3499}}) {
                const double expected = range_sum(low, high);
                EXPECT_NEAR(chance_between(error, scale, mean, low, high), expected, 1e-11 + 1e-8 * expected)
                    << size << " " << mean << " " << low;
            }
            EXPECT_NEAR(chance_between(error, scale, mean, 700, scale.top), 1 - range_sum(0, 699), 1e-10);
        }
    }
}

TEST(Kernel, bias_and_coverage_move_the_mean_and_nothing_else) {
    ReportScale scale;
    scale.top = 5000;
    ErrorModel biased;
    biased.coverage = 0.5;
    biased.log_bias = log_of(1.5);
    biased.base = 2;
    const ErrorModel plain;
    for (const int y : {0, 20, 77, 300}) {
        EXPECT_NEAR(chance_between(biased, scale, 100, y, y), chance_between(plain, scale, 77, y, y), 1e-13);
    }
}

// A model that is off: the error of the source and that of the model together, around the same mean.
TEST(Kernel, of_a_model_that_is_off_is_as_wide_as_both_errors) {
    ReportScale scale;
    scale.top = 100000;
    ErrorModel own;
    own.size = 4;
    const ErrorModel off = seen_with(own, {0.8, 5.0});
    const double m = 900;
    double sum = 0;
    double mean = 0;
    double square = 0;
    for (int y = 0; y < 20000; ++y) {
        const double chance = chance_between(off, scale, m, y, y);
        sum += chance;
        mean += chance * y;
        square += chance * y * y;
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    EXPECT_NEAR(mean, m, 1e-5 * m);
    EXPECT_NEAR(square - mean * mean, m + m * m * (1.0 / 4 + 0.8 * 0.8), 1e-4 * m * m);
}

TEST(Kernel, takes_counts_as_they_are_without_a_discrepancy_and_knows_what_is_listed) {
    ErrorModel crowd;
    ErrorModel dead;
    dead.listed = true;
    ErrorModel price;
    price.law = ErrorModel::Law::log_normal;
    EXPECT_EQ(seen_with(crowd, {}).size, crowd.size);
    EXPECT_EQ(seen_with(crowd, {0, 1}).size, crowd.size);
    EXPECT_NEAR(seen_with(crowd, {0.5, 0}).size, 2, 1e-14);
    EXPECT_EQ(seen_with(dead, {0.7, 0}).size, dead.size);
    EXPECT_NEAR(seen_with(dead, {0.7, 1}).size, 0.8, 1e-14);
    EXPECT_EQ(seen_with(price, {0.7, 0.2}).spread, price.spread);
    EXPECT_FALSE(measure_of(Observable::crowd, 1000, 50)->error.listed);
    EXPECT_FALSE(measure_of(Observable::participants_today, 1000, 50)->error.listed);
    EXPECT_TRUE(measure_of(Observable::dead_total, 1000, 50)->error.listed);
    EXPECT_TRUE(measure_of(Observable::regions_active, 17, 50)->error.listed);
}

TEST(Kernel, of_occurrence_rises_and_of_denial_falls) {
    ReportScale scale;
    scale.top = 5000;
    ErrorModel error;
    error.occurred_scale = 100;
    double before = 0;
    for (const double x : {0.0, 1.0, 50.0, 100.0, 1000.0}) {
        const double occurred = statement_kernel(occurred_statement(true), scale, error, x);
        EXPECT_GT(occurred, before);
        EXPECT_NEAR(occurred, 1 - std::exp(-0.01 - x / 100), 1e-15);
        EXPECT_NEAR(statement_kernel(occurred_statement(false), scale, error, x), 1 - occurred, 1e-15);
        before = occurred;
    }
}

// Where there is nobody, a report of hundreds is left to the background, and a report of nobody is what to
// expect.
TEST(Kernel, of_people_where_there_are_none_is_small_but_proper) {
    ReportScale scale;
    scale.top = 150000;
    ErrorModel error;
    error.base = 0.05;
    EXPECT_LT(statement_kernel(interval_statement(100, 999, scale), scale, error, 0), 1e-12);
    EXPECT_GT(statement_background(interval_statement(100, 999, scale), scale, 0.8), 0.1);
    EXPECT_NEAR(statement_kernel(rounded_statement(0, 1, scale), scale, error, 0), std::pow(1 + 0.05 / 4, -4),
                1e-15);
}

}  // namespace
}  // namespace upsurge
