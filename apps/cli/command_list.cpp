#include <fmt/format.h>

#include "commands.h"
#include "experiments/wording.h"
#include "json_output.h"
#include "mechanisms/registry.h"
#include "output.h"
#include "scenarios/read_scenario.h"

namespace upsurge::cli {
namespace {

class ListCommand final : public Command {
  public:
    const char* name() const override { return "list"; }
    const char* summary() const override {
        return "scenarios that ship with their rivals, mechanisms, observables";
    }
    const char* examples() const override { return "upsurge list"; }
    void declare(CommandLine&) override {}

    Exit execute() override {
        Json scenarios = Json::array();
        std::string text = "Scenarios (upsurge run NAME)\n";
        for (const std::string& name : built_in_scenarios()) {
            const Result<std::filesystem::path> folder = find_scenario(name);
            const Result<ReadScenario> read =
                folder ? read_scenario(*folder) : tl::unexpected(folder.error());
            if (!read) {
                text += fmt::format(
                    "  {}  has {}: upsurge check {}\n", name,
                    count_text(static_cast<long long>(read.error().size()), "problem", "problems"), name);
                scenarios.push_back({{"id", name}, {"problems", read.error().size()}});
                continue;
            }
            const Model& model = read->model;
            text += fmt::format("  {}: {}, {} people, {} reports\n    {}\n", name, model.name,
                                reported_text(static_cast<double>(model.people_of_country())),
                                model.reports.size(), model.summary);
            Json hypotheses = Json::array();
            Json interventions = Json::array();
            for (const Hypothesis& one : model.hypotheses) {
                hypotheses.push_back({{"id", one.id}, {"name", one.name}});
                text += fmt::format("    --hypothesis {}: {}\n", one.id, one.name);
            }
            for (const Intervention& one : model.interventions) {
                interventions.push_back({{"id", one.id}, {"name", one.name}});
                text += fmt::format("    --intervention {}: {}\n", one.id, one.name);
            }
            scenarios.push_back({{"id", name},
                                 {"name", model.name},
                                 {"summary", model.summary},
                                 {"people", model.people_of_country()},
                                 {"reports", model.reports.size()},
                                 {"hypotheses", hypotheses},
                                 {"interventions", interventions},
                                 {"claims", model.claims.size()}});
        }
        Json mechanisms = Json::array();
        TextTable mechanism_table({}, 3);
        for (const Mechanism* mechanism : all_mechanisms()) {
            mechanism_table.add({mechanism->name, mechanism->group, mechanism->title});
            mechanisms.push_back({{"name", mechanism->name},
                                  {"group", mechanism->group},
                                  {"title", mechanism->title},
                                  {"summary", mechanism->summary}});
        }
        Json observables = Json::array();
        TextTable observable_table({}, 3);
        for (const ObservableDescription& about : observable_descriptions) {
            observable_table.add({std::string(about.id), std::string(about.unit), std::string(about.name)});
            observables.push_back({{"id", about.id}, {"name", about.name}, {"unit", about.unit}});
        }
        if (as_json) {
            Json json = json_head(name());
            json["scenarios"] = std::move(scenarios);
            json["mechanisms"] = std::move(mechanisms);
            json["observables"] = std::move(observables);
            write_json(json);
            return Exit::done;
        }
        text += "\nMechanisms (upsurge describe NAME)" + mechanism_table.text("  ");
        text += "\nObservables (upsurge show STUDY --observable NAME)" + observable_table.text("  ");
        write_text(text);
        return Exit::done;
    }
};

}  // namespace

std::unique_ptr<Command> make_list_command() {
    return std::make_unique<ListCommand>();
}

}  // namespace upsurge::cli
