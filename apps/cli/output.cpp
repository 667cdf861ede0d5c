#include "output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace upsurge::cli {
namespace {

/// Characters that a terminal shows for UTF-8 text.
std::size_t shown_width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool silent = false;

}  // namespace

void set_silent(bool is_silent) {
    silent = is_silent;
}
bool is_silent() {
    return silent;
}

void write_text(std::string_view text) {
    if (silent) {
        return;
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
}
void write_line(std::string_view line) {
    write_text(line);
    write_text("\n");
}
void write_error_text(std::string_view text) {
    if (silent) {
        return;
    }
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
}
void write_error_line(std::string_view line) {
    write_error_text(line);
    write_error_text("\n");
}

bool error_is_terminal() {
    return ::isatty(STDERR_FILENO) == 1;
}

bool error_has_colours() {
    const char* no_colour = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return error_is_terminal() && (no_colour == nullptr || *no_colour == '\0') && terminal != nullptr &&
           std::strcmp(terminal, "dumb") != 0;
}

std::string problem_text(const Problem& problem) {
    std::string text;
    if (!problem.file.empty()) {
        text += problem.file;
        if (problem.line > 0) {
            text += fmt::format(":{}", problem.line);
        }
        if (problem.column > 0) {
            text += fmt::format(":{}", problem.column);
        }
        text += ": ";
    }
    text += problem.what;
    if (!problem.expected.empty()) {
        text += "; expected " + problem.expected;
    }
    if (!problem.hint.empty()) {
        text += "; " + problem.hint;
    }
    return text;
}

void write_problems(const Problems& problems) {
    const bool colours = error_has_colours();
    for (const Problem& problem : problems) {
        const bool has_place = !problem.file.empty();
        if (!has_place) {
            write_error_text(colours ? "\033[31mupsurge:\033[0m " : "upsurge: ");
        }
        write_error_line(problem_text(problem));
    }
    if (problems.size() > 1) {
        write_error_line(fmt::format("{} problems", problems.size()));
    }
}

std::string TextTable::text(std::string_view indent) const {
    std::vector<std::size_t> widths;
    for (const std::vector<std::string>& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], shown_width(row[i]));
        }
    }
    std::string text;
    for (const std::vector<std::string>& row : rows_) {
        std::string line(indent);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string space(widths[i] - shown_width(row[i]), ' ');
            line += i == 0 ? "" : "  ";
            line += i < left_ ? row[i] + space : space + row[i];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

}  // namespace upsurge::cli
