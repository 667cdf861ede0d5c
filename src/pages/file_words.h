/// The words that files use for what the checked model holds as enumerations.
#pragma once

#include <string_view>

#include "models/model.h"

namespace upsurge {

std::string_view word_of(PlaceKind kind);
std::string_view word_of(ReportForm form);
std::string_view word_of(Precision precision);
std::string_view word_of(ScheduleKind kind);
std::string_view word_of(Policing policing);
/// stock, flow (counts since midnight), cumulative or field.
std::string_view word_of(ObservableKind kind);

}  // namespace upsurge
