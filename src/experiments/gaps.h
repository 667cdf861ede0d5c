/// The page's table of gaps: what was reported, what was simulated, how far off.
///
/// Everything follows from the reports, groups and places of the scenario; nothing here knows a name. No
/// test asserts what it says: it reports how history and simulation differ.
#pragma once

#include <string>
#include <vector>

#include "models/model.h"
#include "studies/run_values.h"

namespace upsurge {

struct Gap {
    std::string what;
    std::string where;
    std::string reported;
    std::string simulated;
    std::string off;
    std::vector<std::string> reports;  ///< ids of the reports behind it
};

/// The first event of each region: the earliest standing report of a crowd against the first time the
/// simulated crowd reaches the model's event size.
std::vector<Gap> first_event_gaps(const Model& model, const RunValues& runs);

/// Participants of a day, for every place and day that has standing reports with a number.
std::vector<Gap> participant_gaps(const Model& model, const RunValues& runs);

/// The largest crowd in any one place: the country's largest city against each group that it is not in.
std::vector<Gap> contrast_gaps(const Model& model, const RunValues& runs);

/// Each day after the day with crowds in most regions: regions with a reported crowd against simulated
/// ones, and what is left of the largest simulated crowd.
std::vector<Gap> decline_gaps(const Model& model, const RunValues& runs);

/// All of them, in this order.
std::vector<Gap> tabulate_gaps(const Model& model, const RunValues& runs);

}  // namespace upsurge
