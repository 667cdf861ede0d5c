#include "scenarios/csv.h"

#include "scenarios/limits.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

/// Walks over the text character by character, keeping line and column.
class CsvScanner {
  public:
    CsvScanner(std::string_view text, const std::string& file, ProblemList& problems)
        : text_(text), file_(file), problems_(problems) {
        if (text_.starts_with("\xef\xbb\xbf")) {
            position_ = 3;
        }
    }

    bool at_end() const { return position_ >= text_.size(); }
    int line() const { return line_; }
    bool stopped() const { return stopped_; }

    /// The next row; empty for a line with nothing on it.
    std::vector<CsvCell> next_row() {
        row_start_ = position_;
        std::vector<CsvCell> cells;
        if (skip_line_end()) {
            return cells;
        }
        for (;;) {
            cells.push_back(next_cell());
            if (stopped_) {
                return cells;
            }
            if (cells.size() > limits::csv_columns_max) {
                stop({line_, column_},
                     "this row has more than " + std::to_string(limits::csv_columns_max) + " cells",
                     "at most " + std::to_string(limits::csv_columns_max) + " columns");
                return cells;
            }
            if (!at_end() && text_[position_] == ',') {
                advance();
                continue;
            }
            skip_line_end();
            return cells;
        }
    }

  private:
    void stop(TextPosition at, std::string what, std::string expected) {
        problems_.add(file_, at, std::move(what), std::move(expected), "the rest of the file was not read");
        stopped_ = true;
    }

    void advance() {
        if (text_[position_] == '\n') {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(text_[position_]) & 0xc0) != 0x80) {
            ++column_;
        }
        ++position_;
        // The column moves on only at the first byte of a character; skip its other bytes with it.
        while (!at_end() && (static_cast<unsigned char>(text_[position_]) & 0xc0) == 0x80) {
            ++position_;
        }
    }

    bool at_line_end() const {
        return at_end() || text_[position_] == '\n' ||
               (text_[position_] == '\r' && (position_ + 1 == text_.size() || text_[position_ + 1] == '\n'));
    }

    bool skip_line_end() {
        if (at_end() || !at_line_end()) {
            return false;
        }
        if (text_[position_] == '\r') {
            advance();
        }
        if (!at_end()) {
            advance();
        }
        return true;
    }

    bool too_long(TextPosition start, std::size_t cell_start) {
        if (position_ - cell_start > limits::csv_cell_bytes_max) {
            stop(start, "this cell is longer than " + std::to_string(limits::csv_cell_bytes_max) + " bytes",
                 "shorter cells");
        } else if (position_ - row_start_ > limits::csv_line_bytes_max) {
            stop({start.line, 0},
                 "this row is longer than " + std::to_string(limits::csv_line_bytes_max) + " bytes",
                 "shorter rows");
        }
        return stopped_;
    }

    CsvCell next_cell() {
        CsvCell cell;
        cell.at = {line_, column_};
        const std::size_t start = position_;
        if (!at_end() && text_[position_] == '"') {
            read_quoted(cell, start);
        }
        bool stray = false;
        while (!stopped_ && !at_line_end() && text_[position_] != ',') {
            const std::size_t from = position_;
            if ((text_[position_] == '"' || text_[start] == '"') && !stray) {
                stray = true;
                problems_.add(file_, {line_, column_},
                              text_[start] == '"' ? "text follows the closing quote"
                                                  : "a quote inside an unquoted cell",
                              "quotes around the whole cell, quotes within it doubled");
            }
            advance();
            cell.text += text_.substr(from, position_ - from);
            too_long(cell.at, start);
        }
        return cell;
    }

    void read_quoted(CsvCell& cell, std::size_t start) {
        advance();
        for (;;) {
            if (at_end()) {
                stop(cell.at, "the quote opened here is never closed", "a closing quote");
                return;
            }
            if (text_[position_] == '"') {
                advance();
                if (at_end() || text_[position_] != '"') {
                    return;
                }
            }
            const std::size_t from = position_;
            advance();
            cell.text += text_.substr(from, position_ - from);
            if (too_long(cell.at, start)) {
                return;
            }
        }
    }

    std::string_view text_;
    const std::string& file_;
    ProblemList& problems_;
    std::size_t position_ = 0;
    std::size_t row_start_ = 0;
    int line_ = 1;
    int column_ = 1;
    bool stopped_ = false;
};

}  // namespace

CsvTable parse_csv(std::string_view text, const std::string& file, ProblemList& problems) {
    CsvTable table;
    if (text.size() > limits::csv_bytes_max) {
        problems.add(file, {},
                     "the file has more than " + std::to_string(limits::csv_bytes_max >> 20) + " MiB");
        return table;
    }
    if (auto at = find_invalid_utf8(text)) {
        problems.add(file, *at, "this is not valid UTF-8", "a file saved as UTF-8");
        return table;
    }
    CsvScanner scanner(text, file, problems);
    while (!scanner.at_end() && !scanner.stopped()) {
        const int line = scanner.line();
        std::vector<CsvCell> cells = scanner.next_row();
        if (cells.empty() || scanner.stopped()) {
            continue;
        }
        if (table.header.empty()) {
            table.header = std::move(cells);
            continue;
        }
        if (cells.size() != table.header.size()) {
            problems.add(
                file, {line, cells.size() > table.header.size() ? cells[table.header.size()].at.column : 0},
                "this row has " + std::to_string(cells.size()) + " cells",
                std::to_string(table.header.size()) + " cells, as the header has",
                "a comma inside a cell needs quotes around the cell");
            table.complete = false;
            continue;
        }
        if (table.rows.size() == limits::csv_rows_max) {
            problems.add(file, {line, 0},
                         "the file has more than " + std::to_string(limits::csv_rows_max) + " rows", {},
                         "the rest of the file was not read");
            break;
        }
        table.rows.push_back({std::move(cells), line});
    }
    table.complete = table.complete && !scanner.stopped();
    if (table.header.empty() && !scanner.stopped()) {
        problems.add(file, {1, 1}, "the file is empty", "a header line with the names of the columns");
    }
    return table;
}

std::string format_csv_row(const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) {
            row += ',';
        }
        const bool alone_and_empty = cells.size() == 1 && cells[0].empty();
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos && !cells[i].starts_with("\xef\xbb\xbf") &&
            !alone_and_empty) {
            row += cells[i];
            continue;
        }
        row += '"';
        for (char c : cells[i]) {
            row += c;
            if (c == '"') {
                row += '"';
            }
        }
        row += '"';
    }
    return row;
}

}  // namespace upsurge
