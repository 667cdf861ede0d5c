#include "reports/known_by.h"

#include <map>
#include <string>

#include "reports/superseded.h"

namespace upsurge {

namespace {

KnownReport graded(const Report& report, int position, const Source* source, bool grade_known) {
    KnownReport known;
    known.report = position;
    if (grade_known) {
        known.source_letter = source ? source->reliability : report.reliability;
        known.letter = report.reliability;
        known.digit = report.credibility;
    }
    return known;
}

}  // namespace

KnownReports known_by(std::span<const Report> reports, std::span<const Source> sources,
                      std::optional<Instant> moment) {
    std::map<std::string, const Source*> source_of;
    for (const Source& source : sources) {
        source_of[source.id] = &source;
    }
    KnownReports result;
    std::vector<Report> out;
    std::vector<int> position;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (moment && reports[i].published_precision == Precision::unknown) {
            result.undated.push_back(static_cast<int>(i));
        } else if (moment && reports[i].published_at > *moment) {
            result.not_yet.push_back(static_cast<int>(i));
        } else {
            out.push_back(reports[i]);
            position.push_back(static_cast<int>(i));
        }
    }
    // Only what was out by then can withdraw.
    const std::vector<int> by = superseded_by(out);
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (by[i] >= 0) {
            result.withdrawn.push_back(position[i]);
            continue;
        }
        const auto found = source_of.find(out[i].source);
        const Source* source = found == source_of.end() ? nullptr : found->second;
        const bool grade_known = !moment || !source || source->graded_at <= *moment;
        result.grades_not_known += grade_known ? 0 : 1;
        result.known.push_back(graded(out[i], position[i], source, grade_known));
    }
    return result;
}

}  // namespace upsurge
