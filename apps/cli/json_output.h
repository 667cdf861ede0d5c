/// --json: one object on standard output, with "format" and "command" first.
#pragma once

#include <nlohmann/json.hpp>

#include "upsurge/result.h"

namespace upsurge::cli {

using Json = nlohmann::ordered_json;

inline constexpr int json_format = 1;

inline Json json_head(const char* command) {
    Json json;
    json["format"] = json_format;
    json["command"] = command;
    return json;
}

/// Writes the object, indented, to standard output.
void write_json(const Json& json);

/// Problems as JSON: an array of {file, line, column, what, expected, hint}.
Json problems_json(const Problems& problems);

}  // namespace upsurge::cli
