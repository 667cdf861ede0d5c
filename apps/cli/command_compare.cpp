#include <fmt/format.h>

#include <algorithm>

#include "commands.h"
#include "experiments/comparable_studies.h"
#include "experiments/measure.h"
#include "experiments/study_difference.h"
#include "experiments/wording.h"
#include "failing.h"
#include "json_output.h"
#include "output.h"
#include "studies/study.h"

namespace upsurge::cli {
namespace {

struct ComparedMeasure {
    Measure outcome;
    StudyDifference difference;
};

std::string signed_text(double value) {
    return (value > 0 ? "+" : "") + simulated_text(value);
}

class CompareCommand final : public Command {
  public:
    const char* name() const override { return "compare"; }
    const char* summary() const override {
        return "two studies side by side: what was set differently, and what came of it";
    }
    const char* examples() const override {
        return "upsurge compare studies/before studies/after\n"
               "upsurge compare before after --observable crowd --observable legitimacy --place west --place "
               "KZ";
    }
    void declare(CommandLine& line) override {
        line.argument("a", a_, "folder of a study", true);
        line.argument("b", b_, "folder of a study of the same places and time", true);
        line.repeated("--observable", observables_, "NAME",
                      "what to compare; may be given several times (default: crowd, dead, detentions, active "
                      "regions)");
        line.repeated("--place", places_, "ID",
                      "a place or group; may be given several times (default: the country)");
        line.flag("--csv", csv_, "comma-separated");
    }

    Exit execute() override {
        Problems problems;
        Result<Study> a = open_with_runs(a_, problems);
        Result<Study> b = open_with_runs(b_, problems);
        if (!problems.empty()) {
            return fail(*this, problems);
        }
        const Model& model = a->scenario.model;
        if (auto comparable = check_comparable(model, b->scenario.model); !comparable) {
            return fail(*this, comparable.error());
        }
        const Result<std::vector<Measure>> outcomes = chosen_outcomes(model);
        if (!outcomes) {
            fail(*this, outcomes.error());
            return Exit::wrong_command_line;
        }
        const RunPairing pairing =
            pair_runs(a->manifest, a->runs->run_ordinals(), b->manifest, b->runs->run_ordinals());
        std::vector<ComparedMeasure> compared;
        for (const Measure& outcome : *outcomes) {
            compared.push_back({outcome, difference_of(*a, *b, pairing, outcome)});
        }
        const std::vector<SettingDifference> settings =
            setting_differences(a->manifest, model, b->manifest, b->scenario.model);
        if (as_json) {
            write_json(json_of(*a, *b, settings, pairing, compared));
        } else if (csv_) {
            print_csv(compared);
        } else {
            print(*a, *b, settings, pairing, compared);
        }
        return Exit::done;
    }

  private:
    static Result<Study> open_with_runs(const std::string& folder, Problems& problems) {
        Result<Study> study = open_study(folder);
        if (study && !study->runs) {
            Problem problem;
            problem.file = folder;
            problem.what = "no run of this study was finished";
            study = failure(std::move(problem));
        }
        if (!study) {
            problems.insert(problems.end(), study.error().begin(), study.error().end());
        }
        return study;
    }

    Result<std::vector<Measure>> chosen_outcomes(const Model& model) const {
        std::vector<std::string> observables = observables_;
        if (observables.empty()) {
            for (const Measure& outcome : headline_measures(model)) {
                observables.emplace_back(upsurge::describe(outcome.observable).id);
            }
        }
        std::vector<std::string> places = places_;
        if (places.empty()) {
            places.push_back(model.places.front().id);
        }
        Problems problems;
        std::vector<Measure> outcomes;
        for (const std::string& observable : observables) {
            for (const std::string& place : places) {
                const Result<Measure> parsed = parse_measure(model, fmt::format("{}@{}", observable, place));
                if (!parsed) {
                    problems.insert(problems.end(), parsed.error().begin(), parsed.error().end());
                    continue;
                }
                for (MeasureStatistic statistic : telling_statistics(parsed->observable)) {
                    outcomes.push_back({parsed->observable, parsed->node, statistic});
                }
            }
        }
        return problems.empty() ? Result<std::vector<Measure>>(std::move(outcomes))
                                : tl::unexpected(problems);
    }

    static StudyDifference difference_of(const Study& a, const Study& b, const RunPairing& pairing,
                                         const Measure& outcome) {
        // Ids of nodes are the same in both, their positions need not be.
        const Result<Measure> in_b = parse_measure(b.scenario.model, measure_id(outcome));
        UPSURGE_CHECK(in_b.has_value(), "comparable studies have the same places");
        const std::vector<double> values_a = measure_values(a.scenario.model, *a.runs, outcome);
        const std::vector<double> values_b = measure_values(b.scenario.model, *b.runs, *in_b);
        if (!pairing.paired()) {
            return unpaired_difference(values_a, values_b);
        }
        std::vector<double> paired_a;
        std::vector<double> paired_b;
        for (const auto& [at_a, at_b] : pairing.pairs) {
            paired_a.push_back(values_a[static_cast<std::size_t>(at_a)]);
            paired_b.push_back(values_b[static_cast<std::size_t>(at_b)]);
        }
        return paired_difference(paired_a, paired_b);
    }

    void print(const Study& a, const Study& b, const std::vector<SettingDifference>& settings,
               const RunPairing& pairing, const std::vector<ComparedMeasure>& compared) const {
        write_line(fmt::format("A: {} ({})", a_, count_text(a.runs->runs(), "run", "runs")));
        write_line(fmt::format("B: {} ({})\n", b_, count_text(b.runs->runs(), "run", "runs")));
        if (settings.empty()) {
            write_line("Nothing was set differently.\n");
        } else {
            TextTable table({"Set differently", "A", "B"}, 3);
            for (const SettingDifference& one : settings) {
                table.add({one.what, one.a, one.b});
            }
            write_line(table.text());
        }
        write_line(pairing.why + "\n");
        TextTable table(
            {"", "A median", "90% of runs", "B median", "90% of runs", "B - A, mean", "90% interval", "B is"},
            1);
        for (const ComparedMeasure& one : compared) {
            const StudyDifference& difference = one.difference;
            const auto range = [](double low, double high) {
                return fmt::format("{} to {}", simulated_text(low), simulated_text(high));
            };
            table.add({measure_title(one.outcome), simulated_text(difference.a.q50),
                       range(difference.a.q05, difference.a.q95), simulated_text(difference.b.q50),
                       range(difference.b.q05, difference.b.q95), signed_text(difference.mean),
                       range(difference.interval.low, difference.interval.high),
                       direction_words(difference)});
        }
        write_line(table.text());
        write_line(
            "The interval is of the mean difference, by resampling; it is not the range of single "
            "histories.");
    }

    static void print_csv(const std::vector<ComparedMeasure>& compared) {
        write_line(
            "place,observable,statistic,a_mean,a_q05,a_q50,a_q95,b_mean,b_q05,b_q50,b_q95,difference,low,"
            "high,pairs,"
            "direction");
        for (const auto& [outcome, difference] : compared) {
            write_line(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", outcome.node.id,
                                   upsurge::describe(outcome.observable).id, name_of(outcome.statistic),
                                   difference.a.mean, difference.a.q05, difference.a.q50, difference.a.q95,
                                   difference.b.mean, difference.b.q05, difference.b.q50, difference.b.q95,
                                   difference.mean, difference.interval.low, difference.interval.high,
                                   difference.pairs, direction_words(difference)));
        }
    }

    Json json_of(const Study& a, const Study& b, const std::vector<SettingDifference>& settings,
                 const RunPairing& pairing, const std::vector<ComparedMeasure>& compared) const {
        const auto study = [](const std::string& folder, const Study& one) {
            return Json{{"study", folder},
                        {"scenario", one.manifest.scenario_id},
                        {"runs", one.runs->runs()},
                        {"state_hash", one.manifest.state_hash}};
        };
        Json json = json_head(name());
        json["a"] = study(a_, a);
        json["b"] = study(b_, b);
        json["set_differently"] = Json::array();
        for (const SettingDifference& one : settings) {
            json["set_differently"].push_back({{"what", one.what}, {"a", one.a}, {"b", one.b}});
        }
        json["paired"] = pairing.paired();
        json["why"] = pairing.why;
        json["outcomes"] = Json::array();
        const auto summary = [](const SampleSummary& of) {
            return Json{{"mean", of.mean}, {"q05", of.q05}, {"q50", of.q50}, {"q95", of.q95}};
        };
        for (const auto& [outcome, difference] : compared) {
            Json one = {{"place", outcome.node.id},
                        {"observable", upsurge::describe(outcome.observable).id},
                        {"statistic", name_of(outcome.statistic)},
                        {"a", summary(difference.a)},
                        {"b", summary(difference.b)},
                        {"difference", difference.mean},
                        {"low", difference.interval.low},
                        {"high", difference.interval.high},
                        {"direction", direction_words(difference)}};
            if (difference.pairs > 0) {
                one["pairs"] = difference.pairs;
                one["pairs_higher"] = difference.pairs_higher;
                one["pairs_lower"] = difference.pairs_lower;
                one["pair_differences"] = summary(difference.pair_differences);
            }
            json["outcomes"].push_back(std::move(one));
        }
        return json;
    }

    std::string a_;
    std::string b_;
    std::vector<std::string> observables_;
    std::vector<std::string> places_;
    bool csv_ = false;
};

}  // namespace

std::unique_ptr<Command> make_compare_command() {
    return std::make_unique<CompareCommand>();
}

}  // namespace upsurge::cli
