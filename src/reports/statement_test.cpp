#include "reports/statement.h"

#include <gtest/gtest.h>

#include "numbers/elementary.h"
#include "reports/example_statements.h"

namespace upsurge {
namespace {

ReportScale people(std::int64_t top) {
    ReportScale scale;
    scale.top = top;
    return scale;
}

TEST(Statement, zeros_say_how_far_a_number_is_rounded) {
    EXPECT_EQ(unit_of_number(4266), 1);
    EXPECT_EQ(unit_of_number(0), 1);
    EXPECT_EQ(unit_of_number(50), 10);
    EXPECT_EQ(unit_of_number(38000), 1000);
    EXPECT_EQ(unit_of_number(3000), 1000);
    const Statement thousand = rounded_statement(3000, 1000, people(20000));
    EXPECT_EQ(thousand.low, 2500);
    EXPECT_EQ(thousand.high, 3499);
    const Statement exact = rounded_statement(164, 1, people(20000));
    EXPECT_EQ(exact.low, 164);
    EXPECT_EQ(exact.high, 164);
}

// The statements of a form share the points among themselves: each point is in exactly one, and the one
// that a source names who has that point in mind.
TEST(Statement, forms_share_the_points_of_the_scale) {
    for (const ExampleStatement& example : example_statements()) {
        const Statement& form = example.report.statement;
        const ReportScale& scale = example.report.scale;
        if (form.form == Statement::Form::occurred || form.form == Statement::Form::denied || form.stop < 1) {
            continue;
        }
        const std::vector<Statement> all = statements_of_form(form, scale);
        bool template_there = false;
        for (const Statement& said : all) {
            template_there = template_there || said == form;
        }
        EXPECT_TRUE(template_there) << example.name;
        for (std::int64_t y = 0; y <= scale.top; ++y) {
            int holding = 0;
            for (const Statement& said : all) {
                if (said.low <= y && y <= said.high) {
                    ++holding;
                    EXPECT_EQ(said, statement_about(form, y, scale)) << example.name << " " << y;
                }
            }
            EXPECT_EQ(holding, 1) << example.name << " " << y;
        }
    }
}

TEST(Statement, is_read_from_a_report) {
    const ReportScale scale = people(150000);
    Report report;
    report.form = ReportForm::count;
    report.value = 1000;
    EXPECT_EQ(statement_of(report, scale), rounded_statement(1000, 1000, scale));
    report.hedge = "several thousands";
    EXPECT_EQ(statement_of(report, scale), interval_statement(1000, 9999, scale));
    report.value = 200000;
    EXPECT_FALSE(statement_of(report, scale));

    Report range;
    range.form = ReportForm::interval;
    range.low = 200;
    range.high = 700;
    EXPECT_EQ(statement_of(range, scale), interval_statement(200, 700, scale));
    range.form = ReportForm::rumour;
    EXPECT_EQ(statement_of(range, scale), interval_statement(200, 700, scale));

    Report bound;
    bound.form = ReportForm::at_least;
    bound.low = 500;
    EXPECT_EQ(statement_of(bound, scale), at_least_statement(500, scale));
    bound.low = 0;  // allows everything
    EXPECT_FALSE(statement_of(bound, scale));
    bound.low = 150001;
    EXPECT_FALSE(statement_of(bound, scale));
    Report cap;
    cap.form = ReportForm::at_most;
    cap.high = 40;
    EXPECT_EQ(statement_of(cap, scale), at_most_statement(40, scale));

    Report rumour;
    rumour.form = ReportForm::rumour;
    EXPECT_EQ(statement_of(rumour, scale), occurred_statement(true));
    Report denial;
    denial.form = ReportForm::denied;
    denial.value = 1000;
    EXPECT_EQ(statement_of(denial, scale), occurred_statement(false));
    Report empty;
    empty.form = ReportForm::count;
    EXPECT_FALSE(statement_of(empty, scale));
}

}  // namespace
}  // namespace upsurge
