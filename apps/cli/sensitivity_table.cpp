#include "sensitivity_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/wording.h"
#include "output.h"

namespace upsurge::cli {
namespace {

constexpr std::size_t rows_max = 12;

/// Shares have two digits after the point, effects three figures.
std::string number_text(SensitivityMethod method, double value) {
    if (!std::isfinite(value)) {
        return "none";
    }
    if (method == SensitivityMethod::morris) {
        return simulated_text(value);
    }
    return fmt::format("{:.2f}", std::fabs(value) < 0.005 ? 0.0 : value);
}

std::string interval_of(SensitivityMethod method, const Interval& interval) {
    return std::isfinite(interval.low) ? fmt::format("[{} to {}]", number_text(method, interval.low),
                                                     number_text(method, interval.high))
                                       : std::string();
}

}  // namespace

std::string sensitivity_table(const SensitivityDesign& design, const Measure& outcome,
                              const std::vector<SensitivityIndex>& indices) {
    std::map<int, std::map<std::string_view, SensitivityIndex>> of_factor;
    for (const SensitivityIndex& one : indices) {
        of_factor[one.factor][one.index] = one;
    }
    const auto of_outcome = of_factor.extract(-1);
    const std::string_view ranking = ranking_index(design.method);
    std::vector<int> order;
    for (const auto& [factor, found] : of_factor) {
        order.push_back(factor);
    }
    const auto importance = [&](int factor) {
        const double value = of_factor.at(factor).at(ranking).value;
        return std::isnan(value) ? -1.0 : value;
    };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return importance(a) > importance(b); });
    const double sd = of_outcome.mapped().at("sd").value;
    std::string text = fmt::format("{} ({}): mean {}, standard deviation {}\n", measure_title(outcome),
                                   upsurge::describe(outcome.observable).unit,
                                   simulated_text(of_outcome.mapped().at("mean").value), simulated_text(sd));
    if (!(sd > 0)) {
        return text + "  It never varies, so nothing moves it.\n";
    }
    const bool sobol = design.method == SensitivityMethod::sobol;
    TextTable table(sobol ? std::vector<std::string>{"factor", "total", "90%", "alone", "90%"}
                          : std::vector<std::string>{"factor", "mu*", "90%", "mu", "sigma"},
                    1);
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Factor& factor = design.factors[static_cast<std::size_t>(order[i])];
        if ((i >= rows_max || !(importance(order[i]) > 0)) && !factor.is_chance()) {
            ++left_out;
            continue;
        }
        const auto& found = of_factor.at(order[i]);
        const SensitivityIndex& first = found.at(ranking);
        std::vector<std::string> row = {factor.is_chance() ? "seed (chance)" : factor.name,
                                        number_text(design.method, first.value),
                                        interval_of(design.method, first.interval)};
        if (sobol) {
            const SensitivityIndex& alone = found.at("first_order");
            row.push_back(number_text(design.method, alone.value));
            row.push_back(interval_of(design.method, alone.interval));
        } else {
            row.push_back(factor.is_chance() ? "" : number_text(design.method, found.at("mu").value));
            row.push_back(number_text(design.method, found.at("sigma").value));
        }
        table.add(std::move(row));
    }
    text += table.text("  ");
    if (left_out > 0) {
        text += fmt::format("  and {} that matter less or not at all: sensitivity.csv\n", left_out);
    }
    return text;
}

}  // namespace upsurge::cli
