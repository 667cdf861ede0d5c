#include <map>
#include <set>
#include <tuple>

#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr double share_tolerance = 1e-6;
constexpr CsvColumn columns[] = {{"place"},         {"location"},    {"share"},
                                 {"source", false}, {"mark", false}, {"resolution", false}};

struct DestinationRow {
    int home = -1;
    int location = -1;
    double share = 0;
};

/// A place named in a cell of a row that is used from `level` on; null after reporting that there is none.
const KnownPlace* find_place(const CsvSheet& sheet, std::size_t row, std::string_view column,
                             ResolutionLevel level, ScenarioDraft& draft) {
    const std::string& id = sheet.text(row, column);
    const KnownPlace* known = draft.find_place(id, sheet.file(), sheet.at(row, column));
    if (known != nullptr && known->level > level) {
        sheet.report(row, column,
                     in_quotes(id) + " exists only at resolution " + name_of(known->level) + " and finer",
                     "resolution " + name_of(known->level) +
                         " in this row, or a place that exists wherever the row is used");
        return nullptr;
    }
    return known;
}

std::vector<DestinationRow> read_rows(const CsvSheet& sheet, ScenarioDraft& draft) {
    std::vector<DestinationRow> rows;
    const std::vector<std::string> marks = {"", "measured", "literature", "assumed"};
    std::map<std::pair<ResolutionLevel, std::string>, double> sum;
    std::set<std::tuple<ResolutionLevel, std::string, std::string>> seen;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const ResolutionLevel level = draft.read_level(sheet, row, ResolutionLevel::fine);
        const std::string& home_id = sheet.text(row, "place");
        const std::string& location_id = sheet.text(row, "location");
        const KnownPlace* home = find_place(sheet, row, "place", level, draft);
        const KnownPlace* location = find_place(sheet, row, "location", level, draft);
        const auto share = sheet.number(row, "share", 0, 1);
        sheet.choice(row, "mark", marks);
        if (home == nullptr || location == nullptr || !share) {
            continue;
        }
        if (home == location) {
            sheet.report(row, "location", "the place and the location are the same",
                         "another place; the rest stays at home by itself");
            continue;
        }
        if (!seen.emplace(level, home_id, location_id).second) {
            sheet.report(row, "location", "this place and location stand twice", "one row for each pair");
            continue;
        }
        double& total = sum[{level, home_id}];
        const double before = total;
        total += *share;
        if (before <= 1 + share_tolerance && total > 1 + share_tolerance) {
            sheet.report(
                row, "share",
                "with this row the shares of " + in_quotes(home_id) + " sum to " + number_text(total),
                "a sum of at most 1; the rest stays at home");
        }
        if (draft.used(level)) {
            rows.push_back({home->place, location->place, *share});
        }
    }
    return rows;
}

/// Rows naming larger places hold for the places within them that have no nearer rows; what goes to a larger
/// place is spread over the places within it by their people.
void spread_over_leaves(const std::vector<DestinationRow>& rows, ScenarioDraft& draft) {
    Model& model = draft.model;
    std::map<int, std::vector<const DestinationRow*>> of_home;
    for (const DestinationRow& row : rows) {
        of_home[row.home].push_back(&row);
    }
    for (std::size_t leaf = 0; leaf < model.leaves.size(); ++leaf) {
        int home = model.leaves[leaf];
        while (home >= 0 && !of_home.contains(home)) {
            home = model.places[static_cast<std::size_t>(home)].parent;
        }
        if (home < 0) {
            continue;
        }
        std::map<int, double> shares;  // by location
        for (const DestinationRow* row : of_home[home]) {
            const auto people =
                static_cast<double>(model.places[static_cast<std::size_t>(row->location)].population);
            for (const int there : draft.leaves_under[static_cast<std::size_t>(row->location)]) {
                const int place = model.leaves[static_cast<std::size_t>(there)];
                if (place == model.leaves[leaf]) {
                    continue;
                }
                shares[there] +=
                    place == row->location
                        ? row->share
                        : row->share *
                              static_cast<double>(model.places[static_cast<std::size_t>(place)].population) /
                              people;
            }
        }
        for (const auto& [there, share] : shares) {
            model.destinations.push_back({static_cast<int>(leaf), there, share});
        }
    }
}

}  // namespace

void read_destinations(std::optional<std::string_view> text, ScenarioDraft& draft) {
    if (!text) {
        draft.defaults_used.push_back("Everybody protests where they live (there is no destinations.csv).");
        return;
    }
    const CsvSheet sheet(*text, draft.shown("destinations.csv"), columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    const std::vector<DestinationRow> rows = read_rows(sheet, draft);
    if (!draft.places_trusted) {
        return;
    }
    spread_over_leaves(rows, draft);
    if (draft.model.destinations.empty()) {
        draft.defaults_used.push_back(
            "Everybody protests where they live (destinations.csv has no row for this resolution).");
    }
}

}  // namespace upsurge
