#include <algorithm>
#include <cmath>
#include <limits>

#include "numbers/apportion.h"
#include "numbers/whole_table.h"
#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr double share_tolerance = 1e-6;
constexpr CsvColumn columns[] = {{"place"}, {"stratum"}, {"share"}, {"source", false}, {"mark", false}};

/// Shares of one place in one family of strata: those that are no parts, or the parts of one stratum.
struct FamilyShares {
    std::vector<double> share;  ///< [known stratum]; NaN where no row gives one
    TextPosition first_share;
};

struct PlaceShares {
    std::map<int, FamilyShares> families;  ///< by KnownStratum::within
    bool good = true;
};

/// What strata.csv says, by id of the place, whether or not it exists at the wanted resolution.
using WrittenShares = std::map<std::string, PlaceShares, std::less<>>;

std::vector<std::string> stratum_ids(const ScenarioDraft& draft) {
    std::vector<std::string> ids;
    for (const KnownStratum& known : draft.known_strata) {
        ids.push_back(known.stratum.id);
    }
    return ids;
}

void check_sums(WrittenShares& written, bool rows_good, const std::string& file, ScenarioDraft& draft) {
    for (auto& [id, here] : written) {
        for (auto& [family, shares] : here.families) {
            double sum = 0;
            for (double& share : shares.share) {
                share = std::isnan(share) ? 0 : share;
                sum += share;
            }
            if (rows_good && here.good && std::fabs(sum - 1) > share_tolerance) {
                const std::string parts =
                    family < 0
                        ? std::string()
                        : "the parts of " +
                              in_quotes(draft.known_strata[static_cast<std::size_t>(family)].stratum.id) +
                              " in ";
                draft.problems.add(file, shares.first_share,
                                   "the shares of " + parts + in_quotes(id) + " sum to " + number_text(sum),
                                   family < 0 ? "a sum of 1 over all strata" : "a sum of 1 over the parts");
            }
        }
    }
}

WrittenShares read_rows(std::string_view text, ScenarioDraft& draft) {
    WrittenShares written;
    const std::string file = draft.shown("strata.csv");
    const CsvSheet sheet(text, file, columns, draft.problems);
    if (!sheet.readable()) {
        return written;
    }
    const std::vector<std::string> marks = {"", "measured", "literature", "assumed"};
    bool rows_good = sheet.complete();  // otherwise a sum that is wrong may only lack a row
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
        const std::size_t problems_before = draft.problems.size();
        const std::string& place = sheet.text(row, "place");
        const bool place_known = draft.find_place(place, file, sheet.at(row, "place")) != nullptr;
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
        if (!place_known) {
            rows_good = false;
            continue;
        }
        PlaceShares& here = written[place];
        if (stratum >= 0) {
            FamilyShares& family =
                here.families[draft.known_strata[static_cast<std::size_t>(stratum)].within];
            if (family.share.empty()) {
                family.share.assign(draft.known_strata.size(), std::numeric_limits<double>::quiet_NaN());
                family.first_share = sheet.at(row, "share");
            }
            double& slot = family.share[static_cast<std::size_t>(stratum)];
            if (share && !std::isnan(slot)) {
                sheet.report(row, "stratum", in_quotes(name) + " has two shares in " + in_quotes(place),
                             "one row for each place and stratum");
            }
            slot = share.value_or(slot);
        }
        here.good = here.good && stratum >= 0 && draft.problems.size() == problems_before;
    }
    check_sums(written, rows_good && draft.families_known, file, draft);
    return written;
}

/// Head counts from shares, one resolution after the other: at the coarsest the people of each place are
/// split over the strata; at each finer one the counts of a place are split over its parts, then those of a
/// stratum over its own. So what is counted at one resolution is exactly what is counted at the next.
class HeadCounts {
  public:
    HeadCounts(const WrittenShares& written, ScenarioDraft& draft)
        : written_(written), draft_(draft), model_(draft.model), counts_(draft.model.places.size()) {
        for (std::size_t i = 0; i < draft.known_strata.size(); ++i) {
            if (draft.known_strata[i].within < 0) {
                strata_.push_back(i);
            }
        }
        parts_.resize(model_.places.size());
        for (std::size_t place = 0; place < model_.places.size(); ++place) {
            if (model_.places[place].parent >= 0) {
                parts_[static_cast<std::size_t>(model_.places[place].parent)].push_back(place);
            }
        }
    }

    /// Places of the coarsest resolution in which people live.
    std::vector<std::size_t> first_leaves() const {
        std::vector<std::size_t> leaves;
        for (std::size_t place = 0; place < parts_.size(); ++place) {
            const bool divided =
                !parts_[place].empty() && level_of(parts_[place].front()) == ResolutionLevel::coarse;
            if (level_of(place) == ResolutionLevel::coarse && !divided) {
                leaves.push_back(place);
            }
        }
        return leaves;
    }

    /// What strata.csv says of a place and a family, its own or of the nearest place around it.
    const std::vector<double>* written_shares(std::size_t place, int family) const {
        for (int at = static_cast<int>(place); at >= 0;
             at = model_.places[static_cast<std::size_t>(at)].parent) {
            const auto here = written_.find(model_.places[static_cast<std::size_t>(at)].id);
            if (here == written_.end()) {
                continue;
            }
            const auto found = here->second.families.find(family);
            if (found != here->second.families.end()) {
                return &found->second.share;
            }
        }
        return nullptr;
    }

    /// False after reporting that the parts of a place cannot hold its strata.
    bool count(const std::vector<std::size_t>& leaves) {
        for (const std::size_t leaf : leaves) {
            split(leaf, strata_, model_.places[leaf].population, -1);
        }
        for (const ResolutionLevel level : {ResolutionLevel::standard, ResolutionLevel::fine}) {
            if (!draft_.used(level)) {
                break;
            }
            if (!divide_places(level)) {
                return false;
            }
            divide_strata(level);
        }
        return true;
    }

    /// [stratum] of the model.
    std::vector<std::int64_t> of_leaf(std::size_t place) const {
        std::vector<std::int64_t> people;
        for (const std::size_t stratum : strata_) {
            people.push_back(counts_[place][stratum]);
        }
        return people;
    }

  private:
    ResolutionLevel level_of(std::size_t place) const { return draft_.place_levels[place]; }

    double share_of(std::size_t place, std::size_t stratum) const {
        const KnownStratum& known = draft_.known_strata[stratum];
        const std::vector<double>* shares = written_shares(place, known.within);
        return shares != nullptr ? (*shares)[stratum] : known.stratum.share;
    }

    /// Splits people of one place over the strata of a family, by largest remainder.
    void split(std::size_t place, const std::vector<std::size_t>& strata, std::int64_t people, int whole) {
        std::vector<double> shares;
        for (const std::size_t stratum : strata) {
            shares.push_back(share_of(place, stratum));
        }
        counts_[place].resize(draft_.known_strata.size(), 0);
        const std::vector<std::int64_t> parts = apportion(people, shares);
        for (std::size_t i = 0; i < strata.size(); ++i) {
            counts_[place][strata[i]] = parts[i];
        }
        if (whole >= 0) {
            counts_[place][static_cast<std::size_t>(whole)] = 0;
        }
    }

    bool divide_places(ResolutionLevel level) {
        for (std::size_t place = 0; place < parts_.size(); ++place) {
            const std::vector<std::size_t>& parts = parts_[place];
            if (parts.empty() || level_of(parts.front()) != level) {
                continue;
            }
            std::vector<std::int64_t> people;
            std::vector<double> weights;
            for (const std::size_t part : parts) {
                people.push_back(model_.places[part].population);
                for (const std::size_t stratum : strata_) {
                    // A stratum that is itself a part: its share of the share of its stratum.
                    double weight = static_cast<double>(people.back());
                    for (int at = static_cast<int>(stratum); at >= 0;
                         at = draft_.known_strata[static_cast<std::size_t>(at)].within) {
                        weight *= share_of(part, static_cast<std::size_t>(at));
                    }
                    weights.push_back(weight);
                }
            }
            const auto table = whole_table(people, of_leaf(place), weights);
            if (!table) {
                draft_.problems.add(
                    draft_.shown("strata.csv"), {},
                    "the strata of " + in_quotes(model_.places[place].id) +
                        " cannot be spread over the places within it",
                    "shares above 0 somewhere for every stratum of " + in_quotes(model_.places[place].id));
                return false;
            }
            for (std::size_t i = 0; i < parts.size(); ++i) {
                counts_[parts[i]].assign(draft_.known_strata.size(), 0);
                for (std::size_t k = 0; k < strata_.size(); ++k) {
                    counts_[parts[i]][strata_[k]] = (*table)[i * strata_.size() + k];
                }
            }
            counts_[place].clear();
        }
        return true;
    }

    void divide_strata(ResolutionLevel level) {
        std::vector<std::size_t> next;
        for (std::size_t i = 0; i < draft_.known_strata.size(); ++i) {
            std::vector<std::size_t> parts;
            for (std::size_t k = 0; k < draft_.known_strata.size(); ++k) {
                const KnownStratum& part = draft_.known_strata[k];
                if (part.within == static_cast<int>(i) && part.level == level) {
                    parts.push_back(k);
                }
            }
            const bool now = std::find(strata_.begin(), strata_.end(), i) != strata_.end();
            if (now && parts.empty()) {
                next.push_back(i);
            }
            next.insert(next.end(), parts.begin(), parts.end());
            for (std::size_t place = 0; place < counts_.size() && !parts.empty(); ++place) {
                if (!counts_[place].empty()) {
                    split(place, parts, counts_[place][i], static_cast<int>(i));
                }
            }
        }
        std::sort(next.begin(), next.end());
        strata_ = std::move(next);
    }

    const WrittenShares& written_;
    ScenarioDraft& draft_;
    const Model& model_;
    std::vector<std::size_t> strata_;                ///< known strata of the resolution reached
    std::vector<std::vector<std::int64_t>> counts_;  ///< [place][known stratum]; empty: nobody lives there
    std::vector<std::vector<std::size_t>> parts_;    ///< [place]
};

}  // namespace

void read_strata_shares(std::optional<std::string_view> text, ScenarioDraft& draft) {
    const std::size_t problems_before = draft.problems.size();
    Model& model = draft.model;
    WrittenShares written;
    if (text) {
        written = read_rows(*text, draft);
    } else {
        draft.defaults_used.push_back(
            "Every place has the shares of scenario.toml (there is no strata.csv).");
    }
    model.layout.strata = static_cast<int>(model.strata.size());
    model.people.clear();
    if (!draft.places_trusted || !draft.strata_trusted || draft.problems.size() != problems_before) {
        return;
    }
    HeadCounts counts(written, draft);
    const std::vector<std::size_t> leaves = counts.first_leaves();
    std::vector<std::string> by_default;
    for (const std::size_t leaf : leaves) {
        if (counts.written_shares(leaf, -1) == nullptr) {
            by_default.push_back(model.places[leaf].id);
        }
    }
    if (!by_default.empty() && !draft.default_shares_known) {
        // A wrong sum is already a problem of its own; here a share is absent.
        draft.problems.add(draft.shown("scenario.toml"), draft.strata_at,
                           "not every stratum has a default share, and " + std::to_string(by_default.size()) +
                               " places have none of their own, such as " + in_quotes(by_default.front()),
                           "a share for every [[strata]] entry, or rows in strata.csv");
        return;
    }
    if (!by_default.empty() && text) {
        draft.defaults_used.push_back("The shares of scenario.toml hold in " + joined(by_default) +
                                      " (no rows in strata.csv).");
    }
    if (!counts.count(leaves)) {
        return;
    }
    for (const int leaf : model.leaves) {
        model.people.push_back(counts.of_leaf(static_cast<std::size_t>(leaf)));
    }
}

}  // namespace upsurge
