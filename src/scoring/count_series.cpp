#include "scoring/count_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "numbers/elementary.h"
#include "numbers/quantiles.h"

namespace upsurge {

Problems series_problems(const CountSeries& series, std::int64_t largest, int days_min) {
    Problems problems;
    const auto add = [&](std::string what, std::string expected) {
        Problem problem;
        problem.what = std::move(what);
        problem.expected = std::move(expected);
        problems.push_back(std::move(problem));
    };
    int days = 0;
    for (std::size_t day = 0; day < series.size(); ++day) {
        const CountBounds& bounds = series[day];
        if (bounds.low < 0 || bounds.low > bounds.high) {
            add(fmt::format("day {} of the series is bounded by {} and {}", day + 1, bounds.low, bounds.high),
                "0 <= low <= high");
        } else if (bounds.low > largest) {
            add(fmt::format("day {} of the series is at least {}", day + 1, bounds.low),
                fmt::format("no more than the largest possible count, {}", largest));
        }
        days += bounds.says_nothing() ? 0 : 1;
    }
    if (days < days_min) {
        add(fmt::format("{} days of the series say something of the count", days),
            fmt::format("at least {}", days_min));
    }
    return problems;
}

double first_day_log_probability(const CountBounds& bounds, std::int64_t largest) {
    const double low = static_cast<double>(std::max<std::int64_t>(bounds.low, 0));
    const double high = static_cast<double>(std::min(bounds.high, largest));
    if (low > high) {
        return -elementary::infinity;
    }
    return log_of(log1p_of((high - low + 1.0) / (1.0 + low)) / log_of(2.0 + static_cast<double>(largest)));
}

std::vector<double> CountDraws::sorted_day(int day) const {
    std::vector<double> column(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < column.size(); ++i) {
        column[i] = static_cast<double>(values[i * static_cast<std::size_t>(horizon) + day]);
    }
    std::sort(column.begin(), column.end());
    return column;
}

std::vector<double> predictive_quantiles(const CountDraws& draws, std::span<const double> levels) {
    std::vector<double> quantiles;
    for (int day = 0; day < draws.horizon; ++day) {
        const std::vector<double> sorted = draws.sorted_day(day);
        for (double level : levels) {
            quantiles.push_back(quantile_of_sorted(sorted, level));
        }
    }
    return quantiles;
}

}  // namespace upsurge
