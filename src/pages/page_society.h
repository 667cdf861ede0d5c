/// What a page says of the whole society beside its series: outcomes, decisions, control, weapons by source.
#pragma once

#include "models/model.h"
#include "pages/page_json.h"
#include "studies/read_run_tables.h"
#include "studies/run_values.h"

namespace upsurge {

/// How often each outcome came, final and with the provisional ones, with Wilson's 95% intervals. Empty when
/// the mechanism `outcomes` is off or the study has no table.
Json outcomes_json(const Model& model, const RunTables& tables);

/// Per actor and action: share of runs, times per run, first time; and the decisions of the first runs in
/// order, with what was known beside what was so at the end of the tick before. Null without decisions.
Json decisions_json(const Model& model, const RunValues& runs, const RunTables& tables);

/// Per place with facilities: the share of runs, by tick, in which some facility there is out of the
/// government's hands and in which the city is lost. Empty when none is ever lost.
Json control_json(const Model& model, const RunValues& runs);

/// Share of each source in all weapons taken by the end, over the runs in which any was taken. Empty when
/// there is none.
Json weapon_sources_json(const RunValues& runs);

}  // namespace upsurge
