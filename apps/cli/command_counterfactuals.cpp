#include <fmt/format.h>

#include <limits>

#include "commands.h"
#include "counterfactual_tables.h"
#include "experiments/counterfactual_list.h"
#include "json_output.h"
#include "output.h"

namespace upsurge::cli {
namespace {

Json json_of(const CellName& cell) {
    return {{"hypothesis", cell.hypothesis}, {"intervention", cell.intervention}};
}

template <class Row>
Json outcome_json(const Row& row) {
    Json json = json_of(row.cell);
    json["outcome"] = outcome_descriptions[static_cast<std::size_t>(row.outcome)].id;
    json["kind"] = outcome_kind_names[static_cast<std::size_t>(row.kind)];
    json["runs"] = row.runs;
    return json;
}

Json tables_json(const OutcomeTables& tables) {
    Json cells = Json::array();
    for (const CellAbout& row : tables.cells) {
        Json json = json_of(row.cell);
        json["hypothesis_name"] = row.hypothesis_name;
        json["intervention_name"] = row.intervention_name;
        json["from"] = row.from;
        json["runs"] = row.runs;
        json["state_hash"] = row.state_hash;
        cells.push_back(std::move(json));
    }
    Json frequencies = Json::array();
    for (const OutcomeFrequency& row : tables.frequencies) {
        Json json = outcome_json(row);
        json["count"] = row.count;
        json["frequency"] = row.frequency;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        frequencies.push_back(std::move(json));
    }
    Json differences = Json::array();
    for (const OutcomeDifference& row : tables.differences) {
        Json json = outcome_json(row);
        json["gained"] = row.gained;
        json["lost"] = row.lost;
        json["difference"] = row.difference;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        differences.push_back(std::move(json));
    }
    Json quantities = Json::array();
    for (const QuantityRow& row : tables.quantities) {
        Json json = json_of(row.cell);
        json["quantity"] = row.quantity;
        json["runs"] = row.runs;
        json["mean"] = row.mean;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        json["runs_that_differ"] = row.runs_that_differ;
        json["difference"] = row.difference;
        json["difference_low"] = row.difference_interval.low;
        json["difference_high"] = row.difference_interval.high;
        quantities.push_back(std::move(json));
    }
    return {{"cells", std::move(cells)},
            {"outcome_frequencies", std::move(frequencies)},
            {"outcome_differences", std::move(differences)},
            {"quantities", std::move(quantities)}};
}

class CounterfactualsCommand final : public StudyCommand {
  public:
    const char* name() const override { return "counterfactuals"; }
    const char* summary() const override {
        return "how often each outcome came, and what each intervention changed, under each hypothesis";
    }
    const char* examples() const override {
        return "upsurge counterfactuals kazakhstan-2022\n"
               "upsurge counterfactuals kazakhstan-2022 --hypothesis E0 --intervention no-shutdown --runs "
               "400\n"
               "upsurge counterfactuals tutorial-town --runs 50 --markdown --out my-counterfactuals";
    }
    void declare_design(CommandLine& line) override {
        choice_.declare_without_rivals(line);
        line.repeated("--hypothesis", hypotheses_, "ID",
                      "only this rival explanation; may be given several times (default: all of "
                      "hypotheses.toml that are not dull, or the scenario's own settings)");
        line.repeated("--intervention", interventions_, "ID",
                      "only this one thing done differently, and as it was; may be given several times "
                      "(default: all of interventions.toml)");
        line.number("--runs", runs_, 1, 100'000, "how many histories of each hypothesis and intervention");
        line.number("--seed", seed_, "the same seed gives the same tables, to the bit");
    }

  protected:
    void declare_telling(CommandLine& line) override {
        line.flag("--markdown", markdown_, "print the tables as Markdown");
    }
    ScenarioChoice& choice() override { return choice_; }
    std::uint64_t seed() const override { return seed_; }
    std::string parameters() const override { return "point"; }
    std::vector<std::string> growing() const override { return {"--runs"}; }
    std::string typed() const override {
        std::string text = fmt::format("--runs {} --seed {}{}", runs_, seed_, choice_.typed());
        for (const std::string& hypothesis : hypotheses_) {
            text += " --hypothesis " + hypothesis;
        }
        for (const std::string& intervention : interventions_) {
            text += " --intervention " + intervention;
        }
        return text;
    }

    Result<std::unique_ptr<WorkList>> plan(const ReadScenario& scenario) override {
        const Model& model = scenario.model;
        Result<CounterfactualDesign> design = counterfactual_design(model, hypotheses_, interventions_);
        if (!design) {
            return tl::unexpected(design.error());
        }
        design->runs = runs_;
        design->seed = seed_;
        const std::size_t all = design->cells().size() * static_cast<std::size_t>(runs_);
        if (all > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
            Problem problem;
            problem.what = fmt::format("{} runs are more than this program counts", all);
            problem.hint = "fewer --runs, or some of the hypotheses and interventions";
            return failure(std::move(problem));
        }
        return std::make_unique<CounterfactualList>(model, std::move(*design));
    }

    void say(const ReadScenario&, const WorkList& list, const Manifest& manifest,
             const std::filesystem::path& folder) override {
        const auto& study = dynamic_cast<const CounterfactualList&>(list);
        const CounterfactualDesign& design = study.design();
        const OutcomeTables& tables = study.tables();
        if (as_json) {
            write_json(json_of_study(study, manifest, folder));
        } else if (!quiet()) {
            write_text(counterfactual_tables(tables, markdown_ ? TableForm::markdown : TableForm::plain));
            if (tables.frequencies.empty() && !tables.cells.empty()) {
                write_line("The mechanism `outcomes` is off: no run has an outcome.");
            }
            const std::string line = fmt::format(
                "{}: {} hypotheses x {} interventions (as it was among them), {} of {} runs in {:.1f} s, "
                "state hash {}",
                manifest.scenario_name, design.hypotheses.size(), design.interventions.size(),
                manifest.runs_done, manifest.runs, manifest.seconds, manifest.state_hash);
            // A README takes the tables alone.
            markdown_ ? write_error_line(line) : write_line(line);
            const std::string where = fmt::format("Study: {}", folder.string());
            markdown_ ? write_error_line(where) : write_line(where);
            const std::string page = fmt::format(
                "Page:  upsurge page STUDY --counterfactuals {}, with a STUDY that `upsurge run {}` made",
                folder.string(), manifest.scenario_id);
            if (!tables.cells.empty()) {
                markdown_ ? write_error_line(page) : write_line(page);
            }
        }
    }

  private:
    Json json_of_study(const CounterfactualList& study, const Manifest& manifest,
                       const std::filesystem::path& folder) const {
        Json json = json_head(name());
        json["study"] = folder.string();
        json["status"] = manifest.complete ? "complete" : "resumable";
        json["scenario"] = manifest.scenario_id;
        json["seed"] = manifest.seed;
        json["runs_per_cell"] = study.design().runs;
        json["runs"] = manifest.runs;
        json["runs_done"] = manifest.runs_done;
        json["state_hash"] = manifest.state_hash;
        json["people_moved"] = manifest.people_moved;
        json["seconds"] = manifest.seconds;
        json.update(tables_json(study.tables()));
        return json;
    }

    ScenarioChoice choice_;
    std::vector<std::string> hypotheses_;
    std::vector<std::string> interventions_;
    int runs_ = 100;
    std::uint64_t seed_ = 1;
    bool markdown_ = false;
};

}  // namespace

std::unique_ptr<StudyCommand> make_counterfactuals_command() {
    return std::make_unique<CounterfactualsCommand>();
}

}  // namespace upsurge::cli
