/// The data of a page: everything that the page draws, as JSON (docs/formats/page.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/counterfactual_study.h"
#include "models/model.h"
#include "pages/fitted_study.h"
#include "pages/outlook_study.h"
#include "pages/plain_table.h"
#include "studies/manifest.h"
#include "studies/read_run_tables.h"
#include "studies/run_values.h"

namespace upsurge {

/// What a page is made from. Without a manifest and runs it is the evidence page: reports only.
struct PageInput {
    const Model* model = nullptr;
    std::string map_topology;  ///< TopoJSON text, empty when the scenario has no map
    std::string map_notice;    ///< licence that must travel with the map; may be empty
    std::string readme;        ///< README.md of the scenario
    const Manifest* manifest = nullptr;
    const RunValues* runs = nullptr;
    const RunTables* tables = nullptr;                 ///< null: neither outcomes nor decisions are shown
    std::vector<CounterfactualStudy> counterfactuals;  ///< may be empty
    const FittedStudy* fitted = nullptr;               ///< null: the histories are not fitted ones
    std::vector<OutlookStudy> outlooks;                ///< may be empty
    std::optional<PlainTable> scores;                  ///< score_summary.csv of the study
    bool has_runs() const { return manifest != nullptr && runs != nullptr && runs->runs() > 0; }
};

/// The JSON text. Contains no "<", so that it can stand inside an HTML script element.
std::string page_data_text(const PageInput& input);

}  // namespace upsurge
