/// Applies the changes of a hypothesis or an intervention to a model.
///
/// A change that cannot hold is a problem at the place where it is written; the model is then half changed
/// and must be thrown away. Settings given on the command line (Model::pinned) are never moved.
#pragma once

#include <optional>

#include "models/model.h"
#include "scenarios/problem_list.h"

namespace upsurge {

struct ChangeScope {
    std::optional<Instant> from;  ///< nothing before it may change; none: the change holds from the start
    WrittenAt at;                 ///< of the whole change
    bool must_match = false;      ///< an entry of `remove` or `shift` that picks nothing is a problem
};

/// Everything below, in the order settings, then schedule.
void apply_change(const ModelChange& change, const ChangeScope& scope, Model& model, ProblemList& problems);

/// Mechanisms, switches and parameters. From a time after the clock's start only parameters may change, and
/// only those that do not act at the start alone: they become Model::parameter_changes.
void apply_settings(const ModelChange& change, const ChangeScope& scope, Model& model, ProblemList& problems);

/// Removes, then shifts, then adds entries, and checks the schedule as read_schedule does.
void apply_schedule(const ModelChange& change, const ChangeScope& scope, Model& model, ProblemList& problems);

}  // namespace upsurge
