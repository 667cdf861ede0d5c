#include <algorithm>

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
                                 {"map_shape", false}};

const std::vector<std::string> kinds = {"country", "region", "city", "town", "remainder"};

struct PlaceRow {
    Place place;
    std::size_t row = 0;
    bool has_kind = false;
    bool has_population = false;
};

PlaceRow read_row(const CsvSheet& sheet, std::size_t row, ScenarioDraft& draft) {
    PlaceRow result;
    result.row = row;
    Place& place = result.place;
    place.id = sheet.text(row, "id");
    if (sheet.id(row, "id") && draft.place_of_id.contains(place.id)) {
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
        result.has_population = true;
    }
    if (!sheet.is_empty(row, "urban_share")) {
        place.urban_share = sheet.number(row, "urban_share", 0, 1).value_or(0);
    }
    place.map_shape = sheet.text(row, "map_shape");
    return result;
}

/// Which kind the parent of a place must be.
std::string parent_kind(PlaceKind kind) {
    return kind == PlaceKind::region ? "country" : "region";
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
    const std::string expected = "the id of a place of kind " + parent_kind(row.place.kind);
    if (parent.empty()) {
        sheet.report(row.row, "parent", "the parent is empty", expected);
        return;
    }
    const int found = draft.find_place(parent, sheet.file(), sheet.at(row.row, "parent"));
    if (found < 0) {
        return;
    }
    const PlaceRow& above = rows[static_cast<std::size_t>(found)];
    if (above.has_kind && kinds[static_cast<std::size_t>(above.place.kind)] != parent_kind(row.place.kind)) {
        sheet.report(
            row.row, "parent",
            "the parent " + in_quotes(parent) + " is a " + kinds[static_cast<std::size_t>(above.place.kind)],
            expected);
        return;
    }
    if (above.has_kind) {
        row.place.parent = found;
    }
}

void check_sums(const CsvSheet& sheet, const std::vector<PlaceRow>& rows, ScenarioDraft& draft) {
    std::vector<std::int64_t> sum(rows.size(), 0);
    std::vector<int> children(rows.size(), 0);
    std::vector<bool> known(rows.size(), true);
    for (const PlaceRow& row : rows) {
        if (row.place.parent >= 0) {
            const auto parent = static_cast<std::size_t>(row.place.parent);
            sum[parent] += row.place.population;
            ++children[parent];
            known[parent] = known[parent] && row.has_population;
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (children[i] > 0 && known[i] && rows[i].has_population && sum[i] != rows[i].place.population) {
            draft.problems.add(sheet.file(), sheet.at(rows[i].row, "population"),
                               "the population is " + std::to_string(rows[i].place.population) + " but the " +
                                   std::to_string(children[i]) + " places within have " +
                                   std::to_string(sum[i]),
                               "the sum of the places within",
                               "difference " + std::to_string(rows[i].place.population - sum[i]));
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
    // The country comes first in the model wherever it stands in the file.
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        order.push_back(row);
    }
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t row) { return sheet.text(row, "kind") == "country"; });
    std::vector<PlaceRow> rows;
    for (std::size_t row : order) {
        rows.push_back(read_row(sheet, row, draft));
        draft.place_of_id.try_emplace(rows.back().place.id, static_cast<int>(rows.size()) - 1);
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
        check_sums(sheet, rows, draft);
    }
    for (PlaceRow& row : rows) {
        draft.map_shape_at.push_back(sheet.at(row.row, "map_shape"));
        draft.model.places.push_back(std::move(row.place));
    }
    number_leaves(draft);
    draft.places_trusted = draft.problems.size() == problems_before;
}

}  // namespace upsurge
