/// Fitting on a shipped scenario: readings against whole histories, chosen histories against their replay,
/// giving up against going on, a known answer of the filter, and the same bits for any threads and after a
/// stop.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>

#include "engines/row_engine.h"
#include "ensembles/do_work.h"
#include "fitting/fit_list.h"
#include "fitting/fit_tables.h"
#include "mechanisms/registry.h"
#include "models/tick_window.h"
#include "scenarios/apply_rival.h"
#include "scenarios/read_scenario.h"
#include "studies/durable_file.h"
#include "studies/run_values.h"
#include "studies/work_folder.h"

namespace upsurge {
namespace {

namespace fs = std::filesystem;

constexpr double never = -std::numeric_limits<double>::infinity();

Model scenario(const char* name) {
    const auto read = read_scenario(fs::path(UPSURGE_SOURCE_DIR) / "scenarios" / name);
    EXPECT_TRUE(read);
    return read->model;
}

FitDesign small_design() {
    FitDesign design;
    design.draws = 16;
    design.particles = 4;
    design.passes = 4;
    design.noise_evaluations = 0;
    return design;
}

std::unique_ptr<ExplanationFit> fit_of(const char* name, const FitDesign& design) {
    auto fit = ExplanationFit::make(scenario(name), 0, design);
    EXPECT_TRUE(fit);
    return std::move(*fit);
}
std::unique_ptr<ExplanationFit> tutorial_fit(const FitDesign& design) {
    return fit_of("tutorial-town", design);
}

/// The scenario's own values of the fitted parameters.
std::vector<double> point_of(const ExplanationFit& fit) {
    const ParameterValues point = point_values(fit.model());
    std::vector<double> coordinates;
    for (const FittedParameter& one : fit.fitted().all()) {
        coordinates.push_back(one.of == FittedParameter::Of::society
                                  ? point.at(one.parameter, one.leaves.empty() ? 0 : one.leaves.front())
                                  : 0.0);
    }
    return coordinates;
}

/// What a report speaks of, by the rule of its kind and straight from a whole history.
double reading_of(const Model& model, const History& history, const Report& report) {
    const TickWindow window = ticks_within(model.clock, report.event_start, report.event_end);
    const auto kind = describe(*report.observable).kind;
    const auto at = [&](int tick) {
        double sum = 0;
        double weights = 0;
        const auto aggregation = describe(*report.observable).aggregation;
        for (const int place : outermost_places(model, report.places)) {
            const double weight =
                aggregation == Aggregation::mean_by_population
                    ? static_cast<double>(model.places[static_cast<std::size_t>(place)].population)
                    : 1.0;
            weights += weight;
            sum += weight * history.at(tick, place, *report.observable);
        }
        return aggregation == Aggregation::mean_by_population ? sum / weights : sum;
    };
    if (kind == ObservableKind::cumulative) {
        return at(window.last);
    }
    double largest = at(window.first);
    double sum = 0;
    for (int tick = window.first; tick <= window.last; ++tick) {
        largest = std::max(largest, at(tick));
        sum += at(tick);
    }
    return kind == ObservableKind::field ? sum / (window.last - window.first + 1) : largest;
}

// Every report of the flagship with an observable, read tick by tick and from the history of the same run.
TEST(ReportGauge, ReadsWhatAWholeHistorySays) {
    const Model model = scenario("kazakhstan-2022");
    std::vector<int> reports;
    for (std::size_t i = 0; i < model.reports.size(); ++i) {
        if (model.reports[i].observable && !model.reports[i].places.empty()) {
            reports.push_back(static_cast<int>(i));
        }
    }
    const int ticks = model.clock.ticks();
    const ReportGauge gauge(model, reports, ticks);
    const RunResult run =
        run_rows(model, point_values(model), make_run_key(3, Purpose::simulate, 0, 0, 0), best_vector_path());
    std::vector<double> readings(gauge.size(), 0.0);
    std::vector<int> due;
    for (int tick = 0; tick < ticks; ++tick) {
        gauge.see(tick, run.history, tick, readings);
        due.insert(due.end(), gauge.due(tick).begin(), gauge.due(tick).end());
    }
    EXPECT_EQ(due.size() + gauge.outside().size(), reports.size());
    EXPECT_GT(due.size(), 80U);
    for (const int ordinal : due) {
        const Report& report =
            model.reports[static_cast<std::size_t>(reports[static_cast<std::size_t>(ordinal)])];
        const double whole = reading_of(model, run.history, report);
        EXPECT_NEAR(readings[static_cast<std::size_t>(ordinal)], whole, 1e-9 * (1 + std::abs(whole)))
            << report.id;
    }
}

TEST(FittedParameters, PutTheirCoordinatesWhereTheyBelong) {
    Model model = scenario("kazakhstan-2022");
    const int exposure = *find_parameter("grievance.exposure");
    model.fitted.push_back(exposure);
    std::sort(model.fitted.begin(), model.fitted.end());
    const auto fitted = FittedParameters::of(model);
    ASSERT_TRUE(fitted);
    std::vector<double> coordinates;
    for (const FittedParameter& one : fitted->all()) {
        coordinates.push_back(one.prior.quantile(0.25));
    }
    const ParameterValues values = fitted->values(model, coordinates);
    const ParameterValues point = point_values(model);
    std::vector<int> moved(all_parameters().size(), 0);
    for (std::size_t i = 0; i < fitted->all().size(); ++i) {
        const FittedParameter& one = fitted->all()[i];
        if (one.of != FittedParameter::Of::society) {
            continue;
        }
        moved[static_cast<std::size_t>(one.parameter)] = 1;
        for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
            const bool here = one.leaves.empty() || std::find(one.leaves.begin(), one.leaves.end(),
                                                              static_cast<int>(leaf)) != one.leaves.end();
            if (here) {
                EXPECT_EQ(values.at(one.parameter, static_cast<int>(leaf)), coordinates[i]) << one.name;
            }
        }
    }
    for (std::size_t parameter = 0; parameter < moved.size(); ++parameter) {
        for (std::size_t leaf = 0; moved[parameter] == 0 && leaf < model.leaves.size(); ++leaf) {
            EXPECT_EQ(values.at(static_cast<int>(parameter), static_cast<int>(leaf)),
                      point.at(static_cast<int>(parameter), static_cast<int>(leaf)));
        }
    }
    // One coordinate for each group of places that was written together, and one for the rest.
    const auto by_place =
        std::count_if(fitted->all().begin(), fitted->all().end(),
                      [&](const FittedParameter& one) { return one.parameter == exposure; });
    EXPECT_GE(by_place, 8);
}

TEST(FittedParameters, HaveTheDiscrepancyOfCountsBesideThoseOfTheSociety) {
    Model model = scenario("kazakhstan-2022");
    model.discrepancy_estimated = "half_normal(0.5)";
    model.discrepancy_listed = "half_normal(0.3)";
    const auto with = FittedParameters::of(model);
    model.discrepancy_listed.clear();
    const auto without = FittedParameters::of(model);
    ASSERT_TRUE(with && without);
    ASSERT_EQ(with->all().size(), without->all().size() + 1);
    std::vector<double> coordinates;
    for (const FittedParameter& one : with->all()) {
        coordinates.push_back(one.prior.quantile(0.5));
    }
    EXPECT_EQ(with->all().back().name, "discrepancy.listed");
    EXPECT_EQ(with->discrepancy(coordinates).listed, coordinates.back());
    EXPECT_EQ(with->discrepancy(coordinates).estimated, coordinates[coordinates.size() - 2]);
    coordinates.pop_back();
    EXPECT_EQ(without->discrepancy(coordinates).listed, 0.0);
    EXPECT_GT(without->discrepancy(coordinates).estimated, 0.0);
}

TEST(FittedParameters, HaveTheCrowdThatIsSpokenOfLast) {
    Model model = scenario("tutorial-town");
    EXPECT_NE(FittedParameters::of(model)->all().back().name, "attention.reported_crowd");
    model.reported_crowd = "log_uniform(10, 1000)";
    const auto fitted = FittedParameters::of(model);
    std::vector<double> coordinates(fitted->all().size(), 0.5);
    coordinates.back() = 70;
    EXPECT_EQ(fitted->all().back().name, "attention.reported_crowd");
    EXPECT_EQ(fitted->attention(coordinates).reported_crowd, 70);
    EXPECT_EQ(fitted->discrepancy(coordinates).estimated, 0);
}

TEST(FittedParameters, AHypothesisAddsItsOwn) {
    const Model base = scenario("kazakhstan-2022");
    const auto e0 = FittedParameters::of(*apply_hypothesis(base, "E0"));
    const auto e1 = FittedParameters::of(*apply_hypothesis(base, "E1"));
    ASSERT_TRUE(e0 && e1);
    EXPECT_EQ(e1->all().size(), e0->all().size() + 6);
    Model none = base;
    none.fitted.clear();
    EXPECT_FALSE(FittedParameters::of(none));
}

// A replay is the particle's own history: the readings of the reports come out the same, to the bit.
TEST(SocietyFilter, ChosenHistoriesCanBeGoneThroughAgain) {
    const auto fit = fit_of("kazakhstan-2022", small_design());
    const std::vector<double> coordinates = point_of(*fit);
    int replayed = 0;
    for (std::uint64_t evaluation = 0; evaluation < 3; ++evaluation) {
        const SocietyEstimate estimate = fit->filter().evaluate({evaluation, coordinates});
        ASSERT_EQ(estimate.end, FilterEnd::complete);
        replayed += estimate.chosen.path.size() > 1;
        const History history =
            run_rows(fit->model(), fit->fitted().values(fit->model(), coordinates),
                     fit->filter().chance_of(estimate.chosen.path), best_vector_path(), fit->filter().ticks())
                .history;
        std::vector<double> readings(fit->gauge().size(), 0.0);
        for (int tick = 0; tick < history.ticks(); ++tick) {
            fit->gauge().see(tick, history, tick, readings);
        }
        EXPECT_EQ(readings, estimate.chosen.readings);
    }
    EXPECT_GT(replayed, 0) << "no history went through a resampling: the test would see nothing";
}

TEST(SocietyFilter, GivingUpChangesNothingThatWouldBeKept) {
    // The tutorial has no total of its last day, so no guide is at work and every fall is for good.
    const auto fit = tutorial_fit(small_design());
    ASSERT_EQ(fit->gauge().first_coming(), fit->filter().ticks());
    const std::vector<Evaluation> wanted = fit->sampler().pending();
    for (std::size_t i = 0; i < 8; ++i) {
        const SocietyEstimate whole = fit->filter().evaluate({wanted[i].number, wanted[i].values});
        const SocietyEstimate kept =
            fit->filter().evaluate({wanted[i].number, wanted[i].values, whole.log_likelihood - 1e-9});
        EXPECT_FALSE(kept.given_up);
        EXPECT_EQ(kept.hash, whole.hash);
        const SocietyEstimate lost =
            fit->filter().evaluate({wanted[i].number, wanted[i].values, whole.log_likelihood + 1e-9});
        EXPECT_TRUE(lost.given_up);
        EXPECT_EQ(lost.log_likelihood, never);
    }
}

// The likelihood is the mean over histories of the product of the reports' chances, and of the chances that
// days were spoken of or not, which plain runs estimate without any filter. Ratio of means over 200 filters
// of 4 and over 4,000 plain runs; the standard error is measured and the seeds are fixed; chosen blindly, a
// difference of five of them comes once in a million.
TEST(SocietyFilter, AgreesWithPlainRuns) {
    Model listening = scenario("tutorial-town");
    listening.reported_crowd = "log_uniform(10, 10000)";
    const auto made = ExplanationFit::make(listening, 0, small_design());
    ASSERT_TRUE(made);
    const auto& fit = *made;
    const Model& model = fit->model();
    std::vector<double> coordinates = point_of(*fit);
    coordinates.back() = 300;
    const Attention attention = fit->fitted().attention(coordinates);
    const SpokenDays& days = fit->days();
    ASSERT_GT(days.all().size(), 2U);
    const ParameterValues values = fit->fitted().values(model, coordinates);
    const ReportLikelihood& likelihood = fit->reports().likelihood;
    std::vector<double> plain;
    for (int run = 0; run < 4000; ++run) {
        const RunResult result =
            run_rows(model, values, make_run_key(7, Purpose::simulate, 0, static_cast<std::uint64_t>(run), 0),
                     best_vector_path(), fit->filter().ticks());
        std::vector<double> readings(fit->gauge().size(), 0.0);
        std::vector<double> trust(likelihood.weights_size());
        likelihood.start(trust);
        double log_product = 0;
        for (std::size_t day = 0; day < days.all().size(); ++day) {
            const SpokenDay& one = days.all()[day];
            double largest = 0;
            const TickWindow window = ticks_within(model.clock, one.begin, one.end);
            for (int tick = window.first; tick <= window.last; ++tick) {
                largest = std::max(largest, result.history.at(tick, one.place, Observable::crowd));
            }
            log_product += days.log_chance(static_cast<int>(day), largest, attention);
        }
        for (int tick = 0; tick < fit->filter().ticks(); ++tick) {
            fit->gauge().see(tick, result.history, tick, readings);
            for (const int report : fit->gauge().due(tick)) {
                log_product += likelihood.add(
                    report, likelihood.kernel(report, readings[static_cast<std::size_t>(report)]), trust);
            }
        }
        plain.push_back(log_product);
    }
    std::vector<double> filtered;
    for (std::uint64_t evaluation = 0; evaluation < 200; ++evaluation) {
        filtered.push_back(fit->filter().evaluate({evaluation, coordinates}).log_likelihood);
    }
    const double scale = plain.front();
    const auto moments = [&](const std::vector<double>& logs) {
        double sum = 0;
        double squares = 0;
        for (const double log : logs) {
            const double value = std::exp(log - scale);
            sum += value;
            squares += value * value;
        }
        const double n = static_cast<double>(logs.size());
        return std::pair(sum / n, (squares / n - (sum / n) * (sum / n)) / n);
    };
    const auto [plain_mean, plain_variance] = moments(plain);
    const auto [filtered_mean, filtered_variance] = moments(filtered);
    const double error = std::sqrt(plain_variance + filtered_variance);
    EXPECT_LT(error, 0.1 * plain_mean) << "too noisy to tell";
    EXPECT_NEAR(filtered_mean, plain_mean, 5 * error);
}

// Nothing published later may be seen: a later report that says something else changes no number of an
// earlier fit.
TEST(ExplanationFit, AsOfSeesNothingLater) {
    FitDesign design = small_design();
    design.as_of = scenario("tutorial-town").reports[5].published_at;
    const auto before = tutorial_fit(design);
    EXPECT_LT(before->reports().report.size(), 9U);
    Model changed = scenario("tutorial-town");
    int later = 0;
    for (Report& report : changed.reports) {
        if (report.published_at > *design.as_of) {
            report.value = 4000;
            report.low.reset();
            report.high.reset();
            report.form = ReportForm::count;
            report.reliability = 'A';
            report.supersedes = changed.reports[1].id;
            ++later;
        }
    }
    ASSERT_GT(later, 2);
    auto after = ExplanationFit::make(std::move(changed), 0, design);
    ASSERT_TRUE(after);
    for (const Evaluation& wanted : before->sampler().pending()) {
        EXPECT_EQ(before->filter().evaluate({wanted.number, wanted.values}).hash,
                  (*after)->filter().evaluate({wanted.number, wanted.values}).hash);
    }
}

// A fit as of a date after the clock's end, whose histories go on for longer: the reports that it is held
// against stay, also one whose time runs past that end.
TEST(ExplanationFit, IsHeldAgainstNothingAfterItsOwnClock) {
    FitDesign design = small_design();
    Model model = scenario("tutorial-town");
    const Instant end = model.clock.end;
    design.as_of = end + 4 * 24 * 3600;
    Report& straddling = model.reports[3];
    ASSERT_TRUE(straddling.observable == Observable::crowd);
    straddling.event_start = end - 3600;
    straddling.event_end = end + 3600;
    Model longer = model;
    longer.clock.end = end + 48 * 3600;
    const auto before = ExplanationFit::make(model, 0, design);
    const auto without = ExplanationFit::make(longer, 0, design);
    design.clock_end = end;
    const auto after = ExplanationFit::make(longer, 0, design);
    ASSERT_TRUE(before && without && after);
    EXPECT_EQ((*after)->reports().report, (*before)->reports().report);
    EXPECT_EQ((*after)->filter().ticks(), (*before)->filter().ticks());
    EXPECT_GT((*without)->filter().ticks(), (*before)->filter().ticks());
    for (const Evaluation& wanted : (*before)->sampler().pending()) {
        EXPECT_EQ((*before)->filter().evaluate({wanted.number, wanted.values}).hash,
                  (*after)->filter().evaluate({wanted.number, wanted.values}).hash);
    }
}

class FitWork : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("upsurge-fit-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// Goes on with the fit in a folder, stopping after some evaluations; the table of draws when it is
    /// whole.
    std::string go_on(const fs::path& chunks, int threads, int evaluations) {
        std::vector<Model> models;
        models.push_back(scenario("tutorial-town"));
        models.back().reported_crowd = "log_uniform(10, 10000)";
        auto list = FitList::plan(std::move(models), small_design());
        EXPECT_TRUE(list);
        auto finished = WorkFolder::open(chunks, 5, std::numeric_limits<int>::max());
        EXPECT_TRUE(finished);
        std::atomic<int> left = evaluations;
        for (;;) {
            std::vector<int> missing;
            for (const int number : (*list)->ready()) {
                if (!finished->finished().contains(number)) {
                    missing.push_back(number);
                }
            }
            WorkObserver observer;
            observer.stop = [&] { return left.fetch_sub(1) <= 0; };
            const auto done = do_work(
                **list, missing, threads, best_vector_path(),
                [&](WorkItem item) { return finished->add(std::move(item)); }, observer);
            EXPECT_TRUE(done);
            EXPECT_TRUE(finished->flush());
            if (done->outcome.stopped) {
                return {};
            }
            const auto more = (*list)->go_on(*finished);
            EXPECT_TRUE(more);
            if (!*more) {
                break;
            }
        }
        EXPECT_TRUE(write_fit_tables(folder_, **list, *finished));
        return *read_whole(folder_ / "draws.csv") + *read_whole(folder_ / "paths.csv") +
               *read_whole(folder_ / "reports_scored.csv") + *read_whole(folder_ / "days_spoken.csv");
    }

    fs::path folder_;
};

TEST_F(FitWork, IsTheSameForAnyThreadsAndAfterStops) {
    for (const char* name : {"one", "two", "stops"}) {
        fs::create_directories(folder_ / name);
    }
    const std::string one = go_on(folder_ / "one", 1, 1000);
    EXPECT_FALSE(one.empty());
    EXPECT_EQ(go_on(folder_ / "two", 2, 1000), one);
    std::string stopped;
    for (int stop = 0; stop < 20 && stopped.empty(); ++stop) {
        stopped = go_on(folder_ / "stops", 2, 11);
    }
    EXPECT_EQ(stopped, one);
}

}  // namespace
}  // namespace upsurge
