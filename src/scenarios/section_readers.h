/// One reader per part of a scenario; each adds to the draft and reports what is wrong with its part.
///
/// They are called in this order by read_scenario: later ones rely on what earlier ones found.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario_draft.h"

namespace upsurge {

/// The sections of scenario.toml that need other files first.
struct DeferredSections {
    const TomlNode* parameters = nullptr;
    /// [resolution.NAME.parameters]: what holds at one resolution alone, in place of [parameters].
    std::map<ResolutionLevel, const TomlNode*> resolution_parameters;
    std::vector<const TomlNode*> place_parameters;
    const TomlNode* fit = nullptr;
    std::vector<const TomlNode*> groups;
    std::vector<const TomlNode*> cliques;
    std::vector<const TomlNode*> powers;
    std::vector<const TomlNode*> schedule;
};

/// Name, summary, clock, resolution, strata, mechanisms, switches. `until` replaces the clock's end.
DeferredSections read_settings(const TomlNode& root, std::optional<Instant> until, ScenarioDraft& draft);
/// The strata of every resolution, and those of the wanted one in the model. `root_at`: where to say that
/// there are none.
void read_strata(const std::vector<const TomlNode*>& nodes, TextPosition root_at, ScenarioDraft& draft);
/// Which mechanisms are on, and the options of their switches. A null node: the section is absent.
void read_mechanisms(const TomlNode* node, ScenarioDraft& draft);
void read_switches(const TomlNode* node, ScenarioDraft& draft);
void read_places(std::string_view text, ScenarioDraft& draft);
/// Head counts per leaf and stratum. Nothing as text: no strata.csv, the default shares hold everywhere.
void read_strata_shares(std::optional<std::string_view> text, ScenarioDraft& draft);
void read_destinations(std::optional<std::string_view> text, ScenarioDraft& draft);
/// Each reports what of its mechanism has nothing to act on if the file is absent.
void read_workplaces(std::optional<std::string_view> text, ScenarioDraft& draft);
void read_units(std::optional<std::string_view> text, ScenarioDraft& draft);
void read_facilities(std::optional<std::string_view> text, ScenarioDraft& draft);
void read_sources(std::optional<std::string_view> text, ScenarioDraft& draft);
/// `shown`: the file as it stands in messages.
void read_reports(std::string_view text, const std::string& shown, ScenarioDraft& draft);
void read_map(std::optional<std::string_view> text, ScenarioDraft& draft);
void read_parameters(const DeferredSections& sections, ScenarioDraft& draft);
/// Which parameters a fit moves: after read_parameters, since each needs a prior.
void read_fit(const DeferredSections& sections, ScenarioDraft& draft);
void read_groups(const DeferredSections& sections, ScenarioDraft& draft);
/// Cliques, and which of them commands which unit: after read_units.
void read_cliques(const DeferredSections& sections, ScenarioDraft& draft);
void read_powers(const DeferredSections& sections, ScenarioDraft& draft);
void read_schedule(const DeferredSections& sections, ScenarioDraft& draft);
/// Null: the file is absent.
void read_hypotheses(const TomlNode* root, ScenarioDraft& draft);
void read_interventions(const TomlNode* root, ScenarioDraft& draft);
void read_claims(std::optional<std::string_view> text, bool hypothesis_ids_known, ScenarioDraft& draft);

/// What `type` and `side` may be in sources.csv and reports.csv.
const std::vector<std::string>& source_types();
const std::vector<std::string>& source_sides();

}  // namespace upsurge
