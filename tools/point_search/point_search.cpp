// Looks for point parameters that miss the reports least: a plain, seeded hill climb. Not a fit: no
// posterior, no uncertainty. What it finds is written into a scenario by hand, with its misses.
//
//   point_search SCENARIO [--steps 400] [--runs 6] [--seed 1] [--free mechanism.parameter,...] [--set k=v]...
//   [--also k=v]... [--hypothesis H] [--resolution R]
//
// --also: a second set of runs with these settings besides; the loss is the sum of both. With --also
// state_policy.policy=endogenous the same society must fit with its decisions dated and decided.
//
// Free: every place_parameters entry marked free, and the global parameters named after --free. A step
// moves a few of them by lengths from 2% to 60%, small ones as often as large ones. All steps share the
// chance of their runs, so differences are the parameters'.
#include <tbb/parallel_for.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <sstream>

#include "engines/row_engine.h"
#include "mechanisms/registry.h"
#include "misfit.h"
#include "models/parameter_values.h"
#include "numbers/elementary.h"
#include "numbers/prior.h"
#include "numbers/samplers.h"
#include "scenarios/read_scenario.h"

namespace upsurge {
namespace {

/// The scenario as it is, or as the options of --also change it: the same society with other settings.
struct Variant {
    const Model* model;
    ParameterValues base;
};

/// One number the search may move: a parameter at some leaves.
struct Dimension {
    int parameter;
    std::vector<int> leaves;  ///< empty: everywhere
    double value;
    double low, high;
    bool logarithmic;
    std::string name;
};

Dimension make_dimension(const Model& model, int parameter, const ParameterSetting& setting,
                         std::vector<int> leaves) {
    const RegisteredParameter& registered = all_parameters()[static_cast<std::size_t>(parameter)];
    Dimension dimension{
        parameter, std::move(leaves), setting.value, registered.spec->low, registered.spec->high,
        false,     registered.id};
    for (const int leaf : dimension.leaves) {
        dimension.name +=
            " " + model.places[static_cast<std::size_t>(model.leaves[static_cast<std::size_t>(leaf)])].id;
    }
    dimension.logarithmic = dimension.low > 0 || setting.prior.rfind("log", 0) == 0;
    return dimension;
}

std::vector<Dimension> free_dimensions(const Model& model, const std::string& named) {
    std::vector<Dimension> dimensions;
    const auto& table = model.parameters;
    for (std::size_t parameter = 0; parameter < table.place.size(); ++parameter) {
        const auto& settings = table.place[parameter];
        std::vector<std::uint8_t> used(settings.size(), 0);
        for (std::size_t leaf = 0; leaf < settings.size(); ++leaf) {
            if (used[leaf] != 0 || !settings[leaf].free) {
                continue;
            }
            std::vector<int> together;
            for (std::size_t other = leaf; other < settings.size(); ++other) {
                if (settings[other].free && settings[other].value == settings[leaf].value &&
                    settings[other].source == settings[leaf].source) {
                    together.push_back(static_cast<int>(other));
                    used[other] = 1;
                }
            }
            dimensions.push_back(
                make_dimension(model, static_cast<int>(parameter), settings[leaf], together));
        }
    }
    std::stringstream list(named);
    for (std::string id; std::getline(list, id, ',');) {
        const auto parameter = find_parameter(id);
        if (!parameter) {
            std::fprintf(stderr, "point_search: no parameter %s\n", id.c_str());
            std::exit(2);
        }
        const auto index = static_cast<std::size_t>(*parameter);
        const ParameterSetting& setting = all_parameters()[index].spec->scope == Scope::place
                                              ? table.place[index].front()
                                              : table.global[index];
        dimensions.push_back(make_dimension(model, *parameter, setting, {}));
    }
    return dimensions;
}

double moved(const Dimension& dimension, double length, Draws& draws) {
    const double value =
        dimension.logarithmic
            ? dimension.value * exp_of(length * normal(draws))
            : dimension.value + length * 0.3 * (std::abs(dimension.value) + 0.05) * normal(draws);
    return std::clamp(value, dimension.low, dimension.high);
}

std::vector<Miss> evaluate(const Variant& variant, const std::vector<Dimension>& dimensions, int runs,
                           std::uint64_t seed) {
    const Model& model = *variant.model;
    ParameterValues values = variant.base;
    for (const Dimension& dimension : dimensions) {
        if (dimension.leaves.empty()) {
            values.set_everywhere(dimension.parameter, dimension.value);
        }
        for (const int leaf : dimension.leaves) {
            values.set(dimension.parameter, leaf, dimension.value);
        }
    }
    std::vector<History> histories(static_cast<std::size_t>(runs));
    tbb::parallel_for(0, runs, [&](int run) {
        const RunKey key = make_run_key(seed, Purpose::search, 0, static_cast<std::uint64_t>(run), 0);
        histories[static_cast<std::size_t>(run)] = run_rows(model, values, key, best_vector_path()).history;
    });
    return misses(model, HistoryValues(std::move(histories)));
}

/// Misses of each variant.
std::vector<std::vector<Miss>> evaluate(const std::vector<Variant>& variants,
                                        const std::vector<Dimension>& dimensions, int runs,
                                        std::uint64_t seed) {
    std::vector<std::vector<Miss>> result;
    for (const Variant& variant : variants) {
        result.push_back(evaluate(variant, dimensions, runs, seed));
    }
    return result;
}

double total(const std::vector<std::vector<Miss>>& misses) {
    double sum = 0;
    for (const auto& of_variant : misses) {
        sum += total(of_variant);
    }
    return sum;
}

Result<ReadScenario> read(const std::string& scenario, const ScenarioOptions& options) {
    const auto folder = find_scenario(scenario);
    auto result = folder ? read_scenario(*folder, options) : tl::unexpected<Problems>(folder.error());
    if (!result) {
        for (const Problem& problem : result.error()) {
            std::fprintf(stderr, "%s:%d:%d: %s\n", problem.file.c_str(), problem.line, problem.column,
                         problem.what.c_str());
        }
    }
    return result;
}

void print_misses(const Model& model, std::vector<Miss> list) {
    std::sort(list.begin(), list.end(), [](const Miss& a, const Miss& b) { return a.loss > b.loss; });
    std::printf("\n%-12s %-20s %-22s %12s %8s %8s\n", "report", "observable", "place", "simulated",
                "log miss", "loss");
    for (const Miss& miss : list) {
        if (miss.report < 0) {
            std::printf("%-12s %-20s %-22s %12.0f %8.2f %8.3f\n", "quiet", "crowd", "country", miss.simulated,
                        miss.miss, miss.loss);
            continue;
        }
        const Report& report = model.reports[static_cast<std::size_t>(miss.report)];
        std::printf(
            "%-12s %-20s %-22s %12.0f %8.2f %8.3f\n", report.id.c_str(),
            std::string(describe(*report.observable).id).c_str(),
            report.places.empty() ? "-" : model.places[static_cast<std::size_t>(report.places[0])].id.c_str(),
            miss.simulated, miss.miss, miss.loss);
    }
}

}  // namespace
}  // namespace upsurge

int main(int count, char** arguments) {
    using namespace upsurge;
    CLI::App app("Point parameters that miss the reports least: a seeded hill climb.");
    std::string scenario;
    std::string named;
    std::vector<std::string> also;
    int steps = 400;
    int runs = 6;
    std::uint64_t seed = 1;
    ScenarioOptions options;
    app.add_option("scenario", scenario)->required();
    app.add_option("--steps", steps);
    app.add_option("--runs", runs);
    app.add_option("--seed", seed);
    app.add_option("--free", named, "global parameters to move too, separated by commas");
    app.add_option("--set", options.set);
    app.add_option("--also", also, "settings of a second set of runs that must fit too");
    app.add_option("--hypothesis", options.hypothesis, "an explanation of hypotheses.toml, applied first");
    app.add_option("--resolution", options.resolution, "coarse, standard or fine");
    CLI11_PARSE(app, count, arguments);

    std::vector<ReadScenario> scenarios;
    for (int variant = 0; variant < (also.empty() ? 1 : 2); ++variant) {
        auto scenario_read = read(scenario, options);
        if (!scenario_read) {
            return 1;
        }
        scenarios.push_back(std::move(*scenario_read));
        options.set.insert(options.set.end(), also.begin(), also.end());
    }
    std::vector<Variant> variants;
    for (const ReadScenario& one : scenarios) {
        variants.push_back({&one.model, point_values(one.model)});
    }
    const Model& model = scenarios.front().model;
    std::vector<Dimension> best = free_dimensions(model, named);
    auto best_misses = evaluate(variants, best, runs, seed);
    double best_loss = total(best_misses);
    std::printf("start: loss %.3f, %zu free numbers, %d runs a step\n", best_loss, best.size(), runs);
    const auto print_values = [&best] {
        for (const Dimension& dimension : best) {
            std::printf("%s = %.4g\n", dimension.name.c_str(), dimension.value);
        }
        std::fflush(stdout);
    };
    for (int step = 1; step <= steps; ++step) {
        Draws draws(make_run_key(seed, Purpose::search, 1, static_cast<std::uint64_t>(step), 0), Address{});
        std::vector<Dimension> tried = best;
        const std::size_t moves = 1 + uniform_below(draws, 3);
        for (std::size_t i = 0; i < moves; ++i) {
            Dimension& dimension = tried[uniform_below(draws, tried.size())];
            const double length = 0.02 * exp_of(3.4 * draws.uniform());
            dimension.value = moved(dimension, length, draws);
        }
        auto tried_misses = evaluate(variants, tried, runs, seed);
        const double loss = total(tried_misses);
        const bool better = loss < best_loss;
        if (better) {
            best = std::move(tried);
            best_misses = std::move(tried_misses);
            best_loss = loss;
            std::printf("step %d: loss %.3f\n", step, best_loss);
            std::fflush(stdout);
        }
        if (step % 200 == 0) {
            print_values();
        }
    }
    for (const auto& of_variant : best_misses) {
        print_misses(model, of_variant);
        std::printf("together %.3f\n", total(of_variant));
    }
    std::printf("\nloss %.3f after %d steps, seed %llu\n", best_loss, steps,
                static_cast<unsigned long long>(seed));
    print_values();
    return 0;
}
