/// What the tables of listed things (workplaces, units, facilities) have in common: ids, places, weapons.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/csv_sheet.h"
#include "scenarios/scenario_draft.h"
#include "society/weapons.h"

namespace upsurge {

/// Checks what every row of such a table has: an id used once, a name, a mark.
class ListedRows {
  public:
    /// @param one  what a row is, for messages: "workplace"
    ListedRows(const CsvSheet& sheet, std::string one) : sheet_(sheet), one_(std::move(one)) {}

    /// The id of a row; nothing after reporting what is wrong with it.
    std::optional<std::string> id(std::size_t row);
    /// Takes an id that the table did not write but that follows from a row; false after reporting that it
    /// is taken.
    bool take(std::size_t row, const std::string& id);
    std::string name(std::size_t row) const;
    void check_mark(std::size_t row) const;
    /// The optional column `known_from`; 0, from the start, where nothing is written.
    std::int64_t known_from(std::size_t row) const;

  private:
    const CsvSheet& sheet_;
    std::string one_;
    std::set<std::string, std::less<>> seen_;
};

/// Where the people of a row are at the wanted resolution: the leaf that the cell `place` names, or the one
/// that holds it. Nothing after reporting what is wrong, or if places cannot be known.
std::optional<int> read_leaf(const CsvSheet& sheet, std::size_t row, ScenarioDraft& draft);

/// Four columns named after the types of weapons, whole numbers from 0 on.
std::optional<WeaponCounts> read_weapons(const CsvSheet& sheet, std::size_t row);

/// An inline table of weapons in TOML, every type optional. Reports what is wrong.
WeaponCounts read_weapons(TomlReader& reader, std::string_view key, const std::string& file,
                          ScenarioDraft& draft);

/// Names of the services, as cells may have them.
const std::vector<std::string>& service_choices();

/// True if the mechanism is on, so that a table that is absent is worth a word.
bool is_on(const ScenarioDraft& draft, std::string_view mechanism);

}  // namespace upsurge
