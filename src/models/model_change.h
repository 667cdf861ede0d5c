/// Named changes of a model: rival explanations and interventions, read and resolved but not applied.
///
/// A hypothesis changes settings and priors from the start. An intervention changes decisions and settings
/// from a time on and nothing before it, so that a run with it and one without share all that came earlier.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/schedule_entry.h"
#include "numbers/parameter.h"

namespace upsurge {

/// Where a change is written, for messages. Line and column are 1-based; 0: unknown.
struct WrittenAt {
    std::string file;
    int line = 0;
    int column = 0;
};

/// New settings of one parameter. What is not given stays; but a value without a prior is fixed.
struct SettingChange {
    int parameter = 0;        ///< index in all_parameters()
    bool everywhere = true;   ///< also at places that have settings of their own
    std::vector<int> leaves;  ///< leaf ordinals, unless everywhere
    int depth = -1;           ///< of the largest place named; -1 for everywhere
    int origin = 0;           ///< as ParameterSetting::origin, distinct within one file
    std::optional<double> value;
    std::optional<std::string> prior;
    std::optional<std::string> source;
    std::optional<Mark> mark;
    WrittenAt at;
};

/// Picks entries of the schedule. Of an entry for several places only those named are picked.
struct ScheduleMatch {
    ScheduleKind kind = ScheduleKind::price;
    std::vector<int> leaves;           ///< leaf ordinals, rising; empty: everywhere
    std::optional<Instant> from;       ///< only entries that begin at or after
    std::optional<Instant> until;      ///< only entries that begin before
    std::optional<double> value;       ///< only entries with this number
    std::optional<Policing> policing;  ///< only entries with this order
    bool cut = false;  ///< entries in force when the intervention begins end then (else they go on)
    WrittenAt at;
};

struct ScheduleShift {
    ScheduleMatch match;
    std::int64_t seconds = 0;  ///< later is positive
};

struct ModelChange {
    std::vector<std::pair<std::string, bool>> mechanisms;       ///< name, on
    std::vector<std::pair<std::string, std::string>> switches;  ///< "mechanism.switch", option
    std::vector<SettingChange> settings;                        ///< everywhere first, then by depth
    std::vector<ScheduleMatch> remove;
    std::vector<ScheduleShift> shift;
    std::vector<ScheduleEntry> add;
    std::vector<WrittenAt> added_at;  ///< of each entry of `add`
    WrittenAt mechanisms_at;
    WrittenAt switches_at;
};

/// A pattern of evidence on which rival explanations disagree.
struct Signature {
    std::string_view id;
    std::string_view meaning;
};
inline constexpr std::array<Signature, 11> signatures = {{
    {"S1", "lag from the first capture of weapons to the first armed people"},
    {"S2", "armed people beyond what known sources of weapons explain"},
    {"S3", "kinds of weapons seen against kinds held nearby"},
    {"S4", "where violence is, beyond size, exposure and spread"},
    {"S5", "guards leaving a place before a crowd arrives"},
    {"S6", "places starting together, faster than media explain"},
    {"S7", "violent against peaceful people, and whether demands agree"},
    {"S8", "share of foreigners among the detained and the dead, against residents"},
    {"S9", "what the collapse of the unrest coincides with"},
    {"S10", "protest in the months afterwards"},
    {"S11", "what crowds went for"},
}};

/// One rival explanation.
struct Hypothesis {
    std::string id;
    std::string name;
    std::string claimant;  ///< whose account it is, or "ours"
    std::string summary;
    bool dull = false;          ///< simulates nothing: a rule of thumb that fits compare with
    std::vector<int> inherits;  ///< indices into Model::hypotheses, applied first
    ModelChange change;
    std::map<std::string, std::string, std::less<>> predicts;  ///< signature id -> what it expects
    WrittenAt at;
};

/// One thing done differently from a time on.
struct Intervention {
    std::string id;
    std::string name;
    std::string summary;
    Instant from = 0;  ///< nothing before it changes
    ModelChange change;
    WrittenAt at;
};

/// A parameter that takes a new value in mid-run: in every tick that starts at or after `from`.
struct ParameterChange {
    Instant from = 0;
    int parameter = 0;  ///< index in all_parameters()
    int leaf = -1;      ///< leaf ordinal; -1: everywhere
    double value = 0;
};

}  // namespace upsurge
