/// A model that knows no more than was known at a moment.
#pragma once

#include "models/model.h"

namespace upsurge {

/// The model as it could have been written down at `moment`, after which its government decides by itself.
///
/// - Schedule entries, workplaces, units, facilities and gun shops with a known_from after `moment` are left
///   out. The smaller or earlier entries that they would have replaced hold on.
/// - What was known is kept whole: also an `until` after `moment`, since a row has one known_from for all
/// that
///   it says; and an entry that begins after `moment`, which is announced and acts (ScheduleEntry::forced).
/// - Where state_policy is on and acts as dated, it decides by itself from `moment` on. A government that
/// does
///   so from the start goes on doing so, and one that `--set` holds to its dates stays with them.
///
/// Reports and grades are left to `known_by`. Parameters, priors, rival explanations, places and people carry
/// no date: a model as of a moment knows them with hindsight. A hypothesis is applied before, an intervention
/// after.
Model as_of(Model model, Instant moment);

}  // namespace upsurge
