#include "pages/plain_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "scenarios/csv.h"
#include "scenarios/csv_sheet.h"
#include "studies/durable_file.h"

namespace upsurge {
namespace {

const std::string no_text;

std::size_t position_of(const PlainTable& table, std::string_view column) {
    return static_cast<std::size_t>(std::find(table.head.begin(), table.head.end(), column) -
                                    table.head.begin());
}

}  // namespace

bool PlainTable::has(std::string_view column) const {
    return position_of(*this, column) < head.size();
}

const std::string& PlainTable::text(std::size_t row, std::string_view column) const {
    const std::size_t at = position_of(*this, column);
    return at < head.size() ? rows[row][at] : no_text;
}

std::optional<double> PlainTable::number(std::size_t row, std::string_view column) const {
    return parse_number(text(row, column));
}

Json PlainTable::number_json(std::size_t row, std::string_view column) const {
    const std::optional<double> value = number(row, column);
    return value ? Json(*value) : Json(nullptr);
}

Result<std::optional<PlainTable>> read_plain_table(const std::filesystem::path& file) {
    return read_plain_table(file, {});
}

Result<std::optional<PlainTable>> read_plain_table(const std::filesystem::path& file,
                                                   const std::vector<std::string>& needed) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return std::optional<PlainTable>();
    }
    const Result<std::string> text = read_whole(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    ProblemList problems;
    const CsvTable read = parse_csv(*text, file.string(), problems);
    PlainTable table;
    for (const CsvCell& cell : read.header) {
        table.head.push_back(cell.text);
    }
    for (const CsvRow& row : read.rows) {
        std::vector<std::string>& cells = table.rows.emplace_back();
        for (const CsvCell& cell : row.cells) {
            cells.push_back(cell.text);
        }
    }
    for (const std::string& column : needed) {
        if (!table.has(column)) {
            problems.add(file.string(), {1, 0}, fmt::format("the column '{}' is missing", column), {},
                         "make the table again with this program");
        }
    }
    if (Problems faults = problems.sorted(); !faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return std::optional<PlainTable>(std::move(table));
}

Json plain_table_json(const std::optional<PlainTable>& table) {
    if (!table || table->rows.empty()) {
        return nullptr;
    }
    Json rows = Json::array();
    for (const std::vector<std::string>& cells : table->rows) {
        Json row = Json::array();
        for (const std::string& cell : cells) {
            const std::optional<double> number = parse_number(cell);
            row.push_back(cell.empty() ? Json(nullptr) : number ? Json(*number) : Json(cell));
        }
        rows.push_back(std::move(row));
    }
    return {{"head", table->head}, {"rows", std::move(rows)}};
}

std::vector<std::string> parts_of(std::string_view cell, char separator) {
    std::vector<std::string> parts;
    while (!cell.empty()) {
        const std::size_t end = std::min(cell.find(separator), cell.size());
        std::string_view part = cell.substr(0, end);
        while (!part.empty() && part.front() == ' ') {
            part.remove_prefix(1);
        }
        while (!part.empty() && part.back() == ' ') {
            part.remove_suffix(1);
        }
        if (!part.empty()) {
            parts.emplace_back(part);
        }
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return parts;
}

}  // namespace upsurge
