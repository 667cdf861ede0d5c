/// Reads one dated entry of a schedule: of scenario.toml, of a hypothesis or of an intervention.
#pragma once

#include <optional>
#include <string>

#include "scenarios/scenario_draft.h"

namespace upsurge {

/// An entry and where its parts stand.
struct WrittenEntry {
    ScheduleEntry entry;
    bool good = true;  ///< nothing is wrong with it
    TextPosition from_at;
    bool used = true;  ///< at the wanted resolution
};

WrittenEntry read_schedule_entry(const TomlNode& node, const std::string& file, ScenarioDraft& draft);

/// The key `kind` that such entries, and what picks them, must have.
std::optional<ScheduleKind> read_schedule_kind(TomlReader& reader, const std::string& file,
                                               ProblemList& problems);

/// The key `value` of an entry of kind policing.
std::optional<Policing> read_policing(TomlReader& reader, Need need, const std::string& file,
                                      ProblemList& problems);

}  // namespace upsurge
