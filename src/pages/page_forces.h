/// What a page says of single facilities and of each service: which fell, who stood aside or went over.
#pragma once

#include "models/model.h"
#include "pages/page_json.h"
#include "studies/read_run_tables.h"

namespace upsurge {

/// Every facility in the scenario's order, with the runs in which it fell and the hours to its first loss in
/// those. Null when the study has no such table or the scenario no facilities.
Json facilities_json(const Model& model, const RunTables& tables);

/// Per service with units: its members, and per followed state in which any run has members those runs, the
/// most members at once and the hours to the first in them, and the bands over time of all runs. Empty when
/// no run has any; null when the study has no such table.
Json services_json(const Model& model, const RunTables& tables);

/// Names of the actors that are rows of the scenario, by id: cliques and outside powers.
Json actors_json(const Model& model);

}  // namespace upsurge
