/// The schedule at work: what the outside imposes on each place during one tick.
#pragma once

#include "models/model.h"
#include "society/forcing.h"

namespace upsurge {

/// A stretch of the clock that the engine passes at once, in steps of `Clock::step_at`.
struct Stretch {
    int first = 0;   ///< step at which it starts
    int steps = 1;   ///< how long it is: 1, or a whole quiet tick
    int before = 1;  ///< how long the stretch before it was
};

/// Writes what holds at the start of a stretch for every leaf place: phase 1 of docs/model.md. "Tick" is the
/// stretch below.
///
/// Of several entries of one kind in force at a place (from <= t < until) the latest `from` wins, among equal
/// ones the last in the list. Before its first price a place has that price; without any price it is 1.
/// Without other entries: no shutdown, emergency or curfew, nobody present, policing `contain`, and
/// `tolerate` once the government decides by itself. Concessions and refusals act in the tick whose start is
/// the first at or after their `from`, except those at or before the clock's start, which are history.
/// Concessions keep the order of the list.
///
/// Depends on the model and the tick alone, and on no entry that begins after the tick's start (the price
/// before the first price excepted). Allocates on the first call with an `out` or on a thread only.
void evaluate_forcing(const Model& model, Stretch stretch, Forcing& out);

}  // namespace upsurge
