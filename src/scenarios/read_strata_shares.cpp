#include <cmath>
#include <limits>

#include "numbers/apportion.h"
#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr double share_tolerance = 1e-6;
constexpr CsvColumn columns[] = {{"place"}, {"stratum"}, {"share"}, {"source", false}, {"mark", false}};

/// Shares of one place as far as they are given.
struct PlaceShares {
    std::vector<double> share;  ///< [stratum]; NaN where no row gives one
    bool good = true;
    TextPosition first_share;
};

std::vector<std::string> stratum_ids(const ScenarioDraft& draft) {
    std::vector<std::string> ids;
    for (const Stratum& stratum : draft.model.strata) {
        ids.push_back(stratum.id);
    }
    return ids;
}

std::vector<PlaceShares> read_rows(std::string_view text, ScenarioDraft& draft) {
    std::vector<PlaceShares> shares(draft.model.places.size());
    const std::string file = draft.shown("strata.csv");
    const CsvSheet sheet(text, file, columns, draft.problems);
    if (!sheet.readable()) {
        return shares;
    }
    const std::vector<std::string> marks = {"", "measured", "literature", "assumed"};
    bool rows_good = sheet.complete();  // otherwise a sum that is wrong may only lack a row
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const std::size_t problems_before = draft.problems.size();
        const int place = draft.find_place(sheet.text(row, "place"), file, sheet.at(row, "place"));
        int stratum = -1;
        const std::string& name = sheet.text(row, "stratum");
        if (const auto found = draft.stratum_of_id.find(name); found != draft.stratum_of_id.end()) {
            stratum = found->second;
        } else if (draft.strata_ids_known) {
            sheet.report(row, "stratum", "unknown stratum " + in_quotes(name),
                         "an id of [[strata]] in scenario.toml",
                         draft.problems.full() ? "" : nearest_name_hint(name, stratum_ids(draft)));
        }
        const auto share = sheet.number(row, "share", 0, 1);
        sheet.choice(row, "mark", marks);
        if (place < 0) {
            rows_good = false;
            continue;
        }
        PlaceShares& here = shares[static_cast<std::size_t>(place)];
        if (here.share.empty()) {
            here.share.assign(draft.model.strata.size(), std::numeric_limits<double>::quiet_NaN());
            here.first_share = sheet.at(row, "share");
        }
        if (stratum >= 0 && share) {
            double& slot = here.share[static_cast<std::size_t>(stratum)];
            if (!std::isnan(slot)) {
                sheet.report(row, "stratum",
                             in_quotes(name) + " has two shares in " + in_quotes(sheet.text(row, "place")),
                             "one row for each place and stratum");
            }
            slot = *share;
        }
        here.good = here.good && stratum >= 0 && draft.problems.size() == problems_before;
    }
    for (std::size_t place = 0; place < shares.size(); ++place) {
        PlaceShares& here = shares[place];
        double sum = 0;
        for (double& share : here.share) {
            share = std::isnan(share) ? 0 : share;
            sum += share;
        }
        if (rows_good && here.good && !here.share.empty() && std::fabs(sum - 1) > share_tolerance) {
            draft.problems.add(
                file, here.first_share,
                "the shares of " + in_quotes(draft.model.places[place].id) + " sum to " + number_text(sum),
                "a sum of 1 over all strata");
        }
    }
    return shares;
}

}  // namespace

void read_strata_shares(std::optional<std::string_view> text, ScenarioDraft& draft) {
    const std::size_t problems_before = draft.problems.size();
    Model& model = draft.model;
    std::vector<PlaceShares> shares(model.places.size());
    if (text) {
        shares = read_rows(*text, draft);
    } else {
        draft.defaults_used.push_back(
            "Every place has the shares of scenario.toml (there is no strata.csv).");
    }
    std::vector<double> default_shares;
    for (const Stratum& stratum : model.strata) {
        default_shares.push_back(stratum.share);
    }
    std::vector<std::string> by_default;
    model.layout.strata = static_cast<int>(model.strata.size());
    model.people.clear();
    const bool good =
        draft.places_trusted && draft.strata_trusted && draft.problems.size() == problems_before;
    for (int leaf_place : model.leaves) {
        int place = leaf_place;
        while (place >= 0 && shares[static_cast<std::size_t>(place)].share.empty()) {
            place = model.places[static_cast<std::size_t>(place)].parent;
        }
        const Place& leaf = model.places[static_cast<std::size_t>(leaf_place)];
        if (place < 0) {
            by_default.push_back(leaf.id);
        }
        const bool usable = good && (place >= 0 || draft.default_shares_known);
        if (usable) {
            model.people.push_back(
                apportion(leaf.population,
                          place >= 0 ? shares[static_cast<std::size_t>(place)].share : default_shares));
        }
    }
    if (by_default.empty() || !good) {
        return;
    }
    if (!draft.default_shares_known) {
        // A wrong sum is already a problem of its own; here a share is absent.
        draft.problems.add(draft.shown("scenario.toml"), draft.strata_at,
                           "not every stratum has a default share, and " + std::to_string(by_default.size()) +
                               " places have none of their own, such as " + in_quotes(by_default.front()),
                           "a share for every [[strata]] entry, or rows in strata.csv");
    } else if (text) {
        draft.defaults_used.push_back("The shares of scenario.toml hold in " + joined(by_default) +
                                      " (no rows in strata.csv).");
    }
}

}  // namespace upsurge
