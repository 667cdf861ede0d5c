/// The tables per run of a finished study, read back: outcomes.csv, decisions.csv, facility_losses.csv and
/// service_members.csv.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "engines/force_record.h"
#include "engines/outcome_labels.h"
#include "mechanisms/tick_context.h"
#include "models/model.h"
#include "upsurge/result.h"

namespace upsurge {

struct RunDecision {
    int run = 0;  ///< as in the table: the ordinal of the run
    Decision decision;
};

/// A facility that fell in a run.
struct FacilityLoss {
    int run = 0;
    int facility = 0;  ///< index in Model::facilities
    int tick = 0;      ///< first after which it was out of the government's hands
};

/// Members of a service from the end of this tick on, until the next entry of the same run and service.
struct ServiceChange {
    int run = 0;
    int tick = 0;
    Service service = Service::police;
    FollowedMembers members{};
};

struct RunTables {
    std::vector<int> runs;                            ///< ordinals, in the order of the file
    std::vector<OutcomeLabels> outcomes;              ///< one entry per run
    std::vector<RunDecision> decisions;               ///< by run, then in the order in which they were taken
    std::optional<std::vector<FacilityLoss>> losses;  ///< by run; none: the study has no such table
    std::optional<std::vector<ServiceChange>> services;  ///< by run, then by tick; none: as above
};

/// Reads the tables of a study folder. A study without them (made before they were written) gives empty
/// tables; a table with another header, a word or a number that is none, or an unknown place is a problem
/// with its line.
Result<RunTables> read_run_tables(const std::filesystem::path& folder, const Model& model);

}  // namespace upsurge
