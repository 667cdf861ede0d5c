/// A statement: what a report says about a number, as plain numbers and without who says it.
///
/// The number that a source has in mind, y, is a point 0 .. top of a scale. All statements of one form share
/// the points among themselves: "about 1,000" is the cell of the points that round to it, "200 to 700" one
/// rung of a ladder of ranges, "at least 300" one of two halves. So a law of y, whichever it is, becomes a
/// law of statements that sums to one over the statements of the form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "reports/report.h"

namespace upsurge {

/// How the numbers of one observable are laid out: number = lowest + step * point, point 0 .. top.
struct ReportScale {
    /// What somebody who knows nothing says: every point alike, or every factor alike.
    enum class Background { uniform, log_uniform };

    std::int64_t top = 0;
    double lowest = 0;  ///< the number at point 0; > step / 2 for levels with a log_uniform background
    double step = 1;
    Background background = Background::log_uniform;
    bool counts = true;  ///< whole things from 0 on; else a level

    double number_at(double point) const { return lowest + step * point; }
    /// The nearest point of the scale.
    std::int64_t point_of(double number) const;
};

/// One statement. Made by the functions below.
struct Statement {
    enum class Form { rounded, interval, at_least, at_most, occurred, denied };

    Form form = Form::occurred;
    std::int64_t low = 0;   ///< first point it allows
    std::int64_t high = 0;  ///< last point it allows; the top of the scale means "or more"
    std::int64_t unit = 1;  ///< rounded: to a multiple of it
    /// interval, and at_least where bounds lie near the count: where the ranges of the form begin; [0] = 0,
    /// rising.
    std::vector<std::int64_t> rungs;
    /// at_least with rungs: chance to name the rung that holds the count, and else one lower, and so on. 1:
    /// always.
    double stop = 1;

    friend bool operator==(const Statement&, const Statement&) = default;
};

/// The statement "point", where it ends in zeros of the unit: all points that round to it are meant. unit
/// >= 1.
Statement rounded_statement(std::int64_t point, std::int64_t unit, const ReportScale& scale);
/// Points low .. high. The other ranges of the form are as wide as a factor, below and above it.
Statement interval_statement(std::int64_t low, std::int64_t high, const ReportScale& scale);
/// At least `low` points; the other statement of the form is "at most low - 1". low >= 1.
/// @param stop  below 1: bounds lie near the count. The source names the rung (a factor of 1.5 apart) that
/// holds the
///              count with this chance, else goes down rung by rung
Statement at_least_statement(std::int64_t low, const ReportScale& scale, double stop = 1);
/// At most `high` points; the other statement of the form is "at least high + 1". high < top.
Statement at_most_statement(std::int64_t high, const ReportScale& scale);
Statement occurred_statement(bool occurred);

/// The unit that a number is rounded to, from its trailing zeros: 4266 to 1, 38000 to 1000, 3000 to 1000.
std::int64_t unit_of_number(std::int64_t point);

/// The statement a report makes on a scale; none if it says nothing about a number there (no observable, or
/// numbers off the scale). A rumour says what its numbers say, or without any that it occurred; a denial
/// denies all. A count of whole things is read as rounded by its zeros, and with the hedge "dozens",
/// "hundreds", "thousands" as the range of that word.
std::optional<Statement> statement_of(const Report& report, const ReportScale& scale);

/// The statement of the template's form that a source makes who has y in mind.
/// @param lower  at_least with rungs: how many rungs lower the source goes; else unused
Statement statement_about(const Statement& form, std::int64_t y, const ReportScale& scale,
                          std::int64_t lower = 0);

/// Every statement of the form, each once. As many as the scale has points where numbers are exact.
std::vector<Statement> statements_of_form(const Statement& form, const ReportScale& scale);

/// Chance of the statement when `between(low, high)` is the chance that low <= y <= high; high = top is
/// unbounded. Not for occurred and denied, which do not go through y.
template <class Between>
double chance_under(const Statement& statement, const ReportScale& scale, Between between) {
    if (statement.form != Statement::Form::at_least || statement.rungs.empty()) {
        return between(statement.low, statement.high);
    }
    // The count is in some rung at or above the one that is named; the lowest is named whenever all others
    // are passed.
    double chance = 0;
    double passed = 1;
    for (std::size_t i = 0; i < statement.rungs.size(); ++i) {
        if (statement.rungs[i] < statement.low) {
            continue;
        }
        const std::int64_t last = i + 1 < statement.rungs.size() ? statement.rungs[i + 1] - 1 : scale.top;
        const double named = statement.low == 0 ? passed : statement.stop * passed;
        chance += named * between(statement.rungs[i], last);
        passed *= 1 - statement.stop;
        if (passed < 1e-17) {
            break;
        }
    }
    return chance;
}

}  // namespace upsurge
