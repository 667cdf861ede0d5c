/// The tables per run of a finished study, read back: outcomes.csv and decisions.csv.
#pragma once

#include <filesystem>
#include <vector>

#include "engines/outcome_labels.h"
#include "mechanisms/tick_context.h"
#include "models/model.h"
#include "upsurge/result.h"

namespace upsurge {

struct RunDecision {
    int run = 0;  ///< as in the table: the ordinal of the run
    Decision decision;
};

struct RunTables {
    std::vector<int> runs;                ///< ordinals, in the order of the file
    std::vector<OutcomeLabels> outcomes;  ///< one entry per run
    std::vector<RunDecision> decisions;   ///< by run, then in the order in which they were taken
};

/// Reads both tables of a study folder. A study without them (made before they were written) gives empty
/// tables; a table with another header, a word or a number that is none, or an unknown place is a problem
/// with its line.
Result<RunTables> read_run_tables(const std::filesystem::path& folder, const Model& model);

}  // namespace upsurge
