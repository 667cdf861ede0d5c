#include "scenarios/text.h"

#include <charconv>

namespace upsurge {

namespace {

std::uint32_t decode(std::string_view text, int length) {
    auto byte = [&](int i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[static_cast<std::size_t>(i)]));
    };
    switch (length) {
        case 1:
            return byte(0);
        case 2:
            return ((byte(0) & 0x1f) << 6) | (byte(1) & 0x3f);
        case 3:
            return ((byte(0) & 0x0f) << 12) | ((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f);
        default:
            return ((byte(0) & 0x07) << 18) | ((byte(1) & 0x3f) << 12) | ((byte(2) & 0x3f) << 6) |
                   (byte(3) & 0x3f);
    }
}

/// Characters that would change how a terminal or page shows the rest of a message.
bool must_be_escaped(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) || code == 0xfeff;
}

std::string hexadecimal(std::uint32_t code, int digits) {
    std::string text(static_cast<std::size_t>(digits), '0');
    for (int i = digits - 1; i >= 0; --i) {
        text[static_cast<std::size_t>(i)] = "0123456789abcdef"[code & 15];
        code >>= 4;
    }
    return text;
}

}  // namespace

int utf8_length(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const auto first = static_cast<unsigned char>(text[0]);
    int length = first < 0x80   ? 1
                 : first < 0xc2 ? 0
                 : first < 0xe0 ? 2
                 : first < 0xf0 ? 3
                 : first < 0xf5 ? 4
                                : 0;
    if (length == 0 || text.size() < static_cast<std::size_t>(length)) {
        return 0;
    }
    for (int i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[static_cast<std::size_t>(i)]) & 0xc0) != 0x80) {
            return 0;
        }
    }
    const std::uint32_t code = decode(text, length);
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return overlong || surrogate || code > 0x10ffff ? 0 : length;
}

std::optional<TextPosition> find_invalid_utf8(std::string_view text) {
    TextPosition at{1, 1};
    while (!text.empty()) {
        const int length = utf8_length(text);
        if (length == 0) {
            return at;
        }
        if (text[0] == '\n') {
            at = {at.line + 1, 1};
        } else {
            ++at.column;
        }
        text.remove_prefix(static_cast<std::size_t>(length));
    }
    return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (char c : text) {
        count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    }
    return count;
}

std::string in_quotes(std::string_view text) {
    constexpr int characters_max = 60;
    std::string result = "'";
    int characters = 0;
    while (!text.empty() && characters < characters_max) {
        const int length = utf8_length(text);
        if (length == 0) {
            result += "\\x" + hexadecimal(static_cast<unsigned char>(text[0]), 2);
            text.remove_prefix(1);
        } else {
            const std::uint32_t code = decode(text, length);
            if (must_be_escaped(code)) {
                result += code < 0x100 ? "\\x" + hexadecimal(code, 2) : "\\u" + hexadecimal(code, 4);
            } else {
                result += text.substr(0, static_cast<std::size_t>(length));
            }
            text.remove_prefix(static_cast<std::size_t>(length));
        }
        ++characters;
    }
    if (!text.empty()) {
        result += "...";
    }
    return result + "'";
}

std::string number_text(double value) {
    char buffer[64];
    auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return error == std::errc() ? std::string(buffer, end) : std::string("?");
}

std::string joined(const std::vector<std::string>& words, std::string_view last) {
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            result += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
        }
        result += words[i];
    }
    return result;
}

}  // namespace upsurge
