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

}  // namespace

void ScenarioChoice::declare(CommandLine& line) {
    line.argument("scenario", scenario, "name of a scenario that ships, or the path of a scenario folder",
                  true);
    line.choice("--resolution", resolution, {"coarse", "standard", "fine"},
                "how finely places and traits are cut");
    line.repeated("--set", set, "KEY=VALUE",
                  "replace a parameter, switch or mechanism; may be given several times");
    line.text("--hypothesis", hypothesis, "ID",
              "settings and priors of one rival explanation of hypotheses.toml");
    line.text("--intervention", intervention, "ID", "one thing done differently, of interventions.toml");
    line.text("--until", until, "TIME", "end the clock at this time, such as 2022-01-05T00:00:00+06:00");
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
    return read_scenario(*folder, options);
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
