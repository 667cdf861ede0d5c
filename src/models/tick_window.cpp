#include "models/tick_window.h"

#include <algorithm>

namespace upsurge {

TickWindow ticks_within(const Clock& clock, Instant from, Instant until) {
    TickWindow window{clock.ticks(), -1};
    for (int tick = 0; tick < clock.ticks(); ++tick) {
        const Instant begin = clock.at(tick);
        const Instant end = clock.at(tick + 1);
        const bool overlaps = begin < until && from < end;
        const bool holds_moment = from == until && begin <= from && from < end;
        if (overlaps || holds_moment) {
            window.first = std::min(window.first, tick);
            window.last = std::max(window.last, tick);
        }
    }
    return window;
}

}  // namespace upsurge
