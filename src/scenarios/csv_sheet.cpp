#include "scenarios/csv_sheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

const std::string no_text;

std::string range_text(std::string_view what, const std::string& lowest, const std::string& highest) {
    return std::string(what) + " from " + lowest + " to " + highest;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    const bool plus = text.starts_with('+') && !text.starts_with("+-");
    const char* begin = text.data() + (plus ? 1 : 0);
    const char* end = text.data() + text.size();
    auto [stop, error] = std::from_chars(begin, end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

std::optional<Problem> fault_of_id(std::string_view id) {
    const bool good =
        !id.empty() && id.size() <= limits::id_bytes_max && std::all_of(id.begin(), id.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                   c == '_' || c == '.';
        });
    if (good) {
        return std::nullopt;
    }
    Problem problem;
    problem.what = id.empty() ? "the id is empty" : in_quotes(id) + " cannot be an id";
    problem.expected =
        "1 to " + std::to_string(limits::id_bytes_max) + " letters a-z, digits, '-', '_' or '.'";
    return problem;
}

CsvSheet::CsvSheet(std::string_view text, const std::string& file, std::span<const CsvColumn> columns,
                   ProblemList& problems)
    : table_(parse_csv(text, file, problems)), file_(file), problems_(problems) {
    for (const CsvColumn& column : columns) {
        names_.emplace_back(column.name);
    }
    indices_.assign(names_.size(), -1);
    if (table_.header.empty()) {
        return;
    }
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
        const CsvCell& cell = table_.header[i];
        const auto known = std::find(names_.begin(), names_.end(), cell.text);
        if (known == names_.end()) {
            unknown.push_back(i);
            continue;
        }
        int& index = indices_[static_cast<std::size_t>(known - names_.begin())];
        if (index >= 0) {
            problems_.add(file_, cell.at, "the column " + in_quotes(cell.text) + " stands twice",
                          "each column once");
        } else {
            index = static_cast<int>(i);
        }
    }
    for (std::size_t i : unknown) {
        const CsvCell& cell = table_.header[i];
        std::vector<std::string> missing;
        for (std::size_t k = 0; k < names_.size(); ++k) {
            if (indices_[k] < 0) {
                missing.push_back(names_[k]);
            }
        }
        const std::string meant = nearest_name(cell.text, missing);
        problems_.add(
            file_, cell.at, "unknown column " + in_quotes(cell.text), {},
            meant.empty() ? nearest_name_hint(cell.text, names_) : "did you mean " + in_quotes(meant) + "?");
        if (!meant.empty()) {
            const auto known = std::find(names_.begin(), names_.end(), meant);
            indices_[static_cast<std::size_t>(known - names_.begin())] = static_cast<int>(i);
        }
    }
    readable_ = true;
    for (std::size_t k = 0; k < names_.size(); ++k) {
        if (indices_[k] < 0 && columns[k].required) {
            problems_.add(file_, {table_.header[0].at.line, 0}, "there is no column " + in_quotes(names_[k]),
                          "a column named " + names_[k]);
            readable_ = false;
        }
    }
}

int CsvSheet::index_of(std::string_view column) const {
    const auto known = std::find(names_.begin(), names_.end(), column);
    UPSURGE_CHECK(known != names_.end(), "a column that the sheet does not know");
    return indices_[static_cast<std::size_t>(known - names_.begin())];
}

const std::string& CsvSheet::text(std::size_t row, std::string_view column) const {
    const int index = index_of(column);
    return index < 0 ? no_text : table_.rows[row].cells[static_cast<std::size_t>(index)].text;
}

TextPosition CsvSheet::at(std::size_t row, std::string_view column) const {
    const int index = index_of(column);
    return index < 0 ? TextPosition{line(row), 0}
                     : table_.rows[row].cells[static_cast<std::size_t>(index)].at;
}

void CsvSheet::report(std::size_t row, std::string_view column, std::string what, std::string expected,
                      std::string hint) const {
    problems_.add(file_, at(row, column), std::move(what), std::move(expected), std::move(hint));
}

std::optional<double> CsvSheet::number(std::size_t row, std::string_view column, double lowest,
                                       double highest) const {
    const std::string& cell = text(row, column);
    const std::optional<double> value = parse_number(cell);
    if (value && *value >= lowest && *value <= highest) {
        return value;
    }
    std::string expected = std::isinf(lowest) && std::isinf(highest) ? "a finite number"
                           : std::isinf(highest)
                               ? "a number of at least " + number_text(lowest)
                               : range_text("a number", number_text(lowest), number_text(highest));
    if (cell.empty()) {
        report(row, column, std::string(column) + " is empty", std::move(expected));
    } else {
        report(row, column, std::string(column) + " is " + in_quotes(cell), std::move(expected));
    }
    return std::nullopt;
}

std::optional<std::int64_t> CsvSheet::whole(std::size_t row, std::string_view column, std::int64_t lowest,
                                            std::int64_t highest) const {
    const std::string& cell = text(row, column);
    std::int64_t value = 0;
    auto [stop, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error == std::errc() && stop == cell.data() + cell.size() && value >= lowest && value <= highest) {
        return value;
    }
    report(row, column,
           std::string(column) + (cell.empty() ? std::string(" is empty") : " is " + in_quotes(cell)),
           range_text("a whole number", std::to_string(lowest), std::to_string(highest)));
    return std::nullopt;
}

std::optional<WrittenInstant> CsvSheet::instant(std::size_t row, std::string_view column) const {
    const std::string& cell = text(row, column);
    if (cell.empty()) {
        report(row, column, std::string(column) + " is empty",
               "a date and time with offset such as 2022-01-05T14:30+06:00");
        return std::nullopt;
    }
    Result<WrittenInstant> parsed = parse_instant(cell);
    if (!parsed) {
        problems_.add(file_, at(row, column), parsed.error().front());
        return std::nullopt;
    }
    return *parsed;
}

std::optional<int> CsvSheet::choice(std::size_t row, std::string_view column,
                                    std::span<const std::string> choices) const {
    const std::string& cell = text(row, column);
    const auto found = std::find(choices.begin(), choices.end(), cell);
    if (found != choices.end()) {
        return static_cast<int>(found - choices.begin());
    }
    const std::vector<std::string> names(choices.begin(), choices.end());
    report(row, column,
           std::string(column) + (cell.empty() ? std::string(" is empty") : " is " + in_quotes(cell)),
           joined(names, "or"),
           nearest_name(cell, names).empty() ? std::string() : nearest_name_hint(cell, names));
    return std::nullopt;
}

std::optional<std::string> CsvSheet::id(std::size_t row, std::string_view column) const {
    const std::string& cell = text(row, column);
    if (auto fault = fault_of_id(cell)) {
        problems_.add(file_, at(row, column), *fault);
        return std::nullopt;
    }
    return cell;
}

}  // namespace upsurge
