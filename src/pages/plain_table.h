/// A table of a study as it stands in its file, whatever its columns: for tables that the page shows and does
/// not compute with.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pages/page_json.h"
#include "upsurge/result.h"

namespace upsurge {

struct PlainTable {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;  ///< as many cells as the head has

    bool has(std::string_view column) const;
    /// The cell; empty when there is no such column.
    const std::string& text(std::size_t row, std::string_view column) const;
    /// The cell as a number; nothing when it is none.
    std::optional<double> number(std::size_t row, std::string_view column) const;
    /// As JSON: a number or null.
    Json number_json(std::size_t row, std::string_view column) const;
};

/// Nothing when there is no such file. Fails when it cannot be read or its rows differ in length.
Result<std::optional<PlainTable>> read_plain_table(const std::filesystem::path& file);

/// As above; every column of `needed` must be there, whatever else is.
Result<std::optional<PlainTable>> read_plain_table(const std::filesystem::path& file,
                                                   const std::vector<std::string>& needed);

/// {"head": [...], "rows": [[...], ...]}: cells that are numbers as numbers, empty ones as null.
Json plain_table_json(const std::optional<PlainTable>& table);

/// The parts of a cell that holds several, without empty ones.
std::vector<std::string> parts_of(std::string_view cell, char separator);

}  // namespace upsurge
