/// Sets of reports that a question can be redone without: by the side that a report speaks for, and by the
/// kind of source that carried it.
#pragma once

#include <span>
#include <string_view>

#include "models/model.h"

namespace upsurge {

struct ReportSet {
    std::string_view word;
    bool by_side = true;     ///< else by the type of the source
    std::string_view value;  ///< of the side or type
};

/// state, opposition, foreign, independent, social_media.
std::span<const ReportSet> report_sets();
/// Null for a word that names none.
const ReportSet* find_report_set(std::string_view word);
bool is_in(const ReportSet& set, const Model& model, const Report& report);

}  // namespace upsurge
