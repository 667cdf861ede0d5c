// Chained rows against the law of each row alone and of pairs of rows. Seeds are fixed; chosen blindly, a
// chi-square test here fails by chance once in a million (alarm).
#include "numbers/exit_chain.h"

#include <gtest/gtest.h>

#include <cmath>
#include <iterator>
#include <map>
#include <span>
#include <vector>

#include "numbers/chi_square.h"

namespace upsurge {
namespace {

constexpr double alarm = 1e-6;
constexpr std::int64_t trials = 400000;

struct Row {
    std::int64_t n;
    double hazard;
};

/// Empty rows, rows without hazard, rare exits, rows on both sides of the limit, a row that everybody leaves.
const std::vector<Row> rows = {
    {0, 0.5},     {1000, 2e-4}, {7, 0},   {3, 1.2}, {50, 0.01}, {1, 0.3},        {40, 0.2499},
    {40, 0.2501}, {2000, 0.02}, {1, 4.0}, {0, 1.0}, {12, 0.05}, {1000000, 1e-7}, {5, elementary::infinity}};

ExitChain chain_of(std::int64_t trial, std::uint32_t test) {
    static const RunKey key = make_run_key(20220102, Purpose::simulate, 0, 0, 0);
    return ExitChain(key, {0, 0, 1, static_cast<std::uint32_t>(trial), test});
}

ExactLaw law_of(const Row& row) {
    const long double odds = std::expm1(static_cast<long double>(row.hazard));
    const auto n = row.n;
    const std::int64_t mode = std::min(n, static_cast<std::int64_t>((n + 1.0L) * (odds / (1.0L + odds))));
    return exact_law(0, mode, n, [=](std::int64_t k) { return odds * (n - k) / (k + 1.0L); });
}

std::vector<std::int64_t> draw_all(std::int64_t trial, std::uint32_t test) {
    ExitChain chain = chain_of(trial, test);
    std::vector<std::int64_t> exits;
    for (const Row& row : rows) {
        exits.push_back(chain.exits(row.n, row.hazard));
    }
    return exits;
}

TEST(ExitChain, every_row_follows_its_law) {
    std::vector<std::vector<std::int64_t>> exits;
    for (std::int64_t trial = 0; trial < trials; ++trial) {
        exits.push_back(draw_all(trial, 1));
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].n == 0 || rows[r].hazard == 0 || std::isinf(rows[r].hazard)) {
            for (const auto& one : exits) {
                ASSERT_EQ(one[r], std::isinf(rows[r].hazard) ? rows[r].n : 0);
            }
            continue;
        }
        const double chance = law_p_value(law_of(rows[r]), trials, [&](std::int64_t trial) {
            return exits[static_cast<std::size_t>(trial)][r];
        });
        EXPECT_GT(chance, alarm) << r;
    }
}

// Whether anybody leaves: 16 joint cases of four rows, against products of exp(-n h).
TEST(ExitChain, rows_are_independent) {
    const std::size_t chosen[] = {3, 4, 5, 11};
    std::vector<double> probability(16, 1.0);
    for (std::size_t cell = 0; cell < 16; ++cell) {
        for (std::size_t i = 0; i < 4; ++i) {
            const Row& row = rows[chosen[i]];
            const double stays = std::exp(-static_cast<double>(row.n) * row.hazard);
            probability[cell] *= (cell >> i & 1) != 0 ? 1.0 - stays : stays;
        }
    }
    std::vector<std::int64_t> observed(16, 0);
    for (std::int64_t trial = 0; trial < trials; ++trial) {
        const auto exits = draw_all(trial, 2);
        std::size_t cell = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            cell |= static_cast<std::size_t>(exits[chosen[i]] > 0) << i;
        }
        ++observed[cell];
    }
    EXPECT_GT(chi_square_p_value(observed, probability), alarm);
}

TEST(ExitChain, the_test_sees_a_hazard_off_by_a_fiftieth) {
    Row row = rows[3];
    const double chance = law_p_value(law_of(row), trials, [&](std::int64_t trial) {
        ExitChain chain = chain_of(trial, 3);
        chain.exits(10, 0.03);
        return chain.exits(row.n, 1.02 * row.hazard);
    });
    EXPECT_LT(chance, alarm);
}

// Rows weighed together first, as blocks are: a hit sends the chain through them one by one.
TEST(ExitChain, rows_passed_together_follow_their_laws) {
    const std::size_t first[] = {3, 4, 5};
    const std::size_t second[] = {1, 11, 12};
    std::vector<std::vector<std::int64_t>> exits;
    const auto draw_group = [](ExitChain& chain, std::span<const std::size_t> group,
                               std::vector<std::int64_t>& out) {
        double wait = 0;
        for (const std::size_t r : group) {
            wait += static_cast<double>(rows[r].n) * rows[r].hazard;
        }
        const bool passed = chain.passes(wait);
        for (const std::size_t r : group) {
            out.push_back(passed ? 0 : chain.exits(rows[r].n, rows[r].hazard));
        }
    };
    for (std::int64_t trial = 0; trial < trials; ++trial) {
        ExitChain chain = chain_of(trial, 5);
        std::vector<std::int64_t> one;
        draw_group(chain, second, one);
        draw_group(chain, first, one);
        draw_group(chain, second, one);
        exits.push_back(one);
    }
    const std::size_t order[] = {1, 11, 12, 3, 4, 5, 1, 11, 12};
    for (std::size_t i = 0; i < std::size(order); ++i) {
        const double chance = law_p_value(law_of(rows[order[i]]), trials, [&](std::int64_t trial) {
            return exits[static_cast<std::size_t>(trial)][i];
        });
        EXPECT_GT(chance, alarm) << i;
    }
}

// Rows without people or hazard use no chance: those after them draw the same.
TEST(ExitChain, empty_rows_shift_nobody) {
    for (std::int64_t trial = 0; trial < 1000; ++trial) {
        ExitChain plain = chain_of(trial, 4);
        ExitChain padded = chain_of(trial, 4);
        for (int i = 0; i < 20; ++i) {
            padded.exits(0, 3.0);
            padded.exits(9, 0.0);
            ASSERT_EQ(plain.exits(6, 0.1), padded.exits(6, 0.1));
        }
    }
}

}  // namespace
}  // namespace upsurge
