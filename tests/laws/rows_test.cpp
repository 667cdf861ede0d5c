// What a place does follows from its row of parameters, not from its name or its place in the list; and no
// place that ships has more than two parameters of its own to be searched for.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>

#include "engines/row_engine.h"
#include "hand_model.h"
#include "mechanisms/registry.h"
#include "scenarios/read_scenario.h"

namespace upsurge::tests {
namespace {

constexpr int places = 4;
constexpr int runs = 150;
using Order = std::array<int, places>;  ///< [place] the row it has

struct OnsetOfRows {
    std::array<double, places> mean{};      ///< [row] first hour with 300 in the street
    std::array<double, places> variance{};  ///< of the mean
};

/// Four places that differ in nothing but their rows of parameters, and hear of each other alike.
OnsetOfRows onset_of_rows(const Order& row_at, std::uint64_t seed) {
    HandModel hand;
    hand.people.assign(places, 400'000);
    for (const Mechanism* mechanism : all_mechanisms()) {
        hand.mechanisms.emplace_back(mechanism->name);
    }
    hand.hardship_cuts = {0.9, 0.99};
    hand.risk_aversion_bins = 2;
    hand.organised_bins = 2;
    hand.ticks = 96;
    Model model = make_model(hand);
    model.schedule.push_back(at_hour(model, ScheduleKind::price, -10, 60));
    model.schedule.push_back(at_hour(model, ScheduleKind::price, 5, 120));
    model.schedule.push_back(at_hour(model, ScheduleKind::police, -10, 300));
    ParameterValues values = make_values(
        model,
        {{"diffusion.distance_weight", 0}, {"diffusion.tie_weight", 0}, {"participation.threshold", 0.4}});
    struct Column {
        const char* id;
        std::array<double, places> of_row;
    };
    constexpr Column columns[] = {{"grievance.exposure", {0.9, 0.6, 0.4, 0.1}},
                                  {"grievance.legitimacy", {0.4, 0.5, 0.5, 0.6}},
                                  {"grievance.memory", {0.5, 0.2, 0, 0}},
                                  {"backlash.harm_memory", {0.1, 0, 0.2, 0}},
                                  {"participation.organised_share", {0.1, 0.05, 0.02, 0.01}}};
    int columns_of_places = 0;
    for (const RegisteredParameter& parameter : all_parameters()) {
        columns_of_places += parameter.spec->scope == Scope::place ? 1 : 0;
    }
    EXPECT_EQ(columns_of_places, static_cast<int>(std::size(columns))) << "a row here is not a whole row";
    for (const Column& column : columns) {
        for (int place = 0; place < places; ++place) {
            values.set(*find_parameter(column.id), place,
                       column.of_row[static_cast<std::size_t>(row_at[static_cast<std::size_t>(place)])]);
        }
    }
    OnsetOfRows onset;
    std::array<double, places> squares{};
    for (int run = 0; run < runs; ++run) {
        const History history =
            run_rows(model, values, make_run_key(seed, Purpose::simulate, 0, run, 0), best_vector_path())
                .history;
        for (int place = 0; place < places; ++place) {
            int hour = 0;
            while (hour < hand.ticks && history.at(hour, place + 1, Observable::crowd) < 300) {
                ++hour;
            }
            const auto row = static_cast<std::size_t>(row_at[static_cast<std::size_t>(place)]);
            onset.mean[row] += hour / static_cast<double>(runs);
            squares[row] += hour * hour / static_cast<double>(runs);
        }
    }
    for (std::size_t row = 0; row < places; ++row) {
        onset.variance[row] = (squares[row] - onset.mean[row] * onset.mean[row]) / (runs - 1);
    }
    return onset;
}

TEST(Rows, OnsetMovesWithTheRowOfParameters) {
    // Draws are addressed by place, so rows that moved meet other chances: equal in law. Twelve differences
    // of means of 150 runs each may be 4.5 standard errors: a false alarm in 10,000 had seeds been free.
    const OnsetOfRows first = onset_of_rows({0, 1, 2, 3}, 71);
    EXPECT_LT(first.mean[0], first.mean[1] - 4.5 * std::sqrt(first.variance[0] + first.variance[1]));
    EXPECT_LT(first.mean[1], first.mean[2] - 4.5 * std::sqrt(first.variance[1] + first.variance[2]));
    std::uint64_t seed = 72;
    for (const Order& order : {Order{1, 0, 2, 3}, Order{3, 2, 1, 0}, Order{2, 3, 0, 1}}) {
        const OnsetOfRows moved = onset_of_rows(order, seed++);
        for (std::size_t row = 0; row < places; ++row) {
            EXPECT_NEAR(moved.mean[row], first.mean[row],
                        4.5 * std::sqrt(moved.variance[row] + first.variance[row]) + 1e-9)
                << "row " << row << " at another place";
        }
    }
}

TEST(Rows, NoPlaceThatShipsHasMoreThanTwoFreeParameters) {
    int with_two = 0;
    for (const auto& folder :
         std::filesystem::directory_iterator(std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios")) {
        if (!folder.is_directory()) {
            continue;
        }
        for (const char* resolution : {"coarse", "standard", "fine"}) {
            ScenarioOptions options;
            options.resolution = resolution;
            const auto read = read_scenario(folder.path(), options);
            if (!read && read.error().front().what.starts_with("there is no [resolution.")) {
                continue;
            }
            ASSERT_TRUE(read.has_value())
                << folder.path() << ", " << resolution << ": " << read.error().front().what;
            const ParameterTable& table = read->model.parameters;
            for (std::size_t leaf = 0; leaf < read->model.leaves.size(); ++leaf) {
                int of_its_own = 0;
                for (std::size_t i = 0; i < table.place.size(); ++i) {
                    // Origin 0 is the value for every place, one parameter for all of them.
                    const bool own = !table.place[i].empty() && table.place[i][leaf].origin > 0;
                    of_its_own += own && table.place[i][leaf].free ? 1 : 0;
                }
                EXPECT_LE(of_its_own, 2) << folder.path() << ", " << resolution << ", leaf " << leaf;
                with_two += of_its_own == 2 ? 1 : 0;
            }
        }
    }
    EXPECT_GT(with_two, 0) << "no place has any: the count is wrong";
}

}  // namespace
}  // namespace upsurge::tests
