/// What the program says: results to standard output, everything else to standard error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "upsurge/result.h"

namespace upsurge::cli {

/// To standard output.
void write_text(std::string_view text);
void write_line(std::string_view line);
/// To standard error.
void write_error_text(std::string_view text);
void write_error_line(std::string_view line);

/// From now on everything that would be said is dropped, or is said again: of several ranks one speaks.
void set_silent(bool is_silent);
bool is_silent();

/// Whether standard error is a terminal: progress may redraw a line.
bool error_is_terminal();
/// Whether colours may go to standard error: a terminal that knows them, and NO_COLOR is not set.
bool error_has_colours();

/// One problem: file:line:column: what; expected ...; hint.
std::string problem_text(const Problem& problem);
/// All problems to standard error, a line each, and how many there are.
void write_problems(const Problems& problems);

/// A table with aligned columns; the first `left` columns are text, the others end-aligned.
class TextTable {
  public:
    TextTable(std::vector<std::string> heads, std::size_t left) : rows_{std::move(heads)}, left_(left) {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    std::string text(std::string_view indent = "") const;

  private:
    std::vector<std::vector<std::string>> rows_;
    std::size_t left_;
};

}  // namespace upsurge::cli
