// Twenty people and seven graded reports, small enough to be summed exactly: a forward recursion over all
// states.
//
// X[0] ~ Bin(20, .1); X[t+1] = Bin(X[t], 1 - c) + Bin(20 - X[t], 1 - exp(-h(X[t]))), t = 0 .. 12, c = .25.
// Contagion: h = .02 + .9 X / 20. Grievance: h = .12. The numbers expected were computed apart from this
// project's code.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "numbers/densities.h"
#include "numbers/elementary.h"
#include "reports/known_by.h"
#include "reports/report_likelihood.h"
#include "reports/silence.h"

namespace upsurge {
namespace {

constexpr int people = 20;
constexpr int ticks = 12;
using Chances = std::array<double, people + 1>;

struct Explanation {
    std::function<double(double)> hazard;
    double calm = 0.25;
};
Explanation contagion(double push = 0.9, double calm = 0.25) {
    return {[push](double x) { return 0.02 + push * x / people; }, calm};
}
Explanation grievance(double hazard = 0.12, double calm = 0.25) {
    return {[hazard](double) { return hazard; }, calm};
}

Chances binomial_law(int n, double p) {
    Chances law{};
    for (int k = 0; k <= n; ++k) {
        law[k] = exp_of(binomial_log_mass(k, n, p));
    }
    return law;
}

std::vector<Chances> transitions(const Explanation& explanation) {
    std::vector<Chances> rows;
    for (int x = 0; x <= people; ++x) {
        const Chances stay = binomial_law(x, 1 - explanation.calm);
        const Chances join = binomial_law(people - x, -expm1_of(-explanation.hazard(x)));
        Chances row{};
        for (int i = 0; i <= x; ++i) {
            for (int j = 0; j <= people - x; ++j) {
                row[i + j] += stay[i] * join[j];
            }
        }
        rows.push_back(row);
    }
    return rows;
}

/// The points 0 .. 20, on which a source that knows names a set that holds X, and another any set in
/// proportion to its size.
ReportScale twenty() {
    ReportScale scale;
    scale.top = people;
    scale.background = ReportScale::Background::uniform;
    return scale;
}

enum Name { count, interval, at_least, four, eleven, rumour, late, names };

/// Every report has a source of its own, of known reliability.
ReportLikelihood seven_reports(double copy_chance = 0) {
    const ReportScale scale = twenty();
    const std::array<Statement, names> statements = {
        rounded_statement(1, 1, scale), interval_statement(3, 6, scale), at_least_statement(5, scale),
        rounded_statement(4, 1, scale), rounded_statement(11, 1, scale), at_least_statement(10, scale),
        rounded_statement(7, 1, scale)};
    const std::array<double, names> reliability = {1, 0.85, 0.70, 0.85, 0.70, 0.50, 0.85};
    std::vector<Reliability> sources;
    std::vector<ScoredReport> reports;
    for (int i = 0; i < names; ++i) {
        sources.push_back(fixed_reliability(reliability[i]));
        ScoredReport report;
        report.statement = statements[i];
        report.scale = scale;
        report.error.law = ErrorModel::Law::exact;
        report.source = i;
        reports.push_back(report);
    }
    reports[count].error.law = ErrorModel::Law::binomial;
    reports[count].error.coverage = 0.8;
    // One more, for the echo: "=11" again, by the same reliability.
    sources.push_back(fixed_reliability(0.70));
    ScoredReport echo = reports[eleven];
    echo.source = names;
    echo.copy_of = eleven;
    echo.repeats = true;
    echo.copy_chance = copy_chance;
    reports.push_back(echo);
    return ReportLikelihood(sources, reports);
}

/// Factors of tick and state.
using Factors = std::map<int, Chances>;

void hear(Factors& factors, int tick, const ReportLikelihood& model, int report) {
    if (!factors.contains(tick)) {
        factors[tick].fill(1);
    }
    std::vector<double> weights(model.weights_size());
    for (int x = 0; x <= people; ++x) {
        model.start(weights);
        factors[tick][x] *= exp_of(model.add(report, model.kernel(report, x), weights));
    }
}

void keep_silent(Factors& factors, int tick) {
    if (!factors.contains(tick)) {
        factors[tick].fill(1);
    }
    for (int x = 0; x <= people; ++x) {
        factors[tick][x] *= exp_of(silence_log_factor(x, 0.15, 1, 1));
    }
}

/// Joint chance of the reports and X at the last tick.
Chances forward(const std::vector<Chances>& moves, const Factors& factors, int last = ticks) {
    Chances now = binomial_law(people, 0.1);
    for (int tick = 0;; ++tick) {
        if (const auto found = factors.find(tick); found != factors.end()) {
            for (int x = 0; x <= people; ++x) {
                now[x] *= found->second[x];
            }
        }
        if (tick == last) {
            return now;
        }
        Chances next{};
        for (int x = 0; x <= people; ++x) {
            for (int y = 0; y <= people; ++y) {
                next[y] += now[x] * moves[x][y];
            }
        }
        now = next;
    }
}

double sum_of(const Chances& chances) {
    double sum = 0;
    for (const double chance : chances) {
        sum += chance;
    }
    return sum;
}
double mean_of(const Chances& chances) {
    double sum = 0;
    for (int x = 0; x <= people; ++x) {
        sum += x * chances[x];
    }
    return sum / sum_of(chances);
}
double at_least_ten(const Chances& chances) {
    double sum = 0;
    for (int x = 10; x <= people; ++x) {
        sum += chances[x];
    }
    return sum / sum_of(chances);
}

/// With the rumour, whose tick is 6, 7 or 8, equally likely: a variable that is summed out.
Chances forward_with_rumour(const std::vector<Chances>& moves, const Factors& others) {
    const ReportLikelihood model = seven_reports();
    Chances sum{};
    for (const int tick : {6, 7, 8}) {
        Factors factors = others;
        hear(factors, tick, model, rumour);
        const Chances joint = forward(moves, factors);
        for (int x = 0; x <= people; ++x) {
            sum[x] += joint[x] / 3;
        }
    }
    return sum;
}

/// When each report is about; the rumour's tick is open.
constexpr std::array<int, names> tick_of = {0, 2, 4, 5, 5, -1, 10};

/// Reports heard by a tick: each on its own tick, the rumour at 8, the late one two ticks after its event.
Factors heard_by(int moment) {
    std::vector<Report> reports(names);
    for (int i = 0; i < names; ++i) {
        reports[i].id = std::to_string(i);
        reports[i].published_precision = Precision::hour;
        reports[i].published_at = 3600 * (i == late ? 12 : i == rumour ? 8 : tick_of[i]);
    }
    const ReportLikelihood model = seven_reports();
    Factors factors;
    for (const KnownReport& known : known_by(reports, {}, 3600 * moment).known) {
        if (known.report != rumour) {
            hear(factors, tick_of[known.report], model, known.report);
        }
    }
    keep_silent(factors, 9);
    return factors;
}

void expect_row(const Chances& contagion_joint, const Chances& grievance_joint, double log_contagion,
                double log_grievance, double chance_contagion) {
    const double first = sum_of(contagion_joint);
    const double second = sum_of(grievance_joint);
    EXPECT_NEAR(std::log(first), log_contagion, 1e-9);
    EXPECT_NEAR(std::log(second), log_grievance, 1e-9);
    EXPECT_NEAR(first / (first + second), chance_contagion, 1e-6);
}

TEST(GradedCrowd, each_report_alone) {
    const std::vector<Chances> a = transitions(contagion());
    const std::vector<Chances> b = transitions(grievance());
    const ReportLikelihood model = seven_reports();
    struct Row {
        int tick;
        int report;
        double log_a, log_b, chance_a;
    };
    for (const Row& row : {Row{0, count, -1.1142469406, -1.1142469406, 0.500000},
                           Row{2, interval, -0.8961537086, -0.4484069334, 0.389897},
                           Row{4, at_least, -0.2662070945, -0.3438068350, 0.519390},
                           Row{10, late, -3.5784598187, -1.8816341114, 0.154880}}) {
        Factors factors;
        hear(factors, row.tick, model, row.report);
        expect_row(forward(a, factors), forward(b, factors), row.log_a, row.log_b, row.chance_a);
    }
    Factors contradiction;
    hear(contradiction, 5, model, four);
    hear(contradiction, 5, model, eleven);
    expect_row(forward(a, contradiction), forward(b, contradiction), -6.8331932610, -6.2689525577, 0.362567);
    expect_row(forward_with_rumour(a, {}), forward_with_rumour(b, {}), -0.5116140791, -1.2486550939,
               0.676348);
    Factors silence;
    keep_silent(silence, 9);
    expect_row(forward(a, silence), forward(b, silence), -1.5750660293, -0.8764019142, 0.332108);
}

TEST(GradedCrowd, as_of_tick_11_and_as_of_tick_12) {
    const std::vector<Chances> a = transitions(contagion());
    const std::vector<Chances> b = transitions(grievance());
    const Chances early_a = forward_with_rumour(a, heard_by(11));
    const Chances early_b = forward_with_rumour(b, heard_by(11));
    expect_row(early_a, early_b, -11.2189546458, -10.5034842054, 0.328391);
    const Chances all_a = forward_with_rumour(a, heard_by(12));
    const Chances all_b = forward_with_rumour(b, heard_by(12));
    expect_row(all_a, all_b, -14.7435435221, -12.5065767865, 0.096480);

    EXPECT_NEAR(mean_of(early_a), 12.300552, 1e-6);
    EXPECT_NEAR(mean_of(early_b), 6.015792, 1e-6);
    EXPECT_NEAR(at_least_ten(early_a), 0.869124, 1e-6);
    EXPECT_NEAR(at_least_ten(early_b), 0.048953, 1e-6);
    EXPECT_NEAR(mean_of(all_a), 10.843014, 1e-6);
    EXPECT_NEAR(mean_of(all_b), 6.513875, 1e-6);

    const Chances unheard = forward(a, {});
    EXPECT_NEAR(mean_of(unheard), 12.1315298268, 1e-9);
    EXPECT_NEAR(at_least_ten(unheard), 0.8513307008, 1e-9);
}

// The rumour as a particle carries it: K gathered over the window and scored when it closes is the same as
// its tick summed out, for every path. Checked on paths of three ticks.
TEST(GradedCrowd, an_open_window_gathers_its_kernel) {
    const ReportLikelihood model = seven_reports();
    std::vector<double> weights(model.weights_size());
    for (int first = 0; first <= people; first += 5) {
        for (int second = 0; second <= people; second += 3) {
            const std::array<double, 3> path = {double(first), double(second), 12.0};
            double summed_out = 0;
            for (const double x : path) {
                model.start(weights);
                summed_out += exp_of(model.add(rumour, model.kernel(rumour, x), weights)) / 3;
            }
            model.start(weights);
            const double gathered = model.add(rumour, model.kernel(rumour, path), weights);
            EXPECT_NEAR(gathered, std::log(summed_out), 1e-14);
        }
    }
}

TEST(GradedCrowd, evidence_over_grids_of_values) {
    const Factors factors = heard_by(12);
    double evidence_a = 0;
    double evidence_b = 0;
    double push_sum = 0;
    double calm_sum = 0;
    for (const double calm : {0.15, 0.25, 0.35}) {
        for (const double push : {0.3, 0.6, 0.9, 1.2, 1.5}) {
            const double joint = sum_of(forward_with_rumour(transitions(contagion(push, calm)), factors));
            evidence_a += joint / 15;
            push_sum += push * joint / 15;
            calm_sum += calm * joint / 15;
        }
        for (const double hazard : {0.04, 0.08, 0.12, 0.16, 0.20}) {
            evidence_b += sum_of(forward_with_rumour(transitions(grievance(hazard, calm)), factors)) / 15;
        }
    }
    EXPECT_NEAR(std::log(evidence_a), -14.3583253635, 1e-9);
    EXPECT_NEAR(std::log(evidence_b), -13.1032202424, 1e-9);
    EXPECT_NEAR(evidence_a / (evidence_a + evidence_b), 0.22181767, 1e-8);
    EXPECT_NEAR(push_sum / evidence_a, 0.64350256, 1e-8);
    EXPECT_NEAR(calm_sum / evidence_a, 0.27436814, 1e-8);
}

TEST(GradedCrowd, an_echo_counts_as_far_as_it_is_no_copy) {
    const std::vector<Chances> a = transitions(contagion());
    struct Row {
        double copy_chance, log_a, mean;
    };
    for (const Row& row : {Row{0, -2.9465231158, 10.99188443}, Row{0.8, -2.5335075746, 10.69822394},
                           Row{1, -2.4523083052, 10.65343706}}) {
        const ReportLikelihood model = seven_reports(row.copy_chance);
        Factors factors;
        hear(factors, 5, model, eleven);
        hear(factors, 5, model, names);
        const Chances joint = forward(a, factors, 5);
        EXPECT_NEAR(std::log(sum_of(joint)), row.log_a, 1e-9);
        EXPECT_NEAR(mean_of(joint), row.mean, 1e-8);
    }
}

}  // namespace
}  // namespace upsurge
