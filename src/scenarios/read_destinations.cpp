#include <map>

#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr double share_tolerance = 1e-6;
constexpr CsvColumn columns[] = {{"place"}, {"location"}, {"share"}, {"source", false}, {"mark", false}};

/// Leaf ordinal named in a cell; -1 after reporting that there is none.
int find_leaf(const CsvSheet& sheet, std::size_t row, std::string_view column, ScenarioDraft& draft) {
    const std::string& id = sheet.text(row, column);
    const int place = draft.find_place(id, sheet.file(), sheet.at(row, column));
    if (place < 0) {
        return -1;
    }
    const int leaf = draft.model.places[static_cast<std::size_t>(place)].leaf;
    if (leaf < 0) {
        sheet.report(row, column, in_quotes(id) + " is divided into smaller places",
                     "the id of a place where people live");
    }
    return leaf;
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
    const std::vector<std::string> marks = {"", "measured", "literature", "assumed"};
    std::map<int, double> sum;
    std::map<std::pair<int, int>, std::size_t> seen;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const int home = find_leaf(sheet, row, "place", draft);
        const int location = find_leaf(sheet, row, "location", draft);
        const auto share = sheet.number(row, "share", 0, 1);
        sheet.choice(row, "mark", marks);
        if (home < 0 || location < 0 || !share) {
            continue;
        }
        if (home == location) {
            sheet.report(row, "location", "the place and the location are the same",
                         "another place; the rest stays at home by itself");
            continue;
        }
        if (!seen.emplace(std::pair(home, location), row).second) {
            sheet.report(row, "location", "this place and location stand twice", "one row for each pair");
            continue;
        }
        const double before = sum[home];
        sum[home] += *share;
        if (before <= 1 + share_tolerance && sum[home] > 1 + share_tolerance) {
            sheet.report(row, "share",
                         "with this row the shares of " + in_quotes(sheet.text(row, "place")) + " sum to " +
                             number_text(sum[home]),
                         "a sum of at most 1; the rest stays at home");
        }
        draft.model.destinations.push_back({home, location, *share});
    }
}

}  // namespace upsurge
