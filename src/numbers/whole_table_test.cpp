#include "numbers/whole_table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "numbers/samplers.h"

namespace upsurge {
namespace {

using Whole = std::vector<std::int64_t>;

TEST(WholeTable, keeps_a_table_that_fits) {
    EXPECT_EQ(whole_table(Whole{30, 70}, Whole{40, 60}, std::vector<double>{12, 18, 28, 42}),
              (Whole{12, 18, 28, 42}));
}

TEST(WholeTable, scales_to_both_sums) {
    // The odds ratio 1 of the weights is kept: the entries are the products of the sums over the total.
    EXPECT_EQ(whole_table(Whole{300, 700}, Whole{400, 600}, std::vector<double>{1, 1, 1, 1}),
              (Whole{120, 180, 280, 420}));
    // The odds ratio 4 of the weights is kept: (x / (100 - x))^2 = 4, so x = 66.667.
    EXPECT_EQ(whole_table(Whole{100, 100}, Whole{100, 100}, std::vector<double>{2, 1, 1, 2}),
              (Whole{67, 33, 33, 67}));
}

TEST(WholeTable, moves_others_aside_where_a_weight_is_zero) {
    // Only one table has these sums and a zero in the first corner.
    EXPECT_EQ(whole_table(Whole{3, 4}, Whole{4, 3}, std::vector<double>{0, 1, 1, 1}), (Whole{0, 3, 4, 0}));
    EXPECT_EQ(whole_table(Whole{1, 1, 1}, Whole{1, 1, 1}, std::vector<double>{1, 1, 0, 1, 0, 1, 0, 1, 0}),
              (Whole{1, 0, 0, 0, 0, 1, 0, 1, 0}));
}

TEST(WholeTable, says_when_there_is_none) {
    EXPECT_FALSE(whole_table(Whole{3, 4}, Whole{5, 2}, std::vector<double>{1, 1, 0, 1}).has_value());
    EXPECT_FALSE(whole_table(Whole{3}, Whole{3}, std::vector<double>{0}).has_value());
    EXPECT_EQ(whole_table(Whole{0, 0}, Whole{0}, std::vector<double>{0, 0}), (Whole{0, 0}));
}

TEST(WholeTable, has_both_sums_and_stays_near_the_fit) {
    Draws draws(RunKey{{7, 8}}, {});
    for (int round = 0; round < 500; ++round) {
        const std::size_t rows = 1 + uniform_below(draws, 8);
        const std::size_t columns = 1 + uniform_below(draws, 12);
        // A table of people, its sums, and weights that say nothing but the sums: the fit is known exactly.
        Whole people(rows * columns);
        Whole row_sums(rows, 0);
        Whole column_sums(columns, 0);
        double total = 0;
        for (std::size_t i = 0; i < people.size(); ++i) {
            people[i] = static_cast<std::int64_t>(uniform_below(draws, 100000));
            row_sums[i / columns] += people[i];
            column_sums[i % columns] += people[i];
            total += static_cast<double>(people[i]);
        }
        if (total == 0) {
            continue;
        }
        const auto table = whole_table(row_sums, column_sums, std::vector<double>(people.size(), 1.0));
        ASSERT_TRUE(table.has_value());
        Whole row_found(rows, 0);
        Whole column_found(columns, 0);
        for (std::size_t i = 0; i < people.size(); ++i) {
            row_found[i / columns] += (*table)[i];
            column_found[i % columns] += (*table)[i];
            const double fit = static_cast<double>(row_sums[i / columns]) *
                               static_cast<double>(column_sums[i % columns]) / total;
            EXPECT_NEAR(static_cast<double>((*table)[i]), fit, 2.0);
            EXPECT_GE((*table)[i], 0);
        }
        EXPECT_EQ(row_found, row_sums);
        EXPECT_EQ(column_found, column_sums);
    }
}

}  // namespace
}  // namespace upsurge
