/// An outlook: what could be said at a date of what came after it, in numbers and words.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engines/outcome_labels.h"
#include "models/model.h"
#include "studies/run_values.h"
#include "studies/statistics.h"

namespace upsurge {

/// One thing that may come, and in how many histories it does.
struct OutlookStatement {
    std::string kind;      ///< outcome, crowd or total
    std::string subject;   ///< id of the outcome or observable
    int place = 0;         ///< in Model::places
    double threshold = 0;  ///< the number is at least this at some time after the date
    int count = 0;
    int runs = 0;
    double probability = 0;
    ShareInterval interval;  ///< Wilson's, 95%: what the number of histories leaves open
    std::string word;        ///< by ICD-203, or that it is outside the scale
    std::string sentence;
};

/// Every outcome; of every region a crowd that counts as an event; of the whole country totals of the killed
/// and the detained in steps. From the date to the end of the runs.
/// @param outcomes  [runs]
std::vector<OutlookStatement> outlook_of(const Model& model, const RunValues& runs,
                                         std::span<const OutcomeLabels> outcomes, Instant as_of);

/// outlook.csv: docs/formats/fit.md.
std::string outlook_text(const Model& model, std::span<const OutlookStatement> outlook);

}  // namespace upsurge
