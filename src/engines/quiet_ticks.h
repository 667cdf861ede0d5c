/// When a long tick may be passed at once: while every place is quiet.
#pragma once

#include "models/schedule.h"
#include "society/state.h"

namespace upsurge {

/// True if the schedule has something for the inside of a stretch: an entry that begins or ends within it, a
/// parameter that changes within it, or an emergency, curfew or shutdown in force, for which the hour counts.
bool happens_within(const Model& model, const Stretch& stretch);

/// True while every place is quiet: no crowd as large as Model::event_size, nobody armed in the street, no
/// strike, no unit gone over, no facility or city lost, no emergency or shutdown ordered.
bool is_quiet(const Model& model, const State& state);

}  // namespace upsurge
