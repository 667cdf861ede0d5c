/// From reports as they were written to reports that can be scored.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "reports/known_by.h"
#include "reports/report_likelihood.h"

namespace upsurge {

/// What the source model assumes beyond grades and errors. All assumed.
struct SourceSettings {
    double copy_chance = 0.8;    ///< that a report of one origin which repeats another is a copy of it
    double rumour_trust = 0.4;   ///< factor on w of a report of form rumour
    double occurred_rate = 0.8;  ///< of "it occurred" among statements without knowledge
    double bound_stop = 1;       ///< below 1, "at least n" is near the count: see at_least_statement
};

/// A report that is not scored, and why.
struct Unscored {
    int report = 0;  ///< position in the reports given
    std::string why;
};

struct ScoredReports {
    ReportLikelihood likelihood;
    std::vector<int> report;  ///< [scored] position in the reports given; by time of publication
    std::vector<std::string> source_names;  ///< [sources]
    std::vector<Unscored> unscored;
};

/// Whether both statements can be true of one number.
bool agree(const Statement& first, const Statement& second);

/// Makes the known reports ready, in the order of publication. A source is a source id; its prior is its
/// letter's, and each of its reports shifts the odds by its own grade. Digit 1, "confirmed", counts as not
/// judged when the report that confirms is among the known ones: it speaks for itself.
/// @param largest     [reports] see measure_of; for each report as given
/// @param event_size  see measure_of
ScoredReports scored_reports(std::span<const Report> reports, const KnownReports& known,
                             std::span<const double> largest, double event_size,
                             const SourceSettings& settings);

}  // namespace upsurge
