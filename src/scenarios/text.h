/// Text from outside: is it valid UTF-8, and how to quote it safely in a message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/problem_list.h"

namespace upsurge {

/// Length in bytes of the valid UTF-8 character at the start of `text`; 0 if there is none.
/// Overlong forms, surrogates and code points above U+10FFFF are not valid.
int utf8_length(std::string_view text);

/// Where the first invalid byte stands; nothing if all of `text` is valid UTF-8.
std::optional<TextPosition> find_invalid_utf8(std::string_view text);

/// Number of characters (code points) of valid UTF-8.
std::size_t count_characters(std::string_view text);

/// The text in single quotes for a message: at most 60 characters, control and invisible direction
/// characters escaped, bytes that are no UTF-8 escaped.
std::string in_quotes(std::string_view text);

/// A number as the shortest text that reads back as the same number.
std::string number_text(double value);

/// "a, b and c".
std::string joined(const std::vector<std::string>& words, std::string_view last = "and");

}  // namespace upsurge
