/// Our CSV reader: RFC 4180 with every cell's line and column kept.
///
/// Comma separated, quotes around a cell that holds commas, quotes (doubled) or line breaks; lines end in LF
/// or CRLF; a byte order mark at the start is skipped; lines with nothing on them are skipped. The first row
/// is the header. All faults are reported, each at its place: a row with a wrong number of cells is left
/// out, everything else is kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/problem_list.h"

namespace upsurge {

struct CsvCell {
    std::string text;  ///< without the quotes
    TextPosition at;   ///< of the cell's first character (its opening quote if it is quoted)
};

struct CsvRow {
    std::vector<CsvCell> cells;  ///< as many as the header has
    int line = 0;
};

struct CsvTable {
    std::vector<CsvCell> header;
    std::vector<CsvRow> rows;
    bool complete = true;  ///< no row was left out
};

/// Reads a table from text. An empty header means that nothing could be read (and that a problem says why).
CsvTable parse_csv(std::string_view text, const std::string& file, ProblemList& problems);

/// One row of cells as CSV text, quoted where needed, without a line end.
std::string format_csv_row(const std::vector<std::string>& cells);

}  // namespace upsurge
