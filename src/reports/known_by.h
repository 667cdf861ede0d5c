/// As-of: which reports were known at a moment, and with what grades.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "reports/report.h"

namespace upsurge {

/// One report as it stood at the moment.
struct KnownReport {
    int report = 0;            ///< position in the reports given
    char source_letter = 'F';  ///< of the source; F where its grade was not known yet
    char letter = 'F';         ///< of the report; F, and digit 6, where the source's grade was not known yet
    int digit = 6;
};

struct KnownReports {
    std::vector<KnownReport> known;  ///< standing at the moment, in the order given
    std::vector<int> withdrawn;      ///< out by then, and withdrawn or replaced by another that was out too
    std::vector<int> not_yet;        ///< published later
    std::vector<int> undated;        ///< left out because nobody knows when they were published
    int grades_not_known = 0;        ///< known reports whose source's grade became known later
};

/// The reports out by `moment`: published_at, the latest moment its precision allows, is at or before it.
/// Reports of unknown publication are left out. What a later report withdrew counts until that report is out,
/// and from then on not at all: a withdrawn report is no statement about the world any more.
/// @param sources  for the grades; a report of a source that is not there has its own letter for both
/// @param moment   none: with hindsight. Then undated reports take part, and all grades are known
KnownReports known_by(std::span<const Report> reports, std::span<const Source> sources,
                      std::optional<Instant> moment);

}  // namespace upsurge
