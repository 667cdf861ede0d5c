#include <fmt/format.h>

#include <limits>

#include "commands.h"
#include "experiments/sensitivity_list.h"
#include "json_output.h"
#include "output.h"
#include "sensitivity_table.h"

namespace upsurge::cli {
namespace {

class SensitivityCommand final : public StudyCommand {
  public:
    const char* name() const override { return "sensitivity"; }
    const char* summary() const override {
        return "which parameters move an outcome, and how much is chance";
    }
    const char* examples() const override {
        return "upsurge sensitivity kazakhstan-2022\n"
               "upsurge sensitivity kazakhstan-2022 --method sobol --samples 512 --factor participation "
               "--out my-indices\n"
               "upsurge sensitivity tutorial-town --outcome crowd@town:peak --outcome dead_total";
    }
    void declare_design(CommandLine& line) override {
        choice_.declare(line);
        line.choice("--method", method_, {"morris", "sobol"},
                    "single steps (few runs, a ranking) or shares of the variance (many runs)");
        line.number("--trajectories", trajectories_, 2, 1'000'000,
                    "morris: how many walks, each of a run for every factor and one more");
        line.number("--samples", samples_, 2, 1'000'000,
                    "sobol: how many rows, each of a run for every factor and two more");
        line.repeated("--outcome", outcomes_, "OBSERVABLE@PLACE[:peak|end|mean]",
                      "what is looked at; may be given several times (default: crowd, dead, detentions, "
                      "active regions of the country)");
        line.repeated("--factor", factors_, "NAME",
                      "vary only this parameter, or those of this mechanism, and the seed; may be given "
                      "several times (default: every parameter with a prior)");
        line.number("--seed", seed_, "the same seed gives the same indices, to the bit");
    }

  protected:
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return "prior"; }
    std::vector<std::string> growing() const override { return {"--trajectories", "--samples"}; }
    std::string typed() const override {
        const bool sobol = method_ == "sobol";
        std::string text =
            fmt::format("--method {} --{} {} --seed {}{}", method_, sobol ? "samples" : "trajectories",
                        sobol ? samples_ : trajectories_, seed_, choice_.typed());
        for (const std::string& outcome : outcomes_) {
            text += " --outcome " + outcome;
        }
        for (const std::string& factor : factors_) {
            text += " --factor " + factor;
        }
        return text;
    }

    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override {
        const Model& model = scenario.model;
        SensitivityDesign design;
        design.method = method_ == "sobol" ? SensitivityMethod::sobol : SensitivityMethod::morris;
        design.seed = seed_;
        Problems problems;
        if (Result<std::vector<Factor>> factors = factors_of(model, factors_)) {
            design.factors = std::move(*factors);
        } else {
            problems = factors.error();
        }
        std::vector<Measure> outcomes;
        for (const std::string& text : outcomes_) {
            if (const Result<Measure> outcome = parse_measure(model, text)) {
                outcomes.push_back(*outcome);
            } else {
                problems.insert(problems.end(), outcome.error().begin(), outcome.error().end());
            }
        }
        const int rows = design.method == SensitivityMethod::sobol ? samples_ : trajectories_;
        const std::int64_t points = std::int64_t{rows} * design.points_per_row();
        if (points > std::numeric_limits<int>::max()) {
            Problem problem;
            problem.what = fmt::format("{} rows of {} runs are more than this program counts", rows,
                                       design.points_per_row());
            problems.push_back(std::move(problem));
        }
        if (!problems.empty()) {
            return tl::unexpected(std::move(problems));
        }
        if (outcomes.empty()) {
            outcomes = headline_measures(model);
        }
        return std::make_unique<SensitivityList>(model, std::move(design), std::move(outcomes), rows);
    }

    void say(const ReadScenario&, const WorkList& list, const Manifest& manifest,
             const std::filesystem::path& folder) override {
        const auto& study = dynamic_cast<const SensitivityList&>(list);
        const SensitivityDesign& design = study.design();
        if (as_json) {
            write_json(json_of(study, manifest, folder));
        } else if (!quiet()) {
            write_line(fmt::format(
                "{}: {} factors and the seed, {} whole {} of {} runs; {} runs in {:.1f} s, "
                "state hash {}\n",
                manifest.scenario_name, design.factors.size() - 1, study.whole_rows(),
                design.method == SensitivityMethod::sobol ? "rows" : "walks", design.points_per_row(),
                manifest.runs_done, manifest.seconds, manifest.state_hash));
            for (std::size_t i = 0; i < study.outcomes().size(); ++i) {
                write_line(sensitivity_table(design, study.outcomes()[i], study.indices()[i]));
            }
            write_line(fmt::format("Study: {}", folder.string()));
        }
    }

  private:
    Json json_of(const SensitivityList& study, const Manifest& manifest,
                 const std::filesystem::path& folder) const {
        const SensitivityDesign& design = study.design();
        const std::vector<Measure>& outcomes = study.outcomes();
        const std::vector<std::vector<SensitivityIndex>>& indices = study.indices();
        Json json = json_head(name());
        json["study"] = folder.string();
        json["status"] = manifest.complete ? "complete" : "resumable";
        json["scenario"] = manifest.scenario_id;
        json["method"] = name_of(design.method);
        json["seed"] = manifest.seed;
        json["rows"] = study.whole_rows();
        json["runs"] = manifest.runs;
        json["runs_done"] = manifest.runs_done;
        json["state_hash"] = manifest.state_hash;
        json["people_moved"] = manifest.people_moved;
        json["seconds"] = manifest.seconds;
        json["factors"] = Json::array();
        for (const Factor& factor : design.factors) {
            json["factors"].push_back(
                {{"name", factor.name}, {"prior", factor.is_chance() ? "" : to_string(factor.prior)}});
        }
        json["outcomes"] = Json::array();
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            Json outcome = {{"outcome", measure_id(outcomes[i])},
                            {"unit", upsurge::describe(outcomes[i].observable).unit}};
            Json rows_of_table = Json::array();
            for (const SensitivityIndex& one : indices[i]) {
                if (one.factor < 0) {
                    outcome[std::string(one.index)] = one.value;
                    continue;
                }
                rows_of_table.push_back(
                    {{"factor", design.factors[static_cast<std::size_t>(one.factor)].name},
                     {"index", one.index},
                     {"value", one.value},
                     {"low", one.interval.low},
                     {"high", one.interval.high}});
            }
            outcome["indices"] = std::move(rows_of_table);
            json["outcomes"].push_back(std::move(outcome));
        }
        return json;
    }

    ScenarioChoice choice_;
    std::string method_ = "morris";
    int trajectories_ = 20;
    int samples_ = 256;
    std::vector<std::string> outcomes_;
    std::vector<std::string> factors_;
    std::uint64_t seed_ = 1;
};

}  // namespace

std::unique_ptr<StudyCommand> make_sensitivity_command() {
    return std::make_unique<SensitivityCommand>();
}

}  // namespace upsurge::cli
