#include "reports/statement.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "upsurge/result.h"

namespace upsurge {

namespace {

/// Width of a rung of bounds, as a factor.
constexpr double bound_factor = 1.5;
/// Width of the ranges above "none to n", which has no factor of its own.
constexpr double range_factor = 2.0;

/// Where ranges begin, each `factor` times the one below: 0, ..., first, second, ..., at most the top.
std::vector<std::int64_t> rungs_around(std::int64_t first, std::int64_t second, double factor,
                                       std::int64_t top) {
    std::vector<std::int64_t> rungs;
    for (std::int64_t rung = first; rung > 0;) {
        rungs.push_back(rung);
        const auto below = static_cast<std::int64_t>(static_cast<double>(rung) / factor);
        rung = std::min(rung - 1, below);
    }
    rungs.push_back(0);
    std::reverse(rungs.begin(), rungs.end());
    for (std::int64_t rung = second; rung <= top;) {
        rungs.push_back(rung);
        const double above = static_cast<double>(rung) * factor;
        if (above > static_cast<double>(top)) {
            break;
        }
        rung = std::max(rung + 1, static_cast<std::int64_t>(above));
    }
    return rungs;
}

/// Position of the last rung at or below y.
std::size_t rung_of(const std::vector<std::int64_t>& rungs, std::int64_t y) {
    const auto after = std::upper_bound(rungs.begin(), rungs.end(), y);
    return static_cast<std::size_t>(after - rungs.begin()) - 1;
}

struct WordRange {
    const char* word;
    std::int64_t low;
    std::int64_t high;
};
constexpr std::array<WordRange, 3> word_ranges = {
    {{"dozens", 20, 99}, {"hundreds", 100, 999}, {"thousands", 1000, 9999}}};

/// A count as it was meant: the range of a word in its hedge, or rounded by its zeros.
std::optional<Statement> count_statement(const Report& report, const ReportScale& scale) {
    if (!scale.counts) {
        return rounded_statement(scale.point_of(*report.value), 1, scale);
    }
    const auto point = static_cast<std::int64_t>(std::round(*report.value));
    if (point < 0 || point > scale.top) {
        return std::nullopt;
    }
    for (const WordRange& range : word_ranges) {
        if (report.hedge.find(range.word) != std::string::npos && point >= range.low && point <= range.high) {
            return interval_statement(range.low, std::min(range.high, scale.top), scale);
        }
    }
    return rounded_statement(point, unit_of_number(point), scale);
}

std::optional<Statement> range_statement(std::optional<double> low, std::optional<double> high,
                                         const ReportScale& scale) {
    const double lowest = scale.lowest - 0.5 * scale.step;
    const double highest = scale.number_at(static_cast<double>(scale.top) + 0.5);
    if ((low && (*low < lowest || *low > highest)) || (high && *high < lowest)) {
        return std::nullopt;
    }
    // Bounds are read inwards: at least 2.5 things are 3.
    const auto up = [&](double number) {
        return static_cast<std::int64_t>(std::ceil((number - scale.lowest) / scale.step - 1e-9));
    };
    const auto down = [&](double number) {
        return static_cast<std::int64_t>(std::floor((number - scale.lowest) / scale.step + 1e-9));
    };
    const std::int64_t first = low ? std::clamp<std::int64_t>(up(*low), 0, scale.top) : 0;
    const std::int64_t last =
        high ? std::clamp<std::int64_t>(down(std::min(*high, highest)), 0, scale.top) : scale.top;
    if (first > last || (first == 0 && last == scale.top)) {
        return std::nullopt;
    }
    if (!high || last == scale.top) {
        return at_least_statement(first, scale);
    }
    return low && first > 0 ? interval_statement(first, last, scale) : at_most_statement(last, scale);
}

}  // namespace

std::int64_t ReportScale::point_of(double number) const {
    const double point = std::floor((number - lowest) / step + 0.5);
    if (!(point > 0.0)) {
        return 0;
    }
    return point >= static_cast<double>(top) ? top : static_cast<std::int64_t>(point);
}

std::int64_t unit_of_number(std::int64_t point) {
    std::int64_t unit = 1;
    while (point > 0 && point % (10 * unit) == 0) {
        unit *= 10;
    }
    return unit;
}

Statement rounded_statement(std::int64_t point, std::int64_t unit, const ReportScale& scale) {
    UPSURGE_CHECK(point >= 0 && point <= scale.top && unit >= 1, "rounded_statement: off the scale");
    Statement form;
    form.form = Statement::Form::rounded;
    form.unit = unit;
    return statement_about(form, point, scale);
}

Statement interval_statement(std::int64_t low, std::int64_t high, const ReportScale& scale) {
    UPSURGE_CHECK(0 <= low && low <= high && high <= scale.top, "interval_statement: off the scale");
    Statement statement;
    statement.form = Statement::Form::interval;
    const double factor = low > 0 ? static_cast<double>(high + 1) / static_cast<double>(low) : range_factor;
    statement.rungs = rungs_around(low, high + 1, factor, scale.top);
    return statement_about(statement, low, scale);
}

Statement at_least_statement(std::int64_t low, const ReportScale& scale, double stop) {
    UPSURGE_CHECK(low >= 1 && low <= scale.top, "at_least_statement: off the scale");
    UPSURGE_CHECK(stop > 0 && stop <= 1, "at_least_statement: stop is no chance");
    Statement statement;
    statement.form = Statement::Form::at_least;
    statement.low = low;
    statement.high = scale.top;
    if (stop < 1) {
        statement.stop = stop;
        const auto above = static_cast<std::int64_t>(static_cast<double>(low) * bound_factor);
        statement.rungs = rungs_around(low, std::max(low + 1, above), bound_factor, scale.top);
    }
    return statement;
}

Statement at_most_statement(std::int64_t high, const ReportScale& scale) {
    UPSURGE_CHECK(high >= 0 && high < scale.top, "at_most_statement: off the scale");
    Statement statement;
    statement.form = Statement::Form::at_most;
    statement.high = high;
    return statement;
}

Statement occurred_statement(bool occurred) {
    Statement statement;
    statement.form = occurred ? Statement::Form::occurred : Statement::Form::denied;
    return statement;
}

std::optional<Statement> statement_of(const Report& report, const ReportScale& scale) {
    switch (report.form) {
        case ReportForm::occurred:
            return occurred_statement(true);
        case ReportForm::denied:
            return occurred_statement(false);
        case ReportForm::rumour:
            if (!report.has_number()) {
                return occurred_statement(true);
            }
            break;
        default:
            break;
    }
    if (report.value) {
        return count_statement(report, scale);
    }
    return report.has_number() ? range_statement(report.low, report.high, scale) : std::nullopt;
}

Statement statement_about(const Statement& form, std::int64_t y, const ReportScale& scale,
                          std::int64_t lower) {
    Statement said = form;
    switch (form.form) {
        case Statement::Form::rounded: {
            const std::int64_t rounded = (y + form.unit / 2) / form.unit * form.unit;
            said.low = std::max<std::int64_t>(0, rounded - form.unit / 2);
            said.high = std::min(scale.top, rounded + (form.unit - 1) / 2);
            return said;
        }
        case Statement::Form::interval: {
            const std::size_t rung = rung_of(form.rungs, y);
            said.low = form.rungs[rung];
            said.high = rung + 1 < form.rungs.size() ? form.rungs[rung + 1] - 1 : scale.top;
            return said;
        }
        case Statement::Form::at_least:
        case Statement::Form::at_most: {
            if (!form.rungs.empty()) {
                const auto rung = static_cast<std::int64_t>(rung_of(form.rungs, y));
                said.low = form.rungs[static_cast<std::size_t>(std::max<std::int64_t>(0, rung - lower))];
                return said;
            }
            const std::int64_t first_above =
                form.form == Statement::Form::at_least ? form.low : form.high + 1;
            return y >= first_above ? at_least_statement(first_above, scale)
                                    : at_most_statement(first_above - 1, scale);
        }
        case Statement::Form::occurred:
        case Statement::Form::denied:
            break;
    }
    return said;
}

std::vector<Statement> statements_of_form(const Statement& form, const ReportScale& scale) {
    std::vector<Statement> all;
    switch (form.form) {
        case Statement::Form::occurred:
        case Statement::Form::denied:
            return {occurred_statement(true), occurred_statement(false)};
        case Statement::Form::at_least:
        case Statement::Form::at_most:
            if (form.rungs.empty()) {
                return {statement_about(form, 0, scale), statement_about(form, scale.top, scale)};
            }
            for (const std::int64_t rung : form.rungs) {
                all.push_back(form);
                all.back().low = rung;
            }
            return all;
        case Statement::Form::rounded:
        case Statement::Form::interval:
            for (std::int64_t y = 0; y <= scale.top; y = all.back().high + 1) {
                all.push_back(statement_about(form, y, scale));
            }
            return all;
    }
    return all;
}

}  // namespace upsurge
