#include <algorithm>

#include "scenarios/limits.h"
#include "scenarios/listed_rows.h"
#include "scenarios/nearest_name.h"
#include "scenarios/section_readers.h"
#include "scenarios/text.h"

namespace upsurge {

namespace {

/// Id and name of an entry; an id twice is a problem.
template <class Actor>
void read_identity(TomlReader& reader, const std::string& file, std::string_view one,
                   std::set<std::string>& seen, ScenarioDraft& draft, Actor& actor) {
    if (const auto id = reader.text("id", Need::required)) {
        actor.id = id->value;
        actor.name = id->value;
        if (auto fault = fault_of_id(id->value)) {
            draft.problems.add(file, id->at, *fault);
        } else if (!seen.insert(id->value).second) {
            draft.problems.add(file, id->at,
                               "the " + std::string(one) + " " + in_quotes(id->value) + " is there twice",
                               "an id used once");
        }
    }
    if (const auto name = reader.text("name")) {
        actor.name = name->value;
    }
}

void check_evidence(TomlReader& reader, const std::string& file, ScenarioDraft& draft) {
    std::string source;
    Mark mark = Mark::assumed;
    read_evidence(reader, file, draft.problems, source, mark);
}

std::vector<Service> read_services(TomlReader& reader, const std::string& file, ScenarioDraft& draft) {
    std::vector<Service> services;
    const auto names = reader.texts("services");
    for (std::size_t i = 0; names && i < names->size(); ++i) {
        const auto& name = (*names)[i];
        const auto found = std::ranges::find(service_choices(), name.value);
        if (found == service_choices().end()) {
            draft.problems.add(file, name.at, in_quotes(name.value) + " is no service",
                               joined(service_choices(), "or"),
                               nearest_name(name.value, service_choices()).empty()
                                   ? ""
                                   : nearest_name_hint(name.value, service_choices()));
            continue;
        }
        const auto service = static_cast<Service>(found - service_choices().begin());
        if (std::ranges::find(services, service) != services.end()) {
            draft.problems.add(file, name.at, in_quotes(name.value) + " stands twice in this list",
                               "each service once");
            continue;
        }
        services.push_back(service);
    }
    return services;
}

/// Of two cliques that could command a unit the first one has it.
void give_units_to_cliques(Model& model) {
    for (Unit& unit : model.units) {
        for (std::size_t c = 0; unit.clique < 0 && c < model.cliques.size(); ++c) {
            const Clique& clique = model.cliques[c];
            if (std::ranges::find(clique.services, unit.service) != clique.services.end() &&
                std::ranges::find(clique.leaves, unit.home) != clique.leaves.end()) {
                unit.clique = static_cast<int>(c);
            }
        }
    }
}

bool too_many(const std::vector<const TomlNode*>& nodes, std::string_view what, const std::string& file,
              ScenarioDraft& draft) {
    if (nodes.size() <= limits::actors_max) {
        return false;
    }
    draft.problems.add(file, nodes[limits::actors_max]->at,
                       "there are more than " + std::to_string(limits::actors_max) + " " + std::string(what),
                       "fewer");
    return true;
}

}  // namespace

void read_cliques(const DeferredSections& sections, ScenarioDraft& draft) {
    const std::string file = draft.shown("scenario.toml");
    if (too_many(sections.cliques, "cliques", file, draft)) {
        return;
    }
    std::set<std::string> seen;
    for (const TomlNode* node : sections.cliques) {
        TomlReader reader(*node, "a [[cliques]] entry", file, draft.problems);
        Clique clique;
        read_identity(reader, file, "clique", seen, draft, clique);
        if (const auto places = reader.texts("places", Need::required)) {
            if (places->empty()) {
                draft.problems.add(file, reader.at("places"), "'places' is empty", "at least one place");
            }
            for (const int place : draft.find_places(*places, file, ResolutionLevel::coarse)) {
                const auto& under = draft.leaves_under[static_cast<std::size_t>(place)];
                clique.leaves.insert(clique.leaves.end(), under.begin(), under.end());
            }
            std::ranges::sort(clique.leaves);
            clique.leaves.erase(std::unique(clique.leaves.begin(), clique.leaves.end()), clique.leaves.end());
        }
        clique.services = read_services(reader, file, draft);
        clique.cache = read_weapons(reader, "cache", file, draft);
        check_evidence(reader, file, draft);
        reader.finish();
        draft.model.cliques.push_back(std::move(clique));
    }
    if (sections.cliques.empty() && is_on(draft, "elites")) {
        draft.defaults_used.push_back("The elite has no cliques ([[cliques]] is not given).");
    }
    give_units_to_cliques(draft.model);
}

void read_powers(const DeferredSections& sections, ScenarioDraft& draft) {
    const std::string file = draft.shown("scenario.toml");
    if (too_many(sections.powers, "powers", file, draft)) {
        return;
    }
    std::set<std::string> seen;
    const std::vector<std::string> sides = {"ally", "rival"};
    for (const TomlNode* node : sections.powers) {
        TomlReader reader(*node, "a [[powers]] entry", file, draft.problems);
        Power power;
        read_identity(reader, file, "power", seen, draft, power);
        if (const auto side = reader.text("side", Need::required)) {
            const auto found = std::ranges::find(sides, side->value);
            if (found == sides.end()) {
                draft.problems.add(
                    file, side->at, "'side' is " + in_quotes(side->value), joined(sides, "or"),
                    nearest_name(side->value, sides).empty() ? "" : nearest_name_hint(side->value, sides));
            } else {
                power.side = static_cast<PowerSide>(found - sides.begin());
            }
        }
        const auto read_number = [&](std::string_view key, double& number) {
            if (const auto given = reader.number(key, 0, 1)) {
                number = given->value;
            }
        };
        read_number("benefit", power.benefit);
        read_number("cost", power.cost);
        read_number("reputation", power.reputation);
        if (const auto troops = reader.integer("troops", 0, limits::unit_heads_max)) {
            power.troops = static_cast<int>(troops->value);
        }
        power.weapons = read_weapons(reader, "weapons", file, draft);
        check_evidence(reader, file, draft);
        reader.finish();
        draft.model.powers.push_back(std::move(power));
    }
    if (sections.powers.empty() && is_on(draft, "outside_powers")) {
        draft.defaults_used.push_back("No outside power acts ([[powers]] is not given).");
    }
}

}  // namespace upsurge
