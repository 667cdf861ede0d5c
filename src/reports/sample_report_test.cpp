// What is sampled against what is scored. Each chi-square test below has a false alarm once in 100,000 had
// the seed been free; with about 190 of them, all together once in 500.
#include "reports/sample_report.h"

#include <gtest/gtest.h>

#include <map>

#include "numbers/chi_square.h"
#include "numbers/elementary.h"
#include "reports/example_statements.h"
#include "reports/statement_background.h"

namespace upsurge {
namespace {

constexpr double alarm = 1e-5;
constexpr std::uint32_t samples = 4000;

TEST(SampleReport, gives_every_statement_with_the_chance_that_is_scored) {
    const RunKey key = make_run_key(5, Purpose::synthetic_reports, 0, 0, 0);
    std::uint32_t row = 0;
    for (const ExampleStatement& example : example_statements()) {
        const ScoredReport& report = example.report;
        const std::vector<Statement> all = statements_of_form(report.statement, report.scale);
        // Ordinal of a statement by where it begins; the two of a pair by their form.
        std::map<std::pair<int, std::int64_t>, std::size_t> ordinal;
        for (std::size_t i = 0; i < all.size(); ++i) {
            ordinal[{static_cast<int>(all[i].form), all[i].low}] = i;
        }
        for (const double x : example.numbers) {
            for (const double w : {1.0, 0.4}) {
                std::vector<double> scored;
                for (const Statement& said : all) {
                    scored.push_back(w * statement_kernel(said, report.scale, report.error, x) +
                                     (1 - w) *
                                         statement_background(said, report.scale, report.occurred_rate));
                }
                std::vector<std::int64_t> seen(all.size(), 0);
                ++row;
                for (std::uint32_t i = 0; i < samples; ++i) {
                    Draws draws(key, {0, 0, 0, row, i});
                    const Statement said = sample_statement(draws, report, w, x);
                    const auto found = ordinal.find({static_cast<int>(said.form), said.low});
                    ASSERT_NE(found, ordinal.end()) << example.name;
                    ASSERT_EQ(said, all[found->second]) << example.name;
                    ++seen[found->second];
                }
                EXPECT_GT(chi_square_p_value(seen, scored), alarm)
                    << example.name << " x " << x << " w " << w;
                for (std::size_t i = 0; i < all.size(); ++i) {
                    EXPECT_TRUE(scored[i] > 1e-12 || seen[i] == 0)
                        << example.name << " x " << x << " w " << w;
                }
            }
        }
    }
}

// The same check must notice a source that is a little less reliable than scored: .4 against .5.
TEST(SampleReport, is_caught_when_it_samples_another_reliability) {
    const RunKey key = make_run_key(6, Purpose::synthetic_reports, 0, 0, 0);
    ScoredReport report = example_statements()[4].report;  // 200 to 700
    const std::vector<Statement> all = statements_of_form(report.statement, report.scale);
    std::vector<double> scored;
    std::vector<std::int64_t> seen(all.size(), 0);
    for (const Statement& said : all) {
        scored.push_back(0.5 * statement_kernel(said, report.scale, report.error, 400) +
                         0.5 * statement_background(said, report.scale, report.occurred_rate));
    }
    for (std::uint32_t i = 0; i < samples; ++i) {
        Draws draws(key, {0, 0, 0, 0, i});
        const Statement said = sample_statement(draws, report, 0.4, 400);
        for (std::size_t j = 0; j < all.size(); ++j) {
            seen[j] += said == all[j] ? 1 : 0;
        }
    }
    EXPECT_LT(chi_square_p_value(seen, scored), alarm);
}

// Four reports of two sources, one of them a likely copy: the frequency of every joint answer against the
// product that `add` gives. All are yes or no, so there are 16 answers.
TEST(SampleReports, joint_answers_come_as_often_as_they_are_scored) {
    ReportScale scale;
    scale.top = 1000;
    std::vector<ScoredReport> reports(4);
    for (ScoredReport& report : reports) {
        report.scale = scale;
        report.statement = at_least_statement(100, scale);
    }
    reports[1].source = 1;
    reports[1].odds = 0.5;
    reports[2].source = 1;
    reports[2].statement = occurred_statement(true);
    reports[2].error.occurred_scale = 100;
    reports[2].trust = 0.4;
    reports[3].copy_of = 1;
    reports[3].copy_chance = 0.8;
    const std::vector<Reliability> sources = {reliability_of_letter('B'), reliability_of_letter('E')};
    const ReportLikelihood model(sources, reports);
    const std::vector<double> x = {120, 60, 80, 60};

    const auto answer_of = [](const std::vector<ScoredReport>& said) {
        std::size_t answer = 0;
        for (const ScoredReport& report : said) {
            answer = 2 * answer + (report.statement.form == Statement::Form::at_least ||
                                           report.statement.form == Statement::Form::occurred
                                       ? 1
                                       : 0);
        }
        return answer;
    };
    std::vector<std::int64_t> seen(16, 0);
    std::map<std::size_t, std::vector<ScoredReport>> example;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        const SyntheticReports synthetic =
            sample_reports(model, x, make_run_key(7, Purpose::synthetic_reports, 0, i, 0));
        const std::size_t answer = answer_of(synthetic.reports);
        ++seen[answer];
        example[answer] = synthetic.reports;
    }
    std::vector<double> scored(16, 0.0);
    double sum = 0;
    for (const auto& [answer, said] : example) {
        const ReportLikelihood likelihood(sources, said);
        std::vector<double> weights(likelihood.weights_size());
        likelihood.start(weights);
        double log_chance = 0;
        for (int i = 0; i < 4; ++i) {
            log_chance += likelihood.add(i, likelihood.kernel(i, x[static_cast<std::size_t>(i)]), weights);
        }
        scored[answer] = exp_of(log_chance);
        sum += scored[answer];
    }
    EXPECT_EQ(example.size(), 16U);
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_GT(chi_square_p_value(seen, scored), alarm);
}

TEST(SampleReports, depend_on_the_key_alone) {
    std::vector<ScoredReport> reports;
    for (const ExampleStatement& example : example_statements()) {
        reports.push_back(example.report);
    }
    const ReportLikelihood model({reliability_of_letter('C')}, reports);
    const std::vector<double> x(reports.size(), 12.0);
    const RunKey key = make_run_key(1, Purpose::synthetic_reports, 2, 3, 0);
    const SyntheticReports once = sample_reports(model, x, key);
    const SyntheticReports again = sample_reports(model, x, key);
    const SyntheticReports other =
        sample_reports(model, x, make_run_key(1, Purpose::synthetic_reports, 3, 3, 0));
    bool differs = false;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        EXPECT_EQ(once.reports[i].statement, again.reports[i].statement);
        differs = differs || once.reports[i].statement != other.reports[i].statement;
    }
    EXPECT_TRUE(differs);
    // The first reports do not move when there are fewer.
    reports.resize(3);
    const ReportLikelihood fewer({reliability_of_letter('C')}, reports);
    EXPECT_EQ(sample_reports(fewer, std::span(x).first(3), key).reports[2].statement,
              once.reports[2].statement);
}

}  // namespace
}  // namespace upsurge
