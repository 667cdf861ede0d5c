#include "scenarios/limits.h"
#include "scenarios/text.h"
#include "scenarios/toml_document.h"

namespace upsurge {

namespace {

/// Checks what the library cannot take: keys and brackets so deep that its recursion overflows the stack,
/// and characters on which its white space tables (3.3) run into undefined behaviour.
///
/// Follows TOML's strings and comments just closely enough to know which dots and brackets count. Where a
/// string is broken it may lose its way, but there the parser stops, so what follows is never parsed.
class TomlLimitScanner {
  public:
    TomlLimitScanner(std::string_view text, const std::string& file, ProblemList& problems)
        : text_(text), file_(file), problems_(problems) {}

    bool within_limits() {
        if (next_is("\xef\xbb\xbf")) {
            position_ = 3;  // a byte order mark
        }
        while (position_ < text_.size() && good_) {
            const char c = text_[position_];
            if (c == '#') {
                skip_comment();
            } else if (c == '"' || c == '\'') {
                skip_string(c);
            } else if (at_non_ascii()) {
                // Such a character is an error in TOML too, but the library has undefined behaviour on it.
                fail("a character outside ASCII stands outside quotes",
                     "quotes around texts and keys that hold any");
            } else {
                count(c);
                step();
            }
        }
        return good_;
    }

  private:
    void fail(std::string what, std::string expected) {
        problems_.add(file_, {line_, column_}, std::move(what), std::move(expected));
        good_ = false;
    }

    void step() {
        const char c = text_[position_++];
        if (c == '\n') {
            ++line_;
            column_ = 1;
            line_start_ = position_;
        } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
            ++column_;
        }
        if (position_ - line_start_ > limits::toml_line_bytes_max && good_) {
            column_ = 0;
            fail("this line is longer than " + std::to_string(limits::toml_line_bytes_max) + " bytes",
                 "shorter lines");
        }
    }

    bool next_is(std::string_view what) const { return text_.substr(position_).starts_with(what); }

    void skip_comment() {
        while (position_ < text_.size() && text_[position_] != '\n' && good_) {
            step();
        }
    }

    void skip_string(char quote) {
        const std::string three(3, quote);
        const bool multi_line = next_is(three);
        for (int i = 0; i < (multi_line ? 3 : 1); ++i) {
            step();
        }
        while (position_ < text_.size() && good_) {
            if (multi_line ? next_is(three) : text_[position_] == quote) {
                // A multi-line string may end in up to two quotes of its own before the closing three.
                while (position_ < text_.size() && text_[position_] == quote && good_) {
                    step();
                    if (!multi_line) {
                        return;
                    }
                }
                return;
            }
            if (!multi_line && text_[position_] == '\n') {
                return;
            }
            if (quote == '"' && text_[position_] == '\\') {
                step();
                if (position_ >= text_.size() || (!multi_line && next_is("\n"))) {
                    return;
                }
                if (multi_line && !skip_joined_line()) {
                    continue;
                }
            }
            step();
        }
    }

    /// After a backslash in a multi-line string, where the library runs into undefined behaviour when it
    /// looks for white space and meets a character outside ASCII. True if an escaped character comes next.
    bool skip_joined_line() {
        const std::size_t before = position_;
        while (good_ && (next_is(" ") || next_is("\t") || next_is("\r") || next_is("\n"))) {
            step();
        }
        if (at_non_ascii()) {
            fail("a character outside ASCII follows a backslash",
                 "an ASCII character, or no backslash before it");
        }
        return position_ == before && position_ < text_.size();
    }

    bool at_non_ascii() const {
        return position_ < text_.size() && static_cast<unsigned char>(text_[position_]) >= 0x80;
    }

    void count(char c) {
        switch (c) {
            case '.':
                if (++dots_ >= limits::toml_key_parts_max) {
                    fail("this key has more than " + std::to_string(limits::toml_key_parts_max) + " parts",
                         "at most " + std::to_string(limits::toml_key_parts_max) + " parts joined by dots");
                }
                break;
            case '[':
            case '{':
                dots_ = 0;
                if (++depth_ > limits::toml_nesting_max) {
                    fail("more than " + std::to_string(limits::toml_nesting_max) + " brackets are open here",
                         "at most " + std::to_string(limits::toml_nesting_max) + " levels of nesting");
                }
                break;
            case ']':
            case '}':
                dots_ = 0;
                depth_ -= depth_ > 0 ? 1 : 0;
                break;
            case '=':
            case ',':
            case '\n':
                dots_ = 0;
                break;
            default:
                break;
        }
    }

    std::string_view text_;
    const std::string& file_;
    ProblemList& problems_;
    std::size_t position_ = 0;
    std::size_t line_start_ = 0;
    int line_ = 1;
    int column_ = 1;
    int dots_ = 0;
    int depth_ = 0;
    bool good_ = true;
};

}  // namespace

bool within_toml_limits(std::string_view text, const std::string& file, ProblemList& problems) {
    if (text.size() > limits::toml_bytes_max) {
        problems.add(file, {},
                     "the file has more than " + std::to_string(limits::toml_bytes_max >> 10) + " KiB");
        return false;
    }
    return TomlLimitScanner(text, file, problems).within_limits();
}

}  // namespace upsurge
