/// Reads what hypotheses.toml and interventions.toml share: changes of mechanisms, switches, parameters and
/// schedule.
#pragma once

#include <string>

#include "models/model_change.h"
#include "scenarios/scenario_draft.h"

namespace upsurge {

enum class ChangeOf {
    hypothesis,    ///< holds from the start; parameters may have priors
    intervention,  ///< holds from a time on; parameters have values only
};

/// Reads the keys mechanisms, switches, parameters, place_parameters, remove, shift and schedule of one
/// table.
/// @param what    what the table is, for messages: "[E1]"
/// @param origin  of the last setting read; grows
ModelChange read_change(TomlReader& reader, const std::string& what, ChangeOf of, const std::string& file,
                        ScenarioDraft& draft, int& origin);

/// The parameters and place_parameters of it.
void read_setting_changes(TomlReader& reader, const std::string& what, ChangeOf of, const std::string& file,
                          ScenarioDraft& draft, int& origin, ModelChange& change);
/// The remove, shift and schedule of it.
void read_schedule_changes(TomlReader& reader, const std::string& what, ChangeOf of, const std::string& file,
                           ScenarioDraft& draft, ModelChange& change);

/// Names of all mechanisms.
std::vector<std::string> mechanism_names();

}  // namespace upsurge
