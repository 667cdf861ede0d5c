// Any bytes as CSV: no crash, and what was read reads back from what format_csv_row writes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "scenarios/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    upsurge::ProblemList problems;
    const upsurge::CsvTable table = upsurge::parse_csv(text, "input.csv", problems);
    if (table.header.empty() || !problems.empty()) {
        return 0;
    }
    auto line_of = [](const std::vector<upsurge::CsvCell>& cells) {
        std::vector<std::string> texts;
        for (const upsurge::CsvCell& cell : cells) {
            if (cell.at.line < 1 || cell.at.column < 1) {
                std::abort();
            }
            texts.push_back(cell.text);
        }
        return upsurge::format_csv_row(texts) + "\n";
    };
    std::string written = line_of(table.header);
    for (const upsurge::CsvRow& row : table.rows) {
        if (row.cells.size() != table.header.size()) {
            std::abort();
        }
        written += line_of(row.cells);
    }
    upsurge::ProblemList again_problems;
    const upsurge::CsvTable again = upsurge::parse_csv(written, "again.csv", again_problems);
    // Quotes may make a row longer than a limit; then there are problems and nothing to compare.
    if (!again_problems.empty()) {
        return 0;
    }
    if (again.rows.size() != table.rows.size()) {
        std::abort();
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        for (std::size_t k = 0; k < table.header.size(); ++k) {
            if (again.rows[i].cells[k].text != table.rows[i].cells[k].text) {
                std::abort();
            }
        }
    }
    return 0;
}
