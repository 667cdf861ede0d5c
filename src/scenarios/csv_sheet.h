/// A CSV table with known columns: cells by column name, read as numbers, choices, ids.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/csv.h"
#include "scenarios/instant.h"

namespace upsurge {

struct CsvColumn {
    const char* name;
    bool required = true;  ///< a table without an optional column is read as if its cells were empty
};

class CsvSheet {
  public:
    /// Checks the header: unknown, missing and doubled columns are problems. A misspelt column is reported
    /// and then read as the one it is nearest to, so that the rest of the file can still be checked.
    CsvSheet(std::string_view text, const std::string& file, std::span<const CsvColumn> columns,
             ProblemList& problems);

    /// All required columns are there and rows can be read.
    bool readable() const { return readable_; }
    /// No row of the file was left out: sums over rows and missing ids mean something.
    bool complete() const { return readable_ && table_.complete; }
    std::size_t rows() const { return table_.rows.size(); }
    int line(std::size_t row) const { return table_.rows[row].line; }
    const std::string& file() const { return file_; }

    /// The cell; an empty one at the row's start if the column is missing.
    const std::string& text(std::size_t row, std::string_view column) const;
    TextPosition at(std::size_t row, std::string_view column) const;
    bool is_empty(std::size_t row, std::string_view column) const { return text(row, column).empty(); }

    /// Each returns nothing after reporting a problem; an empty cell is one.
    std::optional<double> number(std::size_t row, std::string_view column, double lowest,
                                 double highest) const;
    std::optional<std::int64_t> whole(std::size_t row, std::string_view column, std::int64_t lowest,
                                      std::int64_t highest) const;
    std::optional<WrittenInstant> instant(std::size_t row, std::string_view column) const;
    /// Ordinal of the cell's text among the choices.
    std::optional<int> choice(std::size_t row, std::string_view column,
                              std::span<const std::string> choices) const;
    /// An id: letters, digits, "-", "_", ".", at most 64 of them.
    std::optional<std::string> id(std::size_t row, std::string_view column) const;

    void report(std::size_t row, std::string_view column, std::string what, std::string expected = {},
                std::string hint = {}) const;

  private:
    int index_of(std::string_view column) const;

    CsvTable table_;
    std::string file_;
    std::vector<std::string> names_;  ///< known columns
    std::vector<int> indices_;        ///< where each known column stands; -1: nowhere
    ProblemList& problems_;
    bool readable_ = false;
};

/// What is wrong with an id; nothing if it is fine.
std::optional<Problem> fault_of_id(std::string_view id);

/// A finite number written in decimal notation, the whole text.
std::optional<double> parse_number(std::string_view text);

}  // namespace upsurge
