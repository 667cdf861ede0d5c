#include <map>
#include <utility>

#include "scenarios/limits.h"
#include "scenarios/listed_rows.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr CsvColumn columns[] = {{"id"},
                                 {"name"},
                                 {"place"},
                                 {"stratum"},
                                 {"employees"},
                                 {"organisation"},
                                 {"isolation"},
                                 {"value_added"},
                                 {"source", false},
                                 {"mark", false},
                                 {"known_from", false}};

/// Ordinal of the named stratum, or of the one that holds it at the wanted resolution.
std::optional<int> read_stratum(const CsvSheet& sheet, std::size_t row, const ScenarioDraft& draft) {
    const std::string& id = sheet.text(row, "stratum");
    const auto found = draft.stratum_of_id.find(id);
    if (found == draft.stratum_of_id.end()) {
        if (draft.strata_ids_known) {
            std::vector<std::string> ids;
            for (const KnownStratum& known : draft.known_strata) {
                ids.push_back(known.stratum.id);
            }
            sheet.report(row, "stratum", "unknown stratum " + in_quotes(id),
                         "an id of [[strata]] in scenario.toml",
                         draft.problems.full() ? "" : nearest_name_hint(id, ids));
        }
        return std::nullopt;
    }
    if (!draft.strata_trusted) {
        return std::nullopt;
    }
    if (!draft.known_strata[static_cast<std::size_t>(found->second)].stratum.active) {
        sheet.report(row, "stratum", in_quotes(id) + " takes no part in protest",
                     "a stratum with active = true");
        return std::nullopt;
    }
    for (int known = found->second; known >= 0;
         known = draft.known_strata[static_cast<std::size_t>(known)].within) {
        for (std::size_t s = 0; s < draft.model.strata.size(); ++s) {
            if (draft.model.strata[s].id == draft.known_strata[static_cast<std::size_t>(known)].stratum.id) {
                return static_cast<int>(s);
            }
        }
    }
    sheet.report(row, "stratum", in_quotes(id) + " is divided at resolution " + name_of(draft.level),
                 "one of its parts; a coarser run counts it for the stratum that holds it");
    return std::nullopt;
}

}  // namespace

void read_workplaces(std::optional<std::string_view> text, ScenarioDraft& draft) {
    if (!text) {
        if (is_on(draft, "strikes")) {
            draft.defaults_used.push_back("Nobody strikes (there is no workplaces.csv).");
        }
        return;
    }
    const CsvSheet sheet(*text, draft.shown("workplaces.csv"), columns, draft.problems);
    if (!sheet.readable()) {
        return;
    }
    if (sheet.rows() > limits::workplaces_max) {
        sheet.report(limits::workplaces_max, "id",
                     "there are more than " + std::to_string(limits::workplaces_max) + " workplaces",
                     "fewer; small ones are part of the crowd");
        return;
    }
    ListedRows listed(sheet, "workplace");
    std::map<std::pair<int, int>, std::int64_t> employed;  // by leaf and stratum
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const auto id = listed.id(row);
        const std::string name = listed.name(row);
        const auto leaf = read_leaf(sheet, row, draft);
        const auto stratum = read_stratum(sheet, row, draft);
        const auto employees = sheet.whole(row, "employees", 1, limits::population_max);
        const auto organisation = sheet.number(row, "organisation", 0, 1);
        const auto isolation = sheet.number(row, "isolation", 0, 1);
        const auto value_added = sheet.number(row, "value_added", 0, limits::value_added_max);
        listed.check_mark(row);
        const std::int64_t known_from = listed.known_from(row);
        if (!id || !leaf || !stratum || !employees || !organisation || !isolation || !value_added) {
            continue;
        }
        if (!draft.model.people.empty()) {
            const std::int64_t people =
                draft.model.people[static_cast<std::size_t>(*leaf)][static_cast<std::size_t>(*stratum)];
            std::int64_t& sum = employed[{*leaf, *stratum}];
            const bool fitted = sum <= people;
            sum += *employees;
            if (fitted && sum > people) {
                sheet.report(row, "employees",
                             "with this row the workplaces employ " + std::to_string(sum) + " people of " +
                                 in_quotes(draft.model.strata[static_cast<std::size_t>(*stratum)].id) +
                                 " in " +
                                 in_quotes(draft.model
                                               .places[static_cast<std::size_t>(
                                                   draft.model.leaves[static_cast<std::size_t>(*leaf)])]
                                               .id),
                             "at most the " + std::to_string(people) + " who live there");
                continue;
            }
        }
        draft.model.workplaces.push_back({*id, name, *leaf, *stratum, static_cast<int>(*employees),
                                          *organisation, *isolation, *value_added, known_from});
    }
}

}  // namespace upsurge
