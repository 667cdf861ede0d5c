#include <algorithm>
#include <map>

#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr CsvColumn columns[] = {{"id"},
                                 {"name"},
                                 {"kind"},
                                 {"parent"},
                                 {"latitude"},
                                 {"longitude"},
                                 {"time_zone"},
                                 {"population"},
                                 {"urban_share", false},
                                 {"map_shape", false},
                                 {"resolution", false}};

const std::vector<std::string> kinds = {"country", "region", "city", "town", "remainder", "abroad"};

/// A row of the file. Rows are in the order of the model (parents first), also those of places that do not
/// exist at the wanted resolution.
struct PlaceRow {
    Place place;  ///< its parent is an index among the rows
    ResolutionLevel level = ResolutionLevel::coarse;
    std::size_t row = 0;
    bool has_kind = false;
};

/// May be divided and be part of a place that is no region.
bool is_settlement(PlaceKind kind) {
    return kind == PlaceKind::city || kind == PlaceKind::town || kind == PlaceKind::remainder;
}

PlaceRow read_row(const CsvSheet& sheet, std::size_t row, ScenarioDraft& draft) {
    PlaceRow result;
    result.row = row;
    Place& place = result.place;
    place.id = sheet.text(row, "id");
    if (sheet.id(row, "id") && draft.known_places.contains(place.id)) {
        sheet.report(row, "id", "the place " + in_quotes(place.id) + " is there twice", "an id used once");
    }
    place.name = sheet.text(row, "name");
    if (place.name.empty()) {
        sheet.report(row, "name", "the name is empty", "a name for people to read");
    }
    if (const auto kind = sheet.choice(row, "kind", kinds)) {
        place.kind = static_cast<PlaceKind>(*kind);
        result.has_kind = true;
    }
    if (const auto latitude = sheet.number(row, "latitude", -90, 90)) {
        place.latitude = *latitude;
    }
    if (const auto longitude = sheet.number(row, "longitude", -180, 180)) {
        place.longitude = *longitude;
    }
    Result<int> offset = parse_utc_offset(sheet.text(row, "time_zone"));
    if (offset) {
        place.utc_offset_minutes = *offset;
    } else {
        const Problem& problem = offset.error().front();
        sheet.report(row, "time_zone", problem.what, problem.expected,
                     "zone names are not read: the offset must be fixed");
    }
    if (const auto population = sheet.whole(row, "population", 1, limits::population_max)) {
        place.population = *population;
    }
    if (!sheet.is_empty(row, "urban_share")) {
        place.urban_share = sheet.number(row, "urban_share", 0, 1).value_or(0);
    }
    place.map_shape = sheet.text(row, "map_shape");
    result.level = draft.read_level(sheet, row, ResolutionLevel::coarse);
    if (result.has_kind && !is_settlement(place.kind) && result.level != ResolutionLevel::coarse) {
        sheet.report(
            row, "resolution",
            "a place of kind " + kinds[static_cast<std::size_t>(place.kind)] + " exists at every resolution",
            "an empty cell");
        result.level = ResolutionLevel::coarse;
    }
    return result;
}

void link_parent(const CsvSheet& sheet, PlaceRow& row, const std::vector<PlaceRow>& rows,
                 ScenarioDraft& draft) {
    const std::string& parent = sheet.text(row.row, "parent");
    if (!row.has_kind) {
        return;
    }
    if (row.place.kind == PlaceKind::country) {
        if (!parent.empty()) {
            sheet.report(row.row, "parent", "the country has a parent, " + in_quotes(parent),
                         "an empty cell");
        }
        return;
    }
    const bool settlement = is_settlement(row.place.kind);
    const std::string expected =
        settlement ? "the id of a place of kind region, or of one that this place is a part of at a finer "
                     "resolution"
                   : "the id of a place of kind country";
    if (parent.empty()) {
        sheet.report(row.row, "parent", "the parent is empty", expected);
        return;
    }
    const KnownPlace* found = draft.find_place(parent, sheet.file(), sheet.at(row.row, "parent"));
    if (found == nullptr) {
        return;
    }
    const PlaceRow& above = rows[static_cast<std::size_t>(found->place)];
    if (!above.has_kind) {
        return;
    }
    // Below a region each place is coarser than its parts: no circle can close.
    const bool fits = settlement ? above.place.kind == PlaceKind::region ||
                                       (is_settlement(above.place.kind) && above.level < row.level)
                                 : above.place.kind == PlaceKind::country;
    if (!fits) {
        sheet.report(row.row, "parent",
                     "the parent " + in_quotes(parent) + " is a " +
                         kinds[static_cast<std::size_t>(above.place.kind)] +
                         (is_settlement(above.place.kind) ? " of resolution " + name_of(above.level) : ""),
                     expected);
        return;
    }
    row.place.parent = found->place;
}

/// The parts of a place have its people between them, and all begin at one resolution.
void check_parts(const CsvSheet& sheet, const std::vector<PlaceRow>& rows, ScenarioDraft& draft) {
    std::vector<std::int64_t> sum(rows.size(), 0);
    std::vector<int> parts(rows.size(), 0);
    std::vector<const PlaceRow*> first_part(rows.size(), nullptr);
    for (const PlaceRow& row : rows) {
        if (row.place.parent < 0 || row.place.kind == PlaceKind::abroad) {
            continue;
        }
        const auto parent = static_cast<std::size_t>(row.place.parent);
        sum[parent] += row.place.population;
        ++parts[parent];
        if (first_part[parent] == nullptr) {
            first_part[parent] = &row;
        } else if (first_part[parent]->level != row.level) {
            sheet.report(row.row, "resolution",
                         in_quotes(row.place.id) + " exists from resolution " + name_of(row.level) + " on, " +
                             in_quotes(first_part[parent]->place.id) + " beside it from " +
                             name_of(first_part[parent]->level),
                         "one resolution for all parts of " + in_quotes(rows[parent].place.id));
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (parts[i] > 0 && sum[i] != rows[i].place.population) {
            draft.problems.add(sheet.file(), sheet.at(rows[i].row, "population"),
                               "the population is " + std::to_string(rows[i].place.population) + " but the " +
                                   std::to_string(parts[i]) + " places within have " + std::to_string(sum[i]),
                               "the sum of the places within",
                               "difference " + std::to_string(rows[i].place.population - sum[i]));
        }
    }
}

/// Rows so that the country comes first and each place after the one it lies in, else as they stand. A row
/// waits for its parent and never moves it, so finer places do not change the order of coarser ones.
std::vector<std::size_t> parents_first(const CsvSheet& sheet) {
    std::map<std::string_view, std::size_t> row_of_id;
    std::vector<std::size_t> as_written;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        row_of_id.try_emplace(sheet.text(row, "id"), row);
        as_written.push_back(row);
    }
    std::stable_partition(as_written.begin(), as_written.end(),
                          [&](std::size_t row) { return sheet.text(row, "kind") == "country"; });
    std::vector<std::size_t> order;
    std::vector<bool> placed(sheet.rows(), false);
    std::vector<std::vector<std::size_t>> waiting(sheet.rows());  // [parent]
    for (const std::size_t row : as_written) {
        const auto parent = row_of_id.find(sheet.text(row, "parent"));
        if (parent != row_of_id.end() && !placed[parent->second]) {
            waiting[parent->second].push_back(row);
            continue;
        }
        std::vector<std::size_t> now = {row};
        while (!now.empty()) {
            const std::size_t next = now.back();
            now.pop_back();
            placed[next] = true;
            order.push_back(next);
            now.insert(now.end(), waiting[next].rbegin(), waiting[next].rend());
        }
    }
    for (const std::size_t row : as_written) {  // circles, which are reported later
        if (!placed[row]) {
            order.push_back(row);
        }
    }
    return order;
}

/// Moves the places of the wanted resolution into the model and says of every id where it stands there.
void keep_existing(const CsvSheet& sheet, std::vector<PlaceRow>& rows, ScenarioDraft& draft) {
    std::vector<int> nearest(rows.size(), -1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        PlaceRow& row = rows[i];
        const int above = row.place.parent >= 0 ? nearest[static_cast<std::size_t>(row.place.parent)] : -1;
        const bool exists = draft.used(row.level);
        nearest[i] = exists ? static_cast<int>(draft.model.places.size()) : above;
        KnownPlace& known = draft.known_places[row.place.id];
        if (known.place == static_cast<int>(i)) {
            known.place = exists ? nearest[i] : -1;
            known.nearest = nearest[i];
        }
        if (exists) {
            // A place abroad stands beside the country, so nothing adds it to the country.
            row.place.parent = row.place.kind == PlaceKind::abroad ? -1 : above;
            draft.map_shape_at.push_back(sheet.at(row.row, "map_shape"));
            draft.place_levels.push_back(row.level);
            draft.model.places.push_back(std::move(row.place));
        }
    }
}

void number_leaves(ScenarioDraft& draft) {
    std::vector<Place>& places = draft.model.places;
    std::vector<bool> has_children(places.size(), false);
    for (const Place& place : places) {
        if (place.parent >= 0) {
            has_children[static_cast<std::size_t>(place.parent)] = true;
        }
    }
    draft.leaves_under.assign(places.size(), {});
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (has_children[i]) {
            continue;
        }
        places[i].leaf = static_cast<int>(draft.model.leaves.size());
        draft.model.leaves.push_back(static_cast<int>(i));
        for (int above = static_cast<int>(i); above >= 0;
             above = places[static_cast<std::size_t>(above)].parent) {
            draft.leaves_under[static_cast<std::size_t>(above)].push_back(places[i].leaf);
        }
    }
    draft.model.layout.places = static_cast<int>(draft.model.leaves.size());
}

}  // namespace

void read_places(std::string_view text, ScenarioDraft& draft) {
    const std::string file = draft.shown("places.csv");
    const std::size_t problems_before = draft.problems.size();
    const CsvSheet sheet(text, file, columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    if (sheet.rows() > limits::places_max) {
        draft.problems.add(file, {sheet.line(limits::places_max), 0},
                           "there are more than " + std::to_string(limits::places_max) + " places",
                           "fewer places");
        return;
    }
    std::vector<PlaceRow> rows;
    for (const std::size_t row : parents_first(sheet)) {
        rows.push_back(read_row(sheet, row, draft));
        draft.known_places.try_emplace(rows.back().place.id,
                                       KnownPlace{rows.back().level, static_cast<int>(rows.size()) - 1, -1});
    }
    draft.place_ids_known = sheet.complete();
    int countries = 0;
    for (PlaceRow& row : rows) {
        if (row.has_kind && row.place.kind == PlaceKind::country && ++countries > 1) {
            sheet.report(row.row, "kind", "there is more than one country", "one row of kind country");
        }
        link_parent(sheet, row, rows, draft);
    }
    if (countries == 0) {
        draft.problems.add(file, {}, "there is no country", "one row of kind country, its parent empty");
    }
    if (sheet.complete() && draft.problems.size() == problems_before) {
        check_parts(sheet, rows, draft);
    }
    keep_existing(sheet, rows, draft);
    number_leaves(draft);
    draft.places_trusted = draft.problems.size() == problems_before;
}

}  // namespace upsurge
