/// The ticks of a clock that a window of time touches.
#pragma once

#include "models/model.h"

namespace upsurge {

/// Ticks [first, last] that overlap a window of time; none when first > last.
struct TickWindow {
    int first = 0;
    int last = -1;
    bool empty() const { return first > last; }
};

/// Ticks of the clock that overlap [from, until]. A window without length is the tick that holds it.
TickWindow ticks_within(const Clock& clock, Instant from, Instant until);

}  // namespace upsurge
