#include "pages/page_counterfactuals.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "experiments/run_quantities.h"
#include "pages/rival_words.h"

namespace upsurge {
namespace {

using Studies = std::vector<CounterfactualStudy>;

/// An outcome that runs can have, or a number of each run.
struct Measure {
    std::string id;
    Json about;
    int outcome = -1;  ///< -1: a quantity
    OutcomeKind kind = OutcomeKind::held;
};

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

bool any_run_has(const Studies& studies, int outcome, OutcomeKind kind) {
    return std::any_of(studies.begin(), studies.end(), [&](const CounterfactualStudy& study) {
        return std::any_of(study.tables.frequencies.begin(), study.tables.frequencies.end(),
                           [&](const OutcomeFrequency& row) {
                               return static_cast<int>(row.outcome) == outcome && row.kind == kind &&
                                      row.count > 0;
                           });
    });
}

/// Outcomes that some run has; one that some have for good and some provisionally stands once for both and
/// once for the final ones. Then the quantities that are not 0 everywhere.
std::vector<Measure> measures_of(const Studies& studies) {
    std::vector<Measure> measures;
    for (int outcome = 0; outcome < outcome_count; ++outcome) {
        const OutcomeDescription& about = outcome_descriptions[static_cast<std::size_t>(outcome)];
        const bool is_final = any_run_has(studies, outcome, OutcomeKind::final);
        const bool is_provisional = any_run_has(studies, outcome, OutcomeKind::provisional);
        const auto add = [&](OutcomeKind kind, const char* id_suffix, const char* name_suffix) {
            Measure measure{fmt::format("{}{}", about.id, id_suffix), {}, outcome, kind};
            measure.about = {{"id", measure.id},
                             {"name", fmt::format("{}{}", about.name, name_suffix)},
                             {"code", about.code},
                             {"unit", "share"}};
            measures.push_back(std::move(measure));
        };
        if (is_final || is_provisional) {
            add(OutcomeKind::held, "",
                is_final && is_provisional ? ", final or provisional"
                : is_final                 ? ""
                                           : ", provisional");
        }
        if (is_final && is_provisional) {
            add(OutcomeKind::final, ":final", ", final only");
        }
    }
    for (const RunQuantity& quantity : run_quantity_descriptions()) {
        const bool any = std::any_of(studies.begin(), studies.end(), [&](const CounterfactualStudy& study) {
            return std::any_of(
                study.tables.quantities.begin(), study.tables.quantities.end(),
                [&](const QuantityRow& row) { return row.quantity == quantity.id && row.mean != 0; });
        });
        if (any) {
            measures.push_back(
                {std::string(quantity.id),
                 {{"id", quantity.id}, {"name", quantity.name}, {"code", ""}, {"unit", quantity.unit}}});
        }
    }
    return measures;
}

/// The outcome whose differences most often have an interval beyond zero; among equals the one on which the
/// runs as it was are most divided, then the first. Empty without outcomes.
std::string most_telling(const Studies& studies, const std::vector<Measure>& measures) {
    const Measure* best = nullptr;
    std::pair<int, double> highest;
    for (const Measure& measure : measures) {
        if (measure.outcome < 0 || measure.kind != OutcomeKind::held) {
            continue;
        }
        std::pair<int, double> score{0, 0.0};
        for (const CounterfactualStudy& study : studies) {
            for (const OutcomeDifference& row : study.tables.differences) {
                score.first += static_cast<int>(row.outcome) == measure.outcome && row.kind == measure.kind &&
                                       (row.interval.low > 0 || row.interval.high < 0)
                                   ? 1
                                   : 0;
            }
            for (const OutcomeFrequency& row : study.tables.frequencies) {
                if (static_cast<int>(row.outcome) == measure.outcome && row.kind == measure.kind &&
                    row.cell.intervention.empty()) {
                    score.second += row.frequency * (1 - row.frequency);
                }
            }
        }
        if (best == nullptr || score > highest) {
            best = &measure;
            highest = score;
        }
    }
    return best == nullptr ? std::string() : best->id;
}

/// Of one cell: per measure its middle, the ends of its interval, and for an outcome the count of runs.
Json values_json(const OutcomeTables& tables, const CellName& cell, const std::vector<Measure>& measures) {
    Json values = Json::object();
    for (const Measure& measure : measures) {
        for (const OutcomeFrequency& row : tables.frequencies) {
            if (row.cell == cell && static_cast<int>(row.outcome) == measure.outcome &&
                row.kind == measure.kind) {
                values[measure.id] = {number(row.frequency), number(row.interval.low),
                                      number(row.interval.high), row.count};
            }
        }
        for (const QuantityRow& row : tables.quantities) {
            if (row.cell == cell && row.quantity == measure.id) {
                values[measure.id] = {number(row.mean), number(row.interval.low), number(row.interval.high)};
            }
        }
    }
    return values;
}

/// Against as it was: the difference, the ends of its interval, and how many pairs of runs differ: for an
/// outcome those that gained and those that lost it.
Json changes_json(const OutcomeTables& tables, const CellName& cell, const std::vector<Measure>& measures) {
    Json changes = Json::object();
    for (const Measure& measure : measures) {
        for (const OutcomeDifference& row : tables.differences) {
            if (row.cell == cell && static_cast<int>(row.outcome) == measure.outcome &&
                row.kind == measure.kind) {
                changes[measure.id] = {number(row.difference), number(row.interval.low),
                                       number(row.interval.high), row.gained, row.lost};
            }
        }
        for (const QuantityRow& row : tables.quantities) {
            if (row.cell == cell && row.quantity == measure.id && std::isfinite(row.difference)) {
                changes[measure.id] = {number(row.difference), number(row.difference_interval.low),
                                       number(row.difference_interval.high), row.runs_that_differ};
            }
        }
    }
    return changes;
}

/// Index of the one with this id; behind all others when there is none, before them when the id is empty.
template <class Listed>
int order_of(const std::vector<Listed>& listed, const std::string& id) {
    if (id.empty()) {
        return -1;
    }
    const auto found =
        std::find_if(listed.begin(), listed.end(), [&](const Listed& one) { return one.id == id; });
    return static_cast<int>(found - listed.begin());
}

Json studies_json(const Studies& studies) {
    Json all = Json::array();
    for (const CounterfactualStudy& study : studies) {
        const Manifest& manifest = study.manifest;
        all.push_back({{"command", manifest.command_line},
                       // As text: a browser holds whole numbers up to 2^53 alone.
                       {"seed", std::to_string(manifest.seed)},
                       {"state_hash", manifest.state_hash},
                       {"resolution", manifest.resolution},
                       {"parameters", manifest.parameters},
                       {"settings", manifest.settings},
                       {"until", manifest.until},
                       {"complete", manifest.complete}});
    }
    return all;
}

Json interventions_json(const Model& model, const Studies& studies) {
    std::map<std::pair<int, std::string>, const CellAbout*> ordered;
    for (const CounterfactualStudy& study : studies) {
        for (const CellAbout& about : study.tables.cells) {
            ordered.try_emplace(
                {order_of(model.interventions, about.cell.intervention), about.cell.intervention}, &about);
        }
    }
    Json all = Json::array();
    for (const auto& [key, about] : ordered) {
        const auto& [order, id] = key;
        const bool listed = order >= 0 && order < static_cast<int>(model.interventions.size());
        Json row = {{"id", id}, {"name", id.empty() ? std::string("As it was") : about->intervention_name}};
        const Intervention* one = listed ? &model.interventions[static_cast<std::size_t>(order)] : nullptr;
        row["summary"] = one == nullptr ? std::string() : one->summary;
        row["changes"] = one == nullptr ? std::vector<std::string>() : change_phrases(model, one->change);
        row["from"] = about->from;
        all.push_back(std::move(row));
    }
    return all;
}

}  // namespace

Json counterfactuals_json(const Model& model, const Studies& studies) {
    if (studies.empty()) {
        return nullptr;
    }
    const std::vector<Measure> measures = measures_of(studies);
    std::map<std::pair<int, std::string>, Json> explanations;
    for (std::size_t s = 0; s < studies.size(); ++s) {
        std::map<std::pair<int, std::string>, std::map<std::pair<int, std::string>, Json>> cells;
        for (const CellAbout& about : studies[s].tables.cells) {
            const CellName& cell = about.cell;
            const std::pair key(order_of(model.hypotheses, cell.hypothesis), cell.hypothesis);
            const auto [found, added] = explanations.try_emplace(key);
            if (added) {
                const bool listed = key.first >= 0 && key.first < static_cast<int>(model.hypotheses.size());
                const Hypothesis* one =
                    listed ? &model.hypotheses[static_cast<std::size_t>(key.first)] : nullptr;
                found->second = {
                    {"id", cell.hypothesis},
                    {"name", cell.hypothesis.empty() ? "the scenario's own settings" : about.hypothesis_name},
                    {"summary", one == nullptr ? std::string() : one->summary},
                    {"claimant", one == nullptr ? std::string() : one->claimant},
                    {"study", s}};
            }
            Json row = {{"intervention", cell.intervention}, {"runs", about.runs}};
            row["values"] = values_json(studies[s].tables, cell, measures);
            row["changes"] = changes_json(studies[s].tables, cell, measures);
            cells[key][{order_of(model.interventions, cell.intervention), cell.intervention}] =
                std::move(row);
        }
        for (auto& [key, rows] : cells) {
            Json list = Json::array();
            for (auto& [order, row] : rows) {
                list.push_back(std::move(row));
            }
            explanations[key]["cells"] = std::move(list);
        }
    }
    Json json;
    json["studies"] = studies_json(studies);
    Json listed = Json::array();
    for (const Measure& measure : measures) {
        listed.push_back(measure.about);
    }
    json["measures"] = std::move(listed);
    json["first"] = most_telling(studies, measures);
    json["interventions"] = interventions_json(model, studies);
    Json all = Json::array();
    for (auto& [key, one] : explanations) {
        all.push_back(std::move(one));
    }
    json["explanations"] = std::move(all);
    return json;
}

}  // namespace upsurge
