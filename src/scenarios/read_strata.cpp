#include <algorithm>
#include <cmath>

#include "scenarios/limits.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

constexpr double share_tolerance = 1e-6;

/// The stratum that an entry is a part of, and from which resolution on it takes its place. Nothing if the
/// entry is no part or says it wrongly.
std::optional<Placed<std::string>> read_within(TomlReader& reader, const std::string& file,
                                               ScenarioDraft& draft, KnownStratum& known) {
    auto within = reader.text("within");
    known.level = draft.read_level(reader, file);
    if (!reader.has("within")) {
        if (known.level != ResolutionLevel::coarse) {
            draft.problems.add(file, reader.at("resolution"),
                               "a stratum that is no part of another exists at every resolution",
                               "'within' with the id of the stratum it is a part of");
        }
        return std::nullopt;
    }
    reader.forbid("active", "nothing: a part is active if its stratum is");
    reader.forbid("clandestine", "nothing: a part is clandestine if its stratum is");
    if (!reader.has("resolution")) {
        draft.problems.add(file, reader.at("within"), "'within' without 'resolution'",
                           "resolution = \"standard\" or \"fine\": from where on the parts are told apart");
        return std::nullopt;
    }
    return within;
}

/// Resolves the names of 'within', now that all strata are known, and hands down what parts inherit.
void link_parts(const std::vector<std::optional<Placed<std::string>>>& within, const std::string& file,
                ScenarioDraft& draft) {
    std::vector<std::string> ids;
    for (const auto& [id, index] : draft.stratum_of_id) {
        ids.push_back(id);
    }
    for (std::size_t i = 0; i < within.size(); ++i) {
        if (!within[i]) {
            continue;
        }
        KnownStratum& part = draft.known_strata[i];
        const auto found = draft.stratum_of_id.find(within[i]->value);
        if (found == draft.stratum_of_id.end()) {
            draft.problems.add(file, within[i]->at, "unknown stratum " + in_quotes(within[i]->value),
                               "the id of another [[strata]] entry",
                               nearest_name_hint(within[i]->value, ids));
            continue;
        }
        const KnownStratum& whole = draft.known_strata[static_cast<std::size_t>(found->second)];
        // Each stratum is coarser than its parts: no circle can close.
        if (whole.level >= part.level) {
            draft.problems.add(file, within[i]->at,
                               in_quotes(within[i]->value) + " exists from resolution " +
                                   name_of(whole.level) + " on, its part from " + name_of(part.level),
                               "a part of a finer resolution than its stratum");
            continue;
        }
        part.within = found->second;
    }
    for (std::size_t round = 0; round < resolution_names().size(); ++round) {
        for (KnownStratum& part : draft.known_strata) {
            if (part.within >= 0) {
                const Stratum& whole = draft.known_strata[static_cast<std::size_t>(part.within)].stratum;
                part.stratum.active = whole.active;
                part.stratum.clandestine = whole.clandestine;
            }
        }
    }
}

/// The parts of a stratum begin at one resolution and have all its people between them.
void check_parts(const std::string& file, ScenarioDraft& draft) {
    for (std::size_t whole = 0; whole < draft.known_strata.size(); ++whole) {
        const std::string id = in_quotes(draft.known_strata[whole].stratum.id);
        const KnownStratum* first = nullptr;
        const KnownStratum* last = nullptr;
        double sum = 0;
        for (const KnownStratum& part : draft.known_strata) {
            if (part.within != static_cast<int>(whole)) {
                continue;
            }
            first = first == nullptr ? &part : first;
            last = &part;
            sum += part.stratum.share;
            if (part.level != first->level) {
                draft.problems.add(file, part.at,
                                   in_quotes(part.stratum.id) + " exists from resolution " +
                                       name_of(part.level) + " on, " + in_quotes(first->stratum.id) +
                                       " beside it from " + name_of(first->level),
                                   "one resolution for all parts of " + id);
            }
        }
        if (last != nullptr && std::fabs(sum - 1) > share_tolerance) {
            draft.problems.add(file, last->share_at,
                               "the shares of the parts of " + id + " sum to " + number_text(sum),
                               "a sum of 1");
        }
    }
}

/// Those that exist at the wanted resolution and are not replaced there by parts.
void keep_existing(ScenarioDraft& draft) {
    for (std::size_t i = 0; i < draft.known_strata.size(); ++i) {
        bool divided = false;
        for (const KnownStratum& part : draft.known_strata) {
            divided = divided || (part.within == static_cast<int>(i) && draft.used(part.level));
        }
        if (!divided && draft.used(draft.known_strata[i].level)) {
            draft.model.strata.push_back(draft.known_strata[i].stratum);
        }
    }
}

}  // namespace

void read_strata(const std::vector<const TomlNode*>& nodes, TextPosition root_at, ScenarioDraft& draft) {
    const std::string file = draft.shown("scenario.toml");
    const std::size_t problems_before = draft.problems.size();
    double sum = 0;  // of the strata that are no parts
    std::size_t shares = 0;
    std::size_t shares_wanted = 0;
    TextPosition last_share;
    bool shares_good = true;
    if (nodes.size() > limits::strata_max) {
        draft.problems.add(file, nodes[limits::strata_max]->at,
                           "there are more than " + std::to_string(limits::strata_max) + " strata",
                           "fewer strata");
        return;
    }
    std::vector<std::optional<Placed<std::string>>> within(nodes.size());
    std::size_t parts = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        TomlReader reader(*nodes[i], "a [[strata]] entry", file, draft.problems);
        KnownStratum known;
        known.at = nodes[i]->at;
        Stratum& stratum = known.stratum;
        if (const auto id = reader.text("id", Need::required)) {
            if (auto fault = fault_of_id(id->value)) {
                draft.problems.add(file, id->at, *fault);
            } else if (draft.stratum_of_id.contains(id->value)) {
                draft.problems.add(file, id->at, "the stratum " + in_quotes(id->value) + " is there twice",
                                   "an id used once");
            } else {
                draft.stratum_of_id[id->value] = static_cast<int>(i);
            }
            stratum.id = id->value;
            stratum.name = id->value;
        }
        if (const auto name = reader.text("name")) {
            stratum.name = name->value;
        }
        const bool is_part = reader.has("within");
        const bool has_share = reader.has("share");
        shares_wanted += is_part ? 0 : 1;
        parts += is_part ? 1 : 0;
        if (const auto share = reader.number("share", 0, 1, is_part ? Need::required : Need::optional)) {
            stratum.share = share->value;
            known.share_at = share->at;
            if (!is_part) {
                sum += share->value;
                last_share = share->at;
                ++shares;
            }
        } else {
            shares_good = shares_good && !has_share;
        }
        within[i] = read_within(reader, file, draft, known);
        if (const auto active = is_part ? std::nullopt : reader.boolean("active")) {
            stratum.active = active->value;
        }
        if (const auto clandestine = is_part ? std::nullopt : reader.boolean("clandestine")) {
            stratum.clandestine = clandestine->value;
        }
        read_evidence(reader, file, draft.problems, stratum.source, stratum.mark);
        reader.finish();
        draft.known_strata.push_back(std::move(known));
    }
    if (nodes.empty()) {
        if (draft.problems.size() == problems_before) {
            draft.problems.add(file, root_at, "there are no strata",
                               "at least one [[strata]] entry with id and share");
        }
        return;
    }
    link_parts(within, file, draft);
    const auto linked = std::count_if(draft.known_strata.begin(), draft.known_strata.end(),
                                      [](const KnownStratum& known) { return known.within >= 0; });
    draft.families_known = static_cast<std::size_t>(linked) == parts;
    if (draft.problems.size() == problems_before) {
        check_parts(file, draft);
    }
    keep_existing(draft);
    draft.strata_ids_known = true;
    draft.strata_at = shares > 0 ? last_share : nodes.back()->at;
    if (shares_good && shares == shares_wanted) {
        if (std::fabs(sum - 1) > share_tolerance) {
            draft.problems.add(file, last_share, "the shares of the strata sum to " + number_text(sum),
                               "a sum of 1");
        } else {
            draft.default_shares_known = true;
        }
    }
    draft.strata_trusted = draft.problems.size() == problems_before;
}

}  // namespace upsurge
