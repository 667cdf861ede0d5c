#include "scenarios/listed_rows.h"

#include <algorithm>

#include "scenarios/limits.h"
#include "scenarios/text.h"

namespace upsurge {

std::optional<std::string> ListedRows::id(std::size_t row) {
    auto id = sheet_.id(row, "id");
    if (id && !take(row, *id)) {
        return std::nullopt;
    }
    return id;
}

bool ListedRows::take(std::size_t row, const std::string& id) {
    if (!seen_.insert(id).second) {
        sheet_.report(row, "id", "the " + one_ + " " + in_quotes(id) + " is there twice", "an id used once");
        return false;
    }
    return true;
}

std::string ListedRows::name(std::size_t row) const {
    if (sheet_.is_empty(row, "name")) {
        sheet_.report(row, "name", "the name is empty", "a name for people to read");
    }
    return sheet_.text(row, "name");
}

void ListedRows::check_mark(std::size_t row) const {
    static const std::vector<std::string> marks = {"", "measured", "literature", "assumed"};
    sheet_.choice(row, "mark", marks);
}

std::int64_t ListedRows::known_from(std::size_t row) const {
    if (sheet_.is_empty(row, "known_from")) {
        return 0;
    }
    const auto known = sheet_.instant(row, "known_from");
    return known ? known->instant : 0;
}

std::optional<int> read_leaf(const CsvSheet& sheet, std::size_t row, ScenarioDraft& draft) {
    const std::string& id = sheet.text(row, "place");
    const KnownPlace* known = draft.find_place(id, sheet.file(), sheet.at(row, "place"));
    if (known == nullptr || known->nearest < 0 || !draft.places_trusted) {
        return std::nullopt;
    }
    const Place& place = draft.model.places[static_cast<std::size_t>(known->nearest)];
    if (place.kind == PlaceKind::abroad) {
        sheet.report(row, "place", in_quotes(id) + " is abroad", "a place of the country");
        return std::nullopt;
    }
    if (place.leaf < 0) {
        sheet.report(row, "place",
                     in_quotes(id) + " is divided at resolution " + name_of(draft.level) +
                         ", so nobody lives there but in its parts",
                     "one of its parts; a coarser run counts it for the place that holds it");
        return std::nullopt;
    }
    return place.leaf;
}

std::optional<WeaponCounts> read_weapons(const CsvSheet& sheet, std::size_t row) {
    WeaponCounts weapons{};
    bool good = true;
    for (int type = 0; type < weapon_type_count; ++type) {
        const auto count =
            sheet.whole(row, weapon_type_names[static_cast<std::size_t>(type)], 0, limits::weapons_max);
        good = good && count.has_value();
        weapons[static_cast<std::size_t>(type)] = static_cast<int>(count.value_or(0));
    }
    return good ? std::optional(weapons) : std::nullopt;
}

WeaponCounts read_weapons(TomlReader& reader, std::string_view key, const std::string& file,
                          ScenarioDraft& draft) {
    WeaponCounts weapons{};
    if (const TomlNode* node = reader.table(key)) {
        TomlReader counts(*node, "'" + std::string(key) + "'", file, draft.problems);
        for (int type = 0; type < weapon_type_count; ++type) {
            if (const auto count = counts.integer(weapon_type_names[static_cast<std::size_t>(type)], 0,
                                                  limits::weapons_max)) {
                weapons[static_cast<std::size_t>(type)] = static_cast<int>(count->value);
            }
        }
        counts.finish();
    }
    return weapons;
}

const std::vector<std::string>& service_choices() {
    static const std::vector<std::string> names(service_names.begin(), service_names.end());
    return names;
}

bool is_on(const ScenarioDraft& draft, std::string_view mechanism) {
    return std::ranges::find(draft.model.mechanisms, mechanism) != draft.model.mechanisms.end();
}

}  // namespace upsurge
