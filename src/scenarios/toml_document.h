/// TOML as a plain tree in which every key and value knows its line and column.
///
/// The only file that knows the TOML library is toml_document.cpp; everything it could throw or overflow on
/// is limited before and caught there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/problem_list.h"

namespace upsurge {

struct TomlEntry;

struct TomlNode {
    enum class Kind { text, integer, number, boolean, date_time, array, table };
    Kind kind = Kind::table;
    TextPosition at;
    std::string text;  ///< text; or a date-time as it would be written in ISO 8601
    std::int64_t integer = 0;
    double number = 0;  ///< also set for integers
    bool boolean = false;
    std::vector<TomlNode> items;     ///< of an array
    std::vector<TomlEntry> entries;  ///< of a table, in the order of the file
};

struct TomlEntry {
    std::string key;
    TextPosition key_at;
    TomlNode value;
};

/// "a text", "a whole number", ... for messages.
std::string_view name_of(TomlNode::Kind kind);

/// Reads a document. A syntax error comes alone, because what follows it cannot be trusted; then `found` is
/// false and `problems` has grown.
bool parse_toml(std::string_view text, const std::string& file, ProblemList& problems, TomlNode& root);

/// Checks size, line length, parts of dotted keys, nesting and where characters outside ASCII stand, without
/// parsing. False, and one problem, if the text must not reach the parser.
bool within_toml_limits(std::string_view text, const std::string& file, ProblemList& problems);

}  // namespace upsurge
