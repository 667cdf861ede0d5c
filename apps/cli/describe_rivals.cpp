#include "describe_rivals.h"

#include <fmt/format.h>

#include "experiments/wording.h"
#include "pages/rival_words.h"
#include "scenarios/instant.h"

namespace upsurge::cli {
namespace {

std::string list_text(const std::vector<std::string>& phrases) {
    std::string text;
    for (const std::string& phrase : phrases) {
        text += "    - " + phrase + "\n";
    }
    return text;
}

std::vector<std::string> inherited_ids(const Model& model, const Hypothesis& hypothesis) {
    std::vector<std::string> ids;
    for (int parent : hypothesis.inherits) {
        ids.push_back(model.hypotheses[static_cast<std::size_t>(parent)].id);
    }
    return ids;
}

}  // namespace

std::string rivals_text(const Model& model) {
    std::string text;
    if (!model.hypotheses.empty()) {
        text += "\nHypotheses (upsurge run --hypothesis ID)\n";
    }
    for (const Hypothesis& one : model.hypotheses) {
        text += fmt::format("  {}: {} (account: {})\n    {}\n", one.id, one.name, one.claimant, one.summary);
        if (one.dull) {
            text += "    - simulates nothing; fits compare with it\n";
        }
        if (!one.inherits.empty()) {
            text += fmt::format("    - all of {}\n", fmt::join(inherited_ids(model, one), " and "));
        }
        const std::vector<std::string> changes = change_phrases(model, one.change);
        if (!one.dull && one.inherits.empty() && changes.empty()) {
            text += "    - the settings of scenario.toml\n";
        }
        text += list_text(changes);
        for (const Signature& signature : signatures) {
            if (const auto found = one.predicts.find(signature.id); found != one.predicts.end()) {
                text += fmt::format("    {} ({}): {}\n", signature.id, signature.meaning, found->second);
            }
        }
    }
    if (!model.interventions.empty()) {
        text += "\nInterventions (upsurge run --intervention ID)\n";
    }
    for (const Intervention& one : model.interventions) {
        text += fmt::format("  {}: {}, from {}\n    {}\n", one.id, one.name,
                            format_instant(one.from, model.clock.utc_offset_minutes), one.summary);
        text += list_text(change_phrases(model, one.change));
    }
    return text;
}

std::string claims_text(const Model& model) {
    std::string text = fmt::format(
        "{}: {}\n", model.name, count_text(static_cast<long long>(model.claims.size()), "claim", "claims"));
    for (const Claim& claim : model.claims) {
        text += fmt::format("\n{} ({}, {}{})\n  {}\n", claim.id, claim.author, upsurge::name_of(claim.kind),
                            claim.hedge.empty() ? "" : ", hedged: " + claim.hedge, claim.text);
        text += list_text(tie_phrases(model, claim));
        if (!claim.note.empty()) {
            text += "  Note: " + claim.note + "\n";
        }
    }
    return text;
}

Json hypotheses_json(const Model& model) {
    Json all = Json::array();
    for (const Hypothesis& one : model.hypotheses) {
        Json predicts = Json::array();
        for (const auto& [id, text] : one.predicts) {
            predicts.push_back({{"signature", id}, {"text", text}});
        }
        all.push_back({{"id", one.id},
                       {"name", one.name},
                       {"claimant", one.claimant},
                       {"summary", one.summary},
                       {"dull", one.dull},
                       {"inherits", inherited_ids(model, one)},
                       {"changes", change_phrases(model, one.change)},
                       {"predicts", predicts}});
    }
    return all;
}

Json interventions_json(const Model& model) {
    Json all = Json::array();
    for (const Intervention& one : model.interventions) {
        all.push_back({{"id", one.id},
                       {"name", one.name},
                       {"summary", one.summary},
                       {"from", format_instant(one.from, model.clock.utc_offset_minutes)},
                       {"changes", change_phrases(model, one.change)}});
    }
    return all;
}

Json claims_json(const Model& model) {
    const auto place_id = [&](int place) {
        return place < 0 ? std::string() : model.places[static_cast<std::size_t>(place)].id;
    };
    Json all = Json::array();
    for (const Claim& claim : model.claims) {
        Json parameters = Json::array();
        for (const Claim::ParameterTie& tie : claim.parameters) {
            parameters.push_back({{"id", tie.parameter}, {"place", place_id(tie.place)}});
        }
        Json switches = Json::array();
        for (const Claim::SwitchTie& tie : claim.switches) {
            switches.push_back({{"id", tie.id}, {"option", tie.option}});
        }
        Json observables = Json::array();
        for (const Claim::ObservableTie& tie : claim.observables) {
            observables.push_back(
                {{"id", upsurge::describe(tie.observable).id}, {"place", place_id(tie.place)}});
        }
        all.push_back({{"id", claim.id},
                       {"text", claim.text},
                       {"author", claim.author},
                       {"hedge", claim.hedge},
                       {"kind", upsurge::name_of(claim.kind)},
                       {"reports", claim.reports},
                       {"parameters", parameters},
                       {"switches", switches},
                       {"observables", observables},
                       {"hypotheses", claim.hypotheses},
                       {"untestable", claim.untestable},
                       {"note", claim.note}});
    }
    return all;
}

}  // namespace upsurge::cli
