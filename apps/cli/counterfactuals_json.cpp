#include "counterfactuals_json.h"

namespace upsurge::cli {
namespace {

Json json_of(const CellName& cell) {
    return {{"hypothesis", cell.hypothesis}, {"intervention", cell.intervention}};
}

template <class Row>
Json outcome_json(const Row& row) {
    Json json = json_of(row.cell);
    json["outcome"] = outcome_descriptions[static_cast<std::size_t>(row.outcome)].id;
    json["kind"] = outcome_kind_names[static_cast<std::size_t>(row.kind)];
    json["runs"] = row.runs;
    return json;
}

Json tables_json(const OutcomeTables& tables) {
    Json cells = Json::array();
    for (const CellAbout& row : tables.cells) {
        Json json = json_of(row.cell);
        json["hypothesis_name"] = row.hypothesis_name;
        json["intervention_name"] = row.intervention_name;
        json["from"] = row.from;
        json["runs"] = row.runs;
        json["state_hash"] = row.state_hash;
        cells.push_back(std::move(json));
    }
    Json frequencies = Json::array();
    for (const OutcomeFrequency& row : tables.frequencies) {
        Json json = outcome_json(row);
        json["count"] = row.count;
        json["frequency"] = row.frequency;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        frequencies.push_back(std::move(json));
    }
    Json differences = Json::array();
    for (const OutcomeDifference& row : tables.differences) {
        Json json = outcome_json(row);
        json["gained"] = row.gained;
        json["lost"] = row.lost;
        json["difference"] = row.difference;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        differences.push_back(std::move(json));
    }
    Json quantities = Json::array();
    for (const QuantityRow& row : tables.quantities) {
        Json json = json_of(row.cell);
        json["quantity"] = row.quantity;
        json["runs"] = row.runs;
        json["mean"] = row.mean;
        json["low"] = row.interval.low;
        json["high"] = row.interval.high;
        json["runs_that_differ"] = row.runs_that_differ;
        json["difference"] = row.difference;
        json["difference_low"] = row.difference_interval.low;
        json["difference_high"] = row.difference_interval.high;
        quantities.push_back(std::move(json));
    }
    return {{"cells", std::move(cells)},
            {"outcome_frequencies", std::move(frequencies)},
            {"outcome_differences", std::move(differences)},
            {"quantities", std::move(quantities)}};
}

}  // namespace

Json counterfactuals_json(const char* command, const CounterfactualList& study, const Manifest& manifest,
                          const std::filesystem::path& folder) {
    Json json = json_head(command);
    json["study"] = folder.string();
    json["status"] = manifest.complete ? "complete" : "resumable";
    json["scenario"] = manifest.scenario_id;
    json["seed"] = manifest.seed;
    json["runs_per_cell"] = study.design().runs;
    json["runs"] = manifest.runs;
    json["runs_done"] = manifest.runs_done;
    json["state_hash"] = manifest.state_hash;
    json["people_moved"] = manifest.people_moved;
    json["seconds"] = manifest.seconds;
    json.update(tables_json(study.tables()));
    return json;
}

}  // namespace upsurge::cli
