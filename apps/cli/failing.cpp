#include "failing.h"

#include <fmt/format.h>

#include <algorithm>

#include "json_output.h"
#include "output.h"
#include "scenarios/nearest_name.h"
#include "scenarios/overrides.h"

namespace upsurge::cli {

void write_json(const Json& json) {
    write_line(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

Json problems_json(const Problems& problems) {
    Json all = Json::array();
    for (const Problem& problem : problems) {
        all.push_back({{"file", problem.file},
                       {"line", problem.line},
                       {"column", problem.column},
                       {"what", problem.what},
                       {"expected", problem.expected},
                       {"hint", problem.hint}});
    }
    return all;
}

Exit fail(const Command& command, const Problems& problems) {
    if (command.as_json) {
        Json json = json_head(command.name());
        json["problems"] = problems_json(problems);
        write_json(json);
    } else {
        write_problems(problems);
    }
    const bool all_settings = std::all_of(problems.begin(), problems.end(), [](const Problem& problem) {
        return problem.file == override_place;
    });
    return all_settings ? Exit::wrong_command_line : Exit::wrong_input;
}

Exit fail_on_name(const Command& command, const std::string& what, const std::string& name,
                  const std::vector<std::string>& valid) {
    Problem problem;
    problem.what = fmt::format("there is no {} '{}'", what, name);
    problem.hint = nearest_name_hint(name, valid);
    fail(command, {problem});
    return Exit::wrong_command_line;
}

}  // namespace upsurge::cli
