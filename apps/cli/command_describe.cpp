#include <fmt/format.h>

#include "commands.h"
#include "describe_rivals.h"
#include "describe_texts.h"
#include "engines/tick_phases.h"
#include "failing.h"
#include "json_output.h"
#include "output.h"
#include "pages/odd_protocol.h"
#include "scenarios/instant.h"
#include "scenarios/read_scenario.h"

namespace upsurge::cli {
namespace {

Json parameter_json(const RegisteredParameter& parameter) {
    const ParameterSpec& spec = *parameter.spec;
    return {{"id", parameter.id},
            {"unit", spec.unit},
            {"value", spec.value},
            {"low", spec.low},
            {"high", spec.high},
            {"prior", spec.prior},
            {"per", upsurge::name_of(spec.scope)},
            {"mark", upsurge::name_of(spec.mark)},
            {"source", spec.source},
            {"meaning", spec.meaning}};
}

Json mechanism_json(const Mechanism& mechanism, int ordinal) {
    Json parameters = Json::array();
    for (const RegisteredParameter& parameter : all_parameters()) {
        if (parameter.mechanism == ordinal) {
            parameters.push_back(parameter_json(parameter));
        }
    }
    Json switches = Json::array();
    for (const SwitchSpec& spec : mechanism.switches) {
        switches.push_back({{"name", spec.name},
                            {"options", std::vector<std::string>(spec.options.begin(), spec.options.end())},
                            {"meaning", spec.meaning}});
    }
    return {{"name", mechanism.name},       {"title", mechanism.title},   {"group", mechanism.group},
            {"summary", mechanism.summary}, {"source", mechanism.source}, {"parameters", parameters},
            {"switches", switches}};
}

Json scenario_json(const Model& model) {
    Json places = Json::array();
    for (const Place& place : model.places) {
        places.push_back({{"id", place.id}, {"name", place.name}, {"people", place.population}});
    }
    Json groups = Json::array();
    for (const PlaceGroup& group : model.groups) {
        groups.push_back({{"id", group.id}, {"name", group.name}});
    }
    const int offset = model.clock.utc_offset_minutes;
    return {{"id", model.id},
            {"name", model.name},
            {"summary", model.summary},
            {"start", format_instant(model.clock.start, offset)},
            {"end", format_instant(model.clock.end, offset)},
            {"tick_hours", model.clock.tick_hours},
            {"places", places},
            {"groups", groups},
            {"reports", model.reports.size()},
            {"mechanisms", model.mechanisms},
            {"hypotheses", hypotheses_json(model)},
            {"interventions", interventions_json(model)},
            {"claims", model.claims.size()}};
}

class DescribeCommand final : public Command {
  public:
    const char* name() const override { return "describe"; }
    const char* summary() const override {
        return "one scenario, mechanism, parameter or observable in full";
    }
    const char* examples() const override {
        return "upsurge describe participation\n"
               "upsurge describe kazakhstan-2022\n"
               "upsurge describe crowd\n"
               "upsurge describe kazakhstan-2022 --odd\n"
               "upsurge describe tutorial-town --claims\n"
               "upsurge describe --tick";
    }
    void declare(CommandLine& line) override {
        line.argument("name", thing_, "a scenario, mechanism, parameter or observable", false);
        line.flag("--odd", odd_, "the ODD protocol of a scenario, as Markdown");
        line.flag("--claims", claims_, "the claims of a scenario and what each is tied to");
        line.flag("--tick", tick_, "the phases of a tick, in their order");
    }

    Exit execute() override {
        if (tick_) {
            return describe_tick();
        }
        if (odd_ || claims_) {
            return describe_scenario();
        }
        if (thing_.empty()) {
            Problem problem;
            problem.what = "describe needs a name, or --tick";
            problem.hint = "`upsurge list` shows the names";
            fail(*this, {problem});
            return Exit::wrong_command_line;
        }
        if (const auto mechanism = find_mechanism(thing_)) {
            const Mechanism& found = *all_mechanisms()[static_cast<std::size_t>(*mechanism)];
            return answer("mechanism", mechanism_json(found, *mechanism), mechanism_text(found));
        }
        if (const auto parameter = find_parameter(thing_)) {
            const RegisteredParameter& found = all_parameters()[static_cast<std::size_t>(*parameter)];
            return answer("parameter", parameter_json(found), parameter_text(found));
        }
        if (const auto observable = find_observable(thing_)) {
            const ObservableDescription& found = upsurge::describe(*observable);
            return answer("observable", {{"id", found.id}, {"name", found.name}, {"unit", found.unit}},
                          observable_text(found));
        }
        if (!find_scenario(thing_)) {
            return fail_on_name(*this, "scenario, mechanism, parameter or observable", thing_, all_names());
        }
        return describe_scenario();
    }

  private:
    Exit answer(const char* kind, Json json, const std::string& text) {
        if (as_json) {
            Json object = json_head(name());
            object["kind"] = kind;
            object[kind] = std::move(json);
            write_json(object);
        } else {
            write_text(text);
        }
        return Exit::done;
    }

    Exit describe_scenario() {
        if (odd_ && claims_) {
            Problem problem;
            problem.what = "--odd and --claims are two answers";
            problem.expected = "one of them";
            fail(*this, {problem});
            return Exit::wrong_command_line;
        }
        const Result<std::filesystem::path> folder = find_scenario(thing_);
        if (!folder) {
            return fail_on_name(*this, "scenario", thing_, built_in_scenarios());
        }
        const Result<ReadScenario> read = read_scenario(*folder);
        if (!read) {
            return fail(*this, read.error());
        }
        const Model& model = read->model;
        if (odd_) {
            return answer("odd", odd_protocol(model), odd_protocol(model));
        }
        if (claims_) {
            return answer("claims", claims_json(model), claims_text(model));
        }
        return answer("scenario", scenario_json(model), scenario_text(model));
    }

    Exit describe_tick() {
        Json phases = Json::array();
        for (const TickPhaseDescription& phase : tick_phase_descriptions) {
            phases.push_back({{"name", phase.name}, {"does", phase.does}});
        }
        return answer("tick", std::move(phases), tick_text());
    }

    static std::vector<std::string> all_names() {
        std::vector<std::string> names = built_in_scenarios();
        for (const Mechanism* mechanism : all_mechanisms()) {
            names.emplace_back(mechanism->name);
        }
        for (const RegisteredParameter& parameter : all_parameters()) {
            names.push_back(parameter.id);
        }
        for (const ObservableDescription& about : observable_descriptions) {
            names.emplace_back(about.id);
        }
        return names;
    }

    std::string thing_;
    bool tick_ = false;
    bool odd_ = false;
    bool claims_ = false;
};

}  // namespace

std::unique_ptr<Command> make_describe_command() {
    return std::make_unique<DescribeCommand>();
}

}  // namespace upsurge::cli
