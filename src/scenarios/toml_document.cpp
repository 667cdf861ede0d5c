// The TOML library is header-only, heavy and included here alone. Without exceptions it returns errors; what
// the standard library throws below it is caught at the end of parse_toml.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include "scenarios/toml_document.h"

#include <toml++/toml.h>

#include <algorithm>
#include <exception>

#include "scenarios/limits.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

TextPosition position_of(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string two_digits(int value) {
    return std::string(value < 10 ? "0" : "") + std::to_string(value);
}

std::string text_of(const toml::date& date) {
    std::string year = std::to_string(date.year);
    year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
    return year + "-" + two_digits(date.month) + "-" + two_digits(date.day);
}

std::string text_of(const toml::time& time) {
    return two_digits(time.hour) + ":" + two_digits(time.minute) + ":" + two_digits(time.second) +
           (time.nanosecond != 0 ? "." + std::to_string(time.nanosecond) : "");
}

std::string text_of(const toml::date_time& when) {
    std::string text = text_of(when.date) + "T" + text_of(when.time);
    if (when.offset) {
        const int minutes = when.offset->minutes;
        const int size = minutes < 0 ? -minutes : minutes;
        text += (minutes < 0 ? "-" : "+") + two_digits(size / 60) + ":" + two_digits(size % 60);
    }
    return text;
}

/// Copies a node of the library's tree; depth is bounded by the limits checked before parsing.
TomlNode copy_of(const toml::node& node, int& values) {
    TomlNode copy;
    copy.at = position_of(node.source());
    if (++values > limits::toml_values_max) {
        return copy;
    }
    if (const auto* table = node.as_table()) {
        copy.kind = TomlNode::Kind::table;
        for (const auto& [key, value] : *table) {
            copy.entries.push_back(
                {std::string(key.str()), position_of(key.source()), copy_of(value, values)});
        }
        std::stable_sort(copy.entries.begin(), copy.entries.end(),
                         [](const TomlEntry& a, const TomlEntry& b) { return a.key_at < b.key_at; });
    } else if (const auto* array = node.as_array()) {
        copy.kind = TomlNode::Kind::array;
        for (const toml::node& item : *array) {
            copy.items.push_back(copy_of(item, values));
        }
    } else if (const auto* text = node.as_string()) {
        copy.kind = TomlNode::Kind::text;
        copy.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        copy.kind = TomlNode::Kind::integer;
        copy.integer = integer->get();
        copy.number = static_cast<double>(copy.integer);
    } else if (const auto* number = node.as_floating_point()) {
        copy.kind = TomlNode::Kind::number;
        copy.number = number->get();
    } else if (const auto* boolean = node.as_boolean()) {
        copy.kind = TomlNode::Kind::boolean;
        copy.boolean = boolean->get();
    } else {
        copy.kind = TomlNode::Kind::date_time;
        if (const auto* date_time = node.as_date_time()) {
            copy.text = text_of(date_time->get());
        } else if (const auto* date = node.as_date()) {
            copy.text = text_of(date->get());
        } else if (const auto* time = node.as_time()) {
            copy.text = text_of(time->get());
        }
    }
    return copy;
}

}  // namespace

std::string_view name_of(TomlNode::Kind kind) {
    switch (kind) {
        case TomlNode::Kind::text:
            return "a text";
        case TomlNode::Kind::integer:
            return "a whole number";
        case TomlNode::Kind::number:
            return "a number";
        case TomlNode::Kind::boolean:
            return "true or false";
        case TomlNode::Kind::date_time:
            return "a date";
        case TomlNode::Kind::array:
            return "a list";
        case TomlNode::Kind::table:
            break;
    }
    return "a table";
}

bool parse_toml(std::string_view text, const std::string& file, ProblemList& problems, TomlNode& root) {
    if (auto at = find_invalid_utf8(text)) {
        problems.add(file, *at, "this is not valid UTF-8", "a file saved as UTF-8");
        return false;
    }
    if (!within_toml_limits(text, file, problems)) {
        return false;
    }
    try {
        toml::parse_result result = toml::parse(text);
        if (!result) {
            const toml::parse_error& error = result.error();
            problems.add(file, position_of(error.source()),
                         "this is not valid TOML: " + std::string(error.description()), {},
                         "nothing else in this file was checked");
            return false;
        }
        int values = 0;
        root = copy_of(result.table(), values);
        if (values > limits::toml_values_max) {
            problems.add(file, {},
                         "the file has more than " + std::to_string(limits::toml_values_max) + " values");
            return false;
        }
        return true;
    } catch (const std::exception& error) {
        problems.add(file, {}, std::string("this file could not be read as TOML: ") + error.what());
        return false;
    }
}

}  // namespace upsurge
