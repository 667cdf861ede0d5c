#include "fitting/report_sets.h"

#include <algorithm>

namespace upsurge {
namespace {

constexpr ReportSet all_sets[] = {
    {"state", true, "state"},
    {"opposition", true, "opposition"},
    {"foreign", true, "foreign"},
    {"independent", true, "independent"},
    {"social_media", false, "social_media"},
};

}  // namespace

std::span<const ReportSet> report_sets() {
    return all_sets;
}

const ReportSet* find_report_set(std::string_view word) {
    const auto found = std::find_if(std::begin(all_sets), std::end(all_sets),
                                    [&](const ReportSet& set) { return set.word == word; });
    return found == std::end(all_sets) ? nullptr : found;
}

bool is_in(const ReportSet& set, const Model& model, const Report& report) {
    if (set.by_side) {
        return report.side == set.value;
    }
    const auto source = std::find_if(model.sources.begin(), model.sources.end(),
                                     [&](const Source& known) { return known.id == report.source; });
    return source != model.sources.end() && source->type == set.value;
}

}  // namespace upsurge
