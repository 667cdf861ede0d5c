// The flagship scenario as a whole: a quiet December without the price rise, and a tick cut in half.
// Nothing here asserts how January ended.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engines/row_engine.h"
#include "scenarios/instant.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

Model read_flagship(const std::vector<std::string>& set) {
    ScenarioOptions options;
    options.set = set;
    auto read = read_scenario(std::string(UPSURGE_SOURCE_DIR) + "/scenarios/kazakhstan-2022", options);
    if (!read) {
        for (const Problem& problem : read.error()) {
            ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.what;
        }
        return {};
    }
    return read->model;
}

TEST(Flagship, DecemberWithoutThePriceRiseIsQuiet) {
    Model model = read_flagship({});
    ASSERT_EQ(model.people_of_country(), 19'503'159);
    const Instant january = model.clock.start;
    model.clock.start = january - 31 * 86400;
    model.clock.end = january;
    // Only what was in force before: the old prices and the usual number of officers.
    std::erase_if(model.schedule, [january](const ScheduleEntry& entry) {
        return entry.from >= january ||
               (entry.kind != ScheduleKind::price && entry.kind != ScheduleKind::police);
    });
    for (ScheduleEntry& entry : model.schedule) {
        entry.from = std::min(entry.from, model.clock.start);
    }
    const ParameterValues values = point_values(model);
    for (int run = 0; run < 100; ++run) {
        const RunResult result =
            run_rows(model, values, make_run_key(31, Purpose::simulate, 0, run, 0), best_vector_path());
        ASSERT_EQ(result.broken_invariant, "");
        double largest = 0;
        for (int tick = 0; tick < result.history.ticks(); ++tick) {
            largest = std::max(largest, result.history.at(tick, 0, Observable::crowd));
        }
        EXPECT_LT(largest / static_cast<double>(model.population()), 1e-4) << "run " << run;
    }
}

/// Means and standard errors of the flagship's main observables over runs.
struct Means {
    std::vector<std::string> names;
    std::vector<double> mean, standard_error;
};

Means flagship_means(const std::string& tick_hours, int runs, std::uint64_t seed) {
    const Model model = read_flagship({"clock.tick_hours=" + tick_hours});
    const ParameterValues values = point_values(model);
    const int per_day = static_cast<int>(24.0 / model.clock.tick_hours + 0.5);
    std::vector<std::vector<double>> samples;
    Means means;
    for (int run = 0; run < runs; ++run) {
        const History history =
            run_rows(model, values, make_run_key(seed, Purpose::simulate, 0, run, 0), best_vector_path())
                .history;
        std::vector<double> sample;
        const auto keep = [&](const std::string& name, double value) {
            if (run == 0) {
                means.names.push_back(name);
            }
            sample.push_back(value);
        };
        // Crowd-hours of each of the first eight days and the totals at the end, for the country.
        for (int day = 0; day < 8; ++day) {
            double crowd = 0;
            for (int tick = day * per_day; tick < (day + 1) * per_day; ++tick) {
                crowd += history.at(tick, 0, Observable::crowd) * model.clock.tick_hours;
            }
            keep("crowd-hours of day " + std::to_string(day + 1), crowd);
        }
        const int last = history.ticks() - 1;
        for (const Observable total :
             {Observable::detentions_total, Observable::injured_total, Observable::dead_total}) {
            keep(std::string(describe(total).id), history.at(last, 0, total));
        }
        for (const Observable level :
             {Observable::grievance, Observable::legitimacy, Observable::demand_level}) {
            keep(std::string(describe(level).id), history.at(last, 0, level));
        }
        samples.push_back(sample);
    }
    for (std::size_t i = 0; i < means.names.size(); ++i) {
        double sum = 0;
        double squares = 0;
        for (const auto& sample : samples) {
            sum += sample[i];
            squares += sample[i] * sample[i];
        }
        const double mean = sum / runs;
        means.mean.push_back(mean);
        means.standard_error.push_back(std::sqrt(std::max(0.0, squares / runs - mean * mean) / (runs - 1)));
    }
    return means;
}

TEST(Flagship, HalvingTheTickMovesNothingByMoreThanTwoPercentBeyondNoise) {
    const int runs = 100;
    const Means hour = flagship_means("1", runs, 41);
    const Means half = flagship_means("0.5", runs, 43);
    for (std::size_t i = 0; i < hour.names.size(); ++i) {
        const double noise = std::hypot(hour.standard_error[i], half.standard_error[i]);
        const double shift = std::abs(half.mean[i] - hour.mean[i]);
        RecordProperty(hour.names[i], std::to_string(shift / hour.mean[i]));
        // Three standard errors of noise: one false alarm in 370 per observable if the shift were at 2%
        // exactly.
        EXPECT_LT(shift, 0.02 * hour.mean[i] + 3 * noise)
            << hour.names[i] << ": " << hour.mean[i] << " by the hour, " << half.mean[i]
            << " by the half hour, noise " << noise;
    }
}

}  // namespace
}  // namespace upsurge
