#include "scenario_options.h"

#include <fmt/format.h>

#include "scenarios/instant.h"
#include "scenarios/overrides.h"

namespace upsurge::cli {
namespace {

/// An argument as a shell takes it back.
std::string shell_word(const std::string& word) {
    const bool plain = !word.empty() && word.find_first_not_of(
                                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                            "0123456789_-+=./:,@%") == std::string::npos;
    if (plain) {
        return word;
    }
    std::string quoted = "'";
    for (char c : word) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

void declare_folder(ScenarioChoice& choice, CommandLine& line) {
    line.argument("scenario", choice.scenario,
                  "name of a scenario that ships, or the path of a scenario folder", true);
    line.choice("--resolution", choice.resolution, {"coarse", "standard", "fine"},
                "how finely places and traits are cut");
    line.repeated("--set", choice.set, "KEY=VALUE",
                  "replace a parameter, switch or mechanism; may be given several times");
}

void declare_until(ScenarioChoice& choice, CommandLine& line) {
    line.text("--until", choice.until, "TIME",
              "end the clock at this time, such as 2022-01-05T00:00:00+06:00");
}

}  // namespace

void ScenarioChoice::declare(CommandLine& line) {
    declare_folder(*this, line);
    line.text("--hypothesis", hypothesis, "ID",
              "settings and priors of one rival explanation of hypotheses.toml");
    line.text("--intervention", intervention, "ID", "one thing done differently, of interventions.toml");
    declare_until(*this, line);
}

void ScenarioChoice::declare_without_rivals(CommandLine& line) {
    declare_folder(*this, line);
    declare_until(*this, line);
}

Result<ReadScenario> ScenarioChoice::read() const {
    ScenarioOptions options;
    options.resolution = resolution;
    options.set = set;
    options.hypothesis = hypothesis;
    options.intervention = intervention;
    if (!until.empty()) {
        const Result<WrittenInstant> time = parse_instant(until);
        if (!time) {
            Problems problems = time.error();
            for (Problem& problem : problems) {
                problem.file = override_place;
                problem.what = "--until: " + problem.what;
            }
            return tl::unexpected(problems);
        }
        options.until = time->instant;
    }
    const Result<std::filesystem::path> folder = find_scenario(scenario);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    Result<ReadScenario> scenario = read_scenario(*folder, options);
    if (scenario && !id.empty()) {
        scenario->model.id = id;
    }
    return scenario;
}

std::string ScenarioChoice::typed() const {
    std::string text;
    if (resolution != "coarse") {
        text += " --resolution " + resolution;
    }
    if (!hypothesis.empty()) {
        text += " --hypothesis " + shell_word(hypothesis);
    }
    if (!intervention.empty()) {
        text += " --intervention " + shell_word(intervention);
    }
    for (const std::string& setting : set) {
        text += " --set " + shell_word(setting);
    }
    if (!until.empty()) {
        text += " --until " + shell_word(until);
    }
    return text;
}

}  // namespace upsurge::cli
